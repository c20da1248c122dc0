import { Module } from '@nestjs/common';
import { AddAsset } from './files/add-asset.js';
import { AddAssets } from './files/add-assets.js';
import { AddLicenceKeys } from './licence-keys/add-licence-keys.js';
import { ChangeAccess } from './entitlements/change-access.js';
import { DownloadLinks } from './downloads/download-link.js';
import { EntitlementReads } from './entitlements/entitlement-reads.js';
import { GiveDeliveryLog } from './entitlements/give-delivery-log.js';
import { HandOver } from './parcels/hand-over.js';
import { OnMoneyMoved } from './entitlements/on-money-moved.js';
import { OnOrderPaid } from './entitlements/on-order-paid.js';
import { RecordDownload } from './downloads/record-download.js';
import { ServeDownload } from './downloads/serve-download.js';

const exported = [AddAsset, AddAssets, AddLicenceKeys, ChangeAccess, DownloadLinks, EntitlementReads, HandOver, ServeDownload];

@Module({ providers: [...exported, GiveDeliveryLog, OnMoneyMoved, OnOrderPaid, RecordDownload], exports: exported })
export class DeliveryModule {}
