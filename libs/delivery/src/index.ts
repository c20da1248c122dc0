export { AddAsset } from './files/add-asset.js';
export { AddAssets, type NewAsset } from './files/add-assets.js';
export { AddLicenceKeys } from './licence-keys/add-licence-keys.js';
export { AccessLog, type AccessClient, type AccessEntry, type AccessView } from './entitlements/access-log.js';
export { accessKinds, type AccessKind } from './entitlements/access.entity.js';
export { AccessRules, type AccessRuleView, type NewAccessRule } from './entitlements/access-rules.js';
export { ChangeAccess, type AccessChange, type AskedState } from './entitlements/change-access.js';
export { accessChanged, type AccessChanged } from './delivery.events.js';
export { EntitlementAccess, type HeldEntitlement } from './entitlements/entitlement-access.js';
export { deliveryContext } from './delivery.context.js';
export {
  AccessChangeRefused, AccessExpired, AccessNotReady, AccessRuleRefused, AccessRuleUnknown, AccessSuspended, AssetEmpty, ContentTypeRefused, DownloadLinkExpired, DownloadLinkInvalid, EntitlementUnknown, FileNameRefused, HandOverRefused, LicenceKeyTaken,
} from './delivery.errors.js';
export { DeliveryModule } from './delivery.module.js';
export { DownloadLinks, type DownloadSubject } from './downloads/download-link.js';
export { HandOver, type Dispatch } from './parcels/hand-over.js';
export { HeldEntitlements, type HeldItem } from './entitlements/held-entitlements.js';
export { EntitlementReads, type AssetPreview, type AssetView, type LineDelivery } from './entitlements/entitlement-reads.js';
export { entitlementStates, type EntitlementState } from './entitlements/entitlement.entity.js';
export { parcelStates, type ParcelState } from './parcels/parcel.entity.js';
export { ServeDownload, type DownloadAnswer, type DownloadCall } from './downloads/serve-download.js';
