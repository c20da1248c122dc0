import type { DeliveryKind } from '@silkport/catalog';
import { prepared, reviveJson, statement, type Tx } from '@silkport/platform';
import type { Rate } from '@silkport/values';
import type { OrderStatus } from './order.entity.js';

export interface LockedLine {
  readonly id: string;
  readonly productId: string;
  readonly variantId: string;
  readonly merchantId: string;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly quantity: number;
  readonly totalMinor: bigint;
  readonly merchantTotalMinor: bigint;
  readonly merchantCurrency: string;
  readonly rate: Rate;
  readonly digitallyOrdered: boolean;
  readonly digitallyDelivered: boolean;
}

export interface LockedOrder {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly country: string;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly rateSetId: string;
  readonly placedAt: Date;
  readonly lines: readonly LockedLine[];
}

const lock = statement('ordering.lock_paid_order', `
  SELECT id, number, status, country, currency, total_minor AS "totalMinor", rate_set_id AS "rateSetId", placed_at AS "placedAt",
    (SELECT json_agg(json_build_object('id', l.id, 'productId', l.product_id, 'variantId', l.variant_id, 'merchantId', l.merchant_id, 'clusterId', l.cluster_id,
      'taxonomyId', l.taxonomy_id, 'deliveryKind', l.delivery_kind, 'quantity', l.quantity, 'totalMinor', l.total_minor::text, 'merchantTotalMinor', l.merchant_total_minor::text,
      'merchantCurrency', l.merchant_currency, 'rate', l.rate::text, 'digitallyOrdered', l.digitally_ordered, 'digitallyDelivered', l.digitally_delivered) ORDER BY l.position)
     FROM ordering.order_lines l WHERE l.order_id = o.id) AS lines
  FROM ordering.orders o WHERE id = $1 FOR UPDATE OF o`);

/** The order with what the world is told of its lines when it is paid, locked until the transaction ends; undefined when there is none. */
export async function lockPaidOrder(tx: Tx, orderId: string): Promise<LockedOrder | undefined> {
  const [order] = await prepared<LockedOrder>(tx, lock, [orderId]);
  return order && { ...order, lines: reviveJson<LockedLine[]>(order.lines) };
}
