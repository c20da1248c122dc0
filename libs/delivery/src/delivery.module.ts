import { Module } from '@nestjs/common';
import { DownloadLinks } from './downloads/download-link.js';
import { RecordDownload } from './downloads/record-download.js';
import { ServeDownload } from './downloads/serve-download.js';
import { EntitlementsModule } from './entitlements/entitlements.module.js';
import { AddAsset } from './files/add-asset.js';
import { AddAssets } from './files/add-assets.js';
import { AddLicenceKeys } from './licence-keys/add-licence-keys.js';
import { HandOver } from './parcels/hand-over.js';

const exported = [AddAsset, AddAssets, AddLicenceKeys, DownloadLinks, HandOver, ServeDownload];

/** Each kind has a module of its own; those build on `EntitlementsModule`. */
@Module({ imports: [EntitlementsModule], providers: [...exported, RecordDownload], exports: [...exported, EntitlementsModule] })
export class DeliveryModule {}
