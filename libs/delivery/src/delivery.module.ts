import { Module } from '@nestjs/common';
import { AddAsset } from './add-asset.js';
import { AddAssets } from './add-assets.js';
import { AddLicenceKeys } from './add-licence-keys.js';
import { ChangeAccess } from './change-access.js';
import { DownloadLinks } from './download-link.js';
import { EntitlementReads } from './entitlement-reads.js';
import { OnOrderPaid } from './on-order-paid.js';
import { RecordDownload } from './record-download.js';
import { ServeDownload } from './serve-download.js';

const exported = [AddAsset, AddAssets, AddLicenceKeys, ChangeAccess, DownloadLinks, EntitlementReads, ServeDownload];

@Module({ providers: [...exported, OnOrderPaid, RecordDownload], exports: exported })
export class DeliveryModule {}
