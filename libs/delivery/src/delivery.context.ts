import type { Context } from '@silkport/platform';
import { Asset } from './files/asset.entity.js';
import { ApiCredential } from './api-access/api-credential.entity.js';
import { ApiMeter, ApiTopUp, ApiUsage } from './api-access/api-meter.entity.js';
import { ApiPlan } from './api-access/api-plan.entity.js';
import { DataSet, DataSetMeter } from './data-sets/data-set.entity.js';
import { ExportExemption, ExportVerdict } from './data-sets/export-verdict.entity.js';
import { ApiAccess1764000000680 } from './migrations/1764000000680-api-access.js';
import { FollowHands1764000000748 } from './migrations/1764000000748-follow-hands.js';
import { CountUnsentPieces1764000000740 } from './migrations/1764000000740-count-unsent-pieces.js';
import { DescribeEveryFile1764000000760 } from './migrations/1764000000760-describe-every-file.js';
import { DataSets1764000000681 } from './migrations/1764000000681-data-sets.js';
import { DownloadProgress, DownloadRequest } from './downloads/download.entity.js';
import { DownloadTerms, StampedFile, UnstampableFile } from './downloads/download-terms.entity.js';
import { Booking, ChosenTimeZone, SessionPlan } from './bookings/booking.entity.js';
import { BuyerFile } from './commissions/buyer-file.entity.js';
import { EncloseFiles1764000000716 } from './migrations/1764000000716-enclose-files.js';
import { Host, ProductHost } from './bookings/host.entity.js';
import { NameHosts1764000000715 } from './migrations/1764000000715-name-hosts.js';
import { Commission, CommissionFile, CommissionPlan, Milestone, MilestoneNote } from './commissions/commission.entity.js';
import { Certificate, CourseVersion, LessonProgress } from './courses/course.entity.js';
import { Entitlement, EntitlementTransition } from './entitlements/entitlement.entity.js';
import { KeyPlan } from './licence-keys/key-plan.entity.js';
import { Release, ReleaseTerms } from './files/release.entity.js';
import { LicenceKey } from './licence-keys/licence-key.entity.js';
import { LicenceMachine } from './licence-keys/licence-machine.entity.js';
import { LicenceSigningKey } from './licence-keys/signing-key.entity.js';
import { CreateDelivery1764000000650 } from './migrations/1764000000650-create-delivery.js';
import { Access } from './entitlements/access.entity.js';
import { AccessRule } from './entitlements/access-rule.entity.js';
import { LineAccess } from './entitlements/line-access.entity.js';
import { StopAndHandOver1764000000651 } from './migrations/1764000000651-stop-and-hand-over.js';
import { OneStateMachine1764000000652 } from './migrations/1764000000652-one-state-machine.js';
import { TermsOfDownloads1764000000665 } from './migrations/1764000000665-terms-of-downloads.js';
import { GiveSeats1764000000695 } from './migrations/1764000000695-give-seats.js';
import { SeatHolder } from './seats/seat-holder.entity.js';
import { BookSessions1764000000691 } from './migrations/1764000000691-book-sessions.js';
import { CommissionWork1764000000692 } from './migrations/1764000000692-commission-work.js';
import { TeachCourses1764000000690 } from './migrations/1764000000690-teach-courses.js';
import { KeepLicences1764000000670 } from './migrations/1764000000670-keep-licences.js';
import { KeepPlacesOfFiles1764000000671 } from './migrations/1764000000671-keep-places-of-files.js';
import { ReleasesAndUploads1764000000660 } from './migrations/1764000000660-releases-and-uploads.js';
import { UploadedFile } from './uploads/upload.entity.js';
import { ShipAndDeclare1764000000696 } from './migrations/1764000000696-ship-and-declare.js';
import { CustomsOfProduct } from './parcels/customs-of-product.entity.js';
import { Shipment, ShipmentLine } from './parcels/shipment.entity.js';
import { EndSeats1764000000710 } from './migrations/1764000000710-end-seats.js';
import { FollowSubscriptions1764000000685 } from './migrations/1764000000685-follow-subscriptions.js';
import { FollowedSubscription, SubscriptionLine } from './subscriptions/followed-subscription.entity.js';
import { AnswerForWork1764000000735 } from './migrations/1764000000735-answer-for-work.js';
import { GivePiecesBack1764000000756 } from './migrations/1764000000756-give-pieces-back.js';
import { LimitPlays1764000000725 } from './migrations/1764000000725-limit-plays.js';
import { PlayAndRead1764000000675 } from './migrations/1764000000675-play-and-read.js';
import { Chapter, ChapterCompanion } from './streams/chapter.entity.js';
import { Playback, StreamPlace } from './streams/playback.entity.js';
import { Parcel, ParcelTransition } from './parcels/parcel.entity.js';

export const deliveryContext: Context = {
  name: 'delivery',
  entities: [UploadedFile, Release, ReleaseTerms, Access, AccessRule, Asset, Entitlement, EntitlementTransition, KeyPlan, LicenceKey, LicenceMachine, LicenceSigningKey, LineAccess, Parcel, ParcelTransition, CustomsOfProduct, Shipment, ShipmentLine, SeatHolder, DownloadRequest, DownloadProgress, DownloadTerms, StampedFile, UnstampableFile, ApiCredential, ApiMeter, ApiPlan, ApiTopUp, ApiUsage, DataSet, DataSetMeter, ExportExemption, ExportVerdict, Certificate, CourseVersion, LessonProgress, Booking, ChosenTimeZone, SessionPlan, Host, ProductHost, BuyerFile, Commission, CommissionFile, CommissionPlan, Milestone, MilestoneNote, FollowedSubscription, SubscriptionLine, Chapter, ChapterCompanion, Playback, StreamPlace],
  migrations: [CreateDelivery1764000000650, CountUnsentPieces1764000000740, StopAndHandOver1764000000651, OneStateMachine1764000000652, ReleasesAndUploads1764000000660, TermsOfDownloads1764000000665, ApiAccess1764000000680, DataSets1764000000681, GiveSeats1764000000695, ShipAndDeclare1764000000696, TeachCourses1764000000690, KeepLicences1764000000670, KeepPlacesOfFiles1764000000671, FollowSubscriptions1764000000685, BookSessions1764000000691, NameHosts1764000000715, EncloseFiles1764000000716, CommissionWork1764000000692, PlayAndRead1764000000675, LimitPlays1764000000725, AnswerForWork1764000000735, EndSeats1764000000710, DescribeEveryFile1764000000760, GivePiecesBack1764000000756, FollowHands1764000000748],
  locales: new URL('./locales/', import.meta.url),
};
