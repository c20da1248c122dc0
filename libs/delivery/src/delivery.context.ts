import type { Context } from '@silkport/platform';
import { Asset } from './files/asset.entity.js';
import { DownloadProgress, DownloadRequest } from './downloads/download.entity.js';
import { Entitlement, EntitlementTransition } from './entitlements/entitlement.entity.js';
import { LicenceKey } from './licence-keys/licence-key.entity.js';
import { CreateDelivery1764000000650 } from './migrations/1764000000650-create-delivery.js';
import { Access } from './entitlements/access.entity.js';
import { AccessRule } from './entitlements/access-rule.entity.js';
import { LineAccess } from './entitlements/line-access.entity.js';
import { StopAndHandOver1764000000651 } from './migrations/1764000000651-stop-and-hand-over.js';
import { OneStateMachine1764000000652 } from './migrations/1764000000652-one-state-machine.js';
import { Parcel, ParcelTransition } from './parcels/parcel.entity.js';

export const deliveryContext: Context = {
  name: 'delivery',
  entities: [Access, AccessRule, Asset, Entitlement, EntitlementTransition, LicenceKey, LineAccess, Parcel, ParcelTransition, DownloadRequest, DownloadProgress],
  migrations: [CreateDelivery1764000000650, StopAndHandOver1764000000651, OneStateMachine1764000000652],
  locales: new URL('./locales/', import.meta.url),
};
