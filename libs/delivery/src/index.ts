export { AddAsset } from './files/add-asset.js';
export { AddAssets, type NewAsset } from './files/add-assets.js';
export { AddLicenceKeys } from './licence-keys/add-licence-keys.js';
export { ChangeAccess, type AccessChange } from './entitlements/change-access.js';
export { deliveryContext } from './delivery.context.js';
export {
  AccessChangeRefused, AccessSuspended, AssetEmpty, ContentTypeRefused, DownloadLinkExpired, DownloadLinkInvalid, EntitlementUnknown, FileNameRefused, HandOverRefused, LicenceKeyTaken,
} from './delivery.errors.js';
export { DeliveryModule } from './delivery.module.js';
export { DownloadLinks, type DownloadSubject } from './downloads/download-link.js';
export { HandOver, type Dispatch } from './parcels/hand-over.js';
export { EntitlementReads, type AssetPreview, type AssetView, type LineDelivery } from './entitlements/entitlement-reads.js';
export { entitlementStates, type EntitlementState } from './entitlements/entitlement.entity.js';
export { parcelStates, type ParcelState } from './parcels/parcel.entity.js';
export type { DownloadClient } from './downloads/record-download.js';
export { ServeDownload, type DownloadAnswer, type DownloadCall } from './downloads/serve-download.js';
