export { AddAsset } from './add-asset.js';
export { AddAssets, type NewAsset } from './add-assets.js';
export { AddLicenceKeys } from './add-licence-keys.js';
export { ChangeAccess, type AccessChange } from './change-access.js';
export { deliveryContext } from './delivery.context.js';
export {
  AccessChangeRefused, AccessSuspended, AssetEmpty, ContentTypeRefused, DownloadLinkExpired, DownloadLinkInvalid, EntitlementUnknown, FileNameRefused, HandOverRefused, LicenceKeyTaken,
} from './delivery.errors.js';
export { DeliveryModule } from './delivery.module.js';
export { DownloadLinks, type DownloadSubject } from './download-link.js';
export { HandOver, type Dispatch } from './hand-over.js';
export { EntitlementReads, type AssetPreview, type AssetView, type LineDelivery } from './entitlement-reads.js';
export { entitlementStates, type EntitlementState } from './entitlement.entity.js';
export { parcelStates, type ParcelState } from './parcel.entity.js';
export type { DownloadClient } from './record-download.js';
export { ServeDownload, type DownloadAnswer, type DownloadCall } from './serve-download.js';
