import type { Context } from '@silkport/platform';
import { Asset } from './asset.entity.js';
import { DownloadProgress, DownloadRequest } from './download.entity.js';
import { Entitlement, EntitlementTransition } from './entitlement.entity.js';
import { LicenceKey } from './licence-key.entity.js';
import { CreateDelivery1764000000650 } from './migrations/1764000000650-create-delivery.js';
import { Parcel } from './parcel.entity.js';

export const deliveryContext: Context = {
  name: 'delivery',
  entities: [Asset, Entitlement, EntitlementTransition, LicenceKey, Parcel, DownloadRequest, DownloadProgress],
  migrations: [CreateDelivery1764000000650],
  locales: new URL('./locales/', import.meta.url),
};
