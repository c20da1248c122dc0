import type { DeliveryKind } from '@silkport/catalog';
import { event } from '@silkport/platform';

export interface GrantedAccess {
  readonly entitlementId: string;
  readonly orderLineId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly merchantId: string;
  readonly deliveryKind: DeliveryKind;
  readonly quantity: number;
}

/** All that can be received at once of a paid order can be received now. Published once an order, also where it is parcels alone. */
export interface AccessGranted {
  readonly orderId: string;
  readonly orderNumber: string;
  /** ISO 8601. */
  readonly grantedAt: string;
  readonly entitlements: readonly GrantedAccess[];
  /** The lines that somebody packs and sends. */
  readonly parcelLineIds: readonly string[];
}

export const accessGranted = event<AccessGranted>('delivery.access_granted');
