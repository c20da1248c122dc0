import { Module } from '@nestjs/common';
import { AddAsset } from './add-asset.js';
import { AddAssets } from './add-assets.js';
import { AddLicenceKeys } from './add-licence-keys.js';
import { ChangeAccess } from './change-access.js';
import { DownloadLinks } from './download-link.js';
import { EntitlementReads } from './entitlement-reads.js';
import { GiveDeliveryLog } from './give-delivery-log.js';
import { HandOver } from './hand-over.js';
import { OnMoneyMoved } from './on-money-moved.js';
import { OnOrderPaid } from './on-order-paid.js';
import { RecordDownload } from './record-download.js';
import { ServeDownload } from './serve-download.js';

const exported = [AddAsset, AddAssets, AddLicenceKeys, ChangeAccess, DownloadLinks, EntitlementReads, HandOver, ServeDownload];

@Module({ providers: [...exported, GiveDeliveryLog, OnMoneyMoved, OnOrderPaid, RecordDownload], exports: exported })
export class DeliveryModule {}
