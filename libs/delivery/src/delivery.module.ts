import { Module } from '@nestjs/common';
import { ApiAccessModule } from './api-access/api-access.module.js';
import { BookingsModule } from './bookings/bookings.module.js';
import { CommissionsModule } from './commissions/commissions.module.js';
import { CoursesModule } from './courses/courses.module.js';
import { DataSetsModule } from './data-sets/data-sets.module.js';
import { DownloadsModule } from './downloads/downloads.module.js';
import { EntitlementsModule } from './entitlements/entitlements.module.js';
import { FilesModule } from './files/files.module.js';
import { LicenceKeysModule } from './licence-keys/licence-keys.module.js';
import { ReadinessModule } from './readiness/readiness.module.js';
import { SeatsModule } from './seats/seats.module.js';
import { StreamsModule } from './streams/streams.module.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { ParcelsModule } from './parcels/parcels.module.js';

/** Each kind has a module of its own; those build on `EntitlementsModule`. */
@Module({ imports: [ApiAccessModule, DataSetsModule, BookingsModule, CommissionsModule, CoursesModule, DownloadsModule, EntitlementsModule, FilesModule, LicenceKeysModule, ParcelsModule, ReadinessModule, SeatsModule, StreamsModule, SubscriptionsModule, UploadsModule], exports: [ApiAccessModule, DataSetsModule, BookingsModule, CommissionsModule, CoursesModule, DownloadsModule, EntitlementsModule, FilesModule, LicenceKeysModule, ParcelsModule, ReadinessModule, SeatsModule, StreamsModule, SubscriptionsModule, UploadsModule] })
export class DeliveryModule {}
