import type { DeliveryKind } from '@silkport/catalog';
import { event } from '@silkport/platform';
import type { Translated } from '@silkport/values';
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
  /** It can be used for the first time, whatever withheld it before. */
  readonly isFirst: boolean;
  /** A person's id, or what did it: `refund`, `dispute`, `withdrawal`, `rule`, `export-verdict`, `time`, `subscription`... */
  readonly actor: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
}

export const accessChanged = event<AccessChanged>('delivery.access_changed');

/** A seat was given to somebody, or taken back: whatever the one before had of it is to be stopped. */
export interface SeatChanged {
  readonly entitlementId: string;
  readonly orderId: string;
  readonly orderLineId: string;
  /** Null where it was taken back. */
  readonly email: string | null;
  /** Who had it until now, null where nobody was given it; absent of what was told before it was said. */
  readonly emailBefore?: string | null;
  /** Of the seat's key. */
  readonly generation: number;
  /** ISO 8601. */
  readonly at: string;
}

export const seatChanged = event<SeatChanged>('delivery.seat_changed');

/** A product has a new release. */
export interface ReleasePublished {
  readonly releaseId: string;
  readonly productId: string;
  readonly merchantId: string;
  readonly version: string;
  /** What is new. */
  readonly notes: Translated;
  /** Whether those who bought before get it; then they are told. */
  readonly reachesHolders: boolean;
  /** ISO 8601. */
  readonly publishedAt: string;
}

export const releasePublished = event<ReleasePublished>('delivery.release_published');

/** A box of a merchant is on its way, with whole lines of an order or pieces of them. */
export interface ShipmentDispatched {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly merchantId: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  /** A code of our list or a name of the merchant's. */
  readonly carrier: string | null;
  readonly tracking: string | null;
  /** ISO 8601. */
  readonly at: string;
}

export const shipmentDispatched = event<ShipmentDispatched>('delivery.shipment_dispatched');
/** A box that was on its way already has its first tracking number. */
export const shipmentTracked = event<ShipmentDispatched>('delivery.shipment_tracked');
