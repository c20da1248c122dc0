import type { DeliveryKind } from '@silkport/catalog';
import { event } from '@silkport/platform';
import type { Money, Rate } from '@silkport/values';

export interface PaidLine {
  readonly lineId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly merchantId: string;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly quantity: number;
  /** What the buyer paid for the line, in the currency of the order. */
  readonly total: Money;
  /** The same at the merchant's own price, in the merchant's currency, before conversion. */
  readonly merchantTotal: Money;
  /** Units of the order's currency for one of the merchant's, frozen when the order was quoted; and the set that it came from. */
  readonly rate: Rate;
  readonly rateSetId: string;
  /** Frozen with the order, as the Handbook on Measuring Digital Trade asks: properties of the transaction, not of the product. */
  readonly digitallyOrdered: boolean;
  readonly digitallyDelivered: boolean;
}

/** An order has been paid in full, once. */
export interface OrderPaid {
  readonly orderId: string;
  readonly orderNumber: string;
  /** ISO 3166-1 alpha-2 of the buyer's declared country/region. */
  readonly buyerCountry: string;
  readonly total: Money;
  /** ISO 8601. */
  readonly placedAt: string;
  readonly paidAt: string;
  readonly lines: readonly PaidLine[];
}

/** An order that was never paid has ended; what it held is free again. */
export interface OrderCancelled {
  readonly orderId: string;
  readonly orderNumber: string;
}

export const orderPaid = event<OrderPaid>('ordering.order_paid');
export const orderCancelled = event<OrderCancelled>('ordering.order_cancelled');
