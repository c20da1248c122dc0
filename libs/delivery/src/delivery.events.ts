import type { DeliveryKind } from '@silkport/catalog';
import { event } from '@silkport/platform';
import type { EntitlementState } from './entitlements/entitlement.entity.js';

/** An entitlement that was granted before has another state now. */
export interface AccessChanged {
  readonly entitlementId: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly merchantId: string;
  readonly deliveryKind: DeliveryKind;
  readonly from: EntitlementState;
  readonly to: EntitlementState;
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
}

export const accessChanged = event<AccessChanged>('delivery.access_changed');
