import { Injectable } from '@nestjs/common';
import { orderPaid, type OrderPaid, type PaidLine } from '@silkport/ordering';
import { Handles, Outbox, toJson, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { accessGranted, type GrantedAccess } from './delivery.events.js';
import { takeLicenceKeys } from './take-licence-keys.js';

/** Gives the buyer of a paid order what can be given at once, and notes the parcels that somebody has to send. */
@Injectable()
export class OnOrderPaid {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** All lines of the order are granted, or none: a pool without keys fails the delivery, which is retried. */
  @Handles(orderPaid, 'delivery/grant-access')
  async grantAccess(tx: Tx, order: OrderPaid): Promise<void> {
    const now = this.clock.now();
    const { lines } = order;
    const entitlements = await grant(tx, order.orderId, lines.filter(({ deliveryKind }) => deliveryKind !== 'parcel'), now);
    for (const entitlement of entitlements) if (entitlement.deliveryKind === 'licence-key') await takeLicenceKeys(tx, entitlement, now);
    const parcelLineIds = await noteParcels(tx, order.orderId, lines.filter(({ deliveryKind }) => deliveryKind === 'parcel'), now);
    if (!entitlements.length && !parcelLineIds.length) return;
    await this.outbox.publish(tx, accessGranted, { orderId: order.orderId, orderNumber: order.orderNumber, grantedAt: now.toISOString(), entitlements, parcelLineIds });
  }
}

/** @returns the entitlements that were not there before */
async function grant(tx: Tx, orderId: string, lines: readonly PaidLine[], now: Date): Promise<GrantedAccess[]> {
  if (!lines.length) return [];
  const rows = lines.map(({ lineId, productId, variantId, merchantId, deliveryKind, quantity }) => ({
    id: newId(), transition_id: newId(), line_id: lineId, product_id: productId, variant_id: variantId, merchant_id: merchantId, delivery_kind: deliveryKind, quantity,
  }));
  return tx.query(
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb)
         AS w (id uuid, transition_id uuid, line_id uuid, product_id uuid, variant_id uuid, merchant_id uuid, delivery_kind text, quantity int)),
     granted AS (
       INSERT INTO delivery.entitlements (id, order_id, order_line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at)
       SELECT id, $1::uuid, line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, 'active', $3::timestamptz FROM wanted
       ON CONFLICT (order_line_id) DO NOTHING RETURNING *),
     noted AS (
       INSERT INTO delivery.entitlement_transitions (id, entitlement_id, from_state, to_state, actor, reason, changed_at)
       SELECT transition_id, g.id, NULL, 'active', 'order-paid', 'the order was paid', $3::timestamptz FROM granted g JOIN wanted USING (id))
     SELECT id AS "entitlementId", order_line_id AS "orderLineId", product_id AS "productId", variant_id AS "variantId", merchant_id AS "merchantId",
       delivery_kind AS "deliveryKind", quantity FROM granted ORDER BY id`,
    [orderId, toJson(rows), now],
  );
}

/** @returns the lines of the parcels that were not noted before */
async function noteParcels(tx: Tx, orderId: string, lines: readonly PaidLine[], now: Date): Promise<string[]> {
  if (!lines.length) return [];
  const rows = lines.map(({ lineId, productId, variantId, merchantId, quantity }) => ({ line_id: lineId, product_id: productId, variant_id: variantId, merchant_id: merchantId, quantity }));
  const noted: { id: string }[] = await tx.query(
    `INSERT INTO delivery.parcels (order_line_id, order_id, product_id, variant_id, merchant_id, quantity, state, ordered_at)
     SELECT line_id, $1, product_id, variant_id, merchant_id, quantity, 'to_ship', $3
     FROM jsonb_to_recordset($2::jsonb) AS w (line_id uuid, product_id uuid, variant_id uuid, merchant_id uuid, quantity int)
     ON CONFLICT (order_line_id) DO NOTHING RETURNING order_line_id AS id`,
    [orderId, toJson(rows), now],
  );
  return noted.map(({ id }) => id);
}
