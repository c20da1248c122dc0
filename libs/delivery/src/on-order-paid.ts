import { Injectable } from '@nestjs/common';
import { orderPaid, type OrderPaid, type PaidLine } from '@silkport/ordering';
import { Handles, prepared, statement, toJson, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { takeLicenceKeys, type WantedKeys } from './take-licence-keys.js';

type Granted = WantedKeys & Pick<PaidLine, 'deliveryKind'>;

/** Gives the buyer of a paid order what can be given at once, and notes the parcels that somebody has to send. */
@Injectable()
export class OnOrderPaid {
  constructor(private readonly clock: Clock) {}

  /** All lines of the order are granted, or none: a pool without keys fails the delivery, which is retried. */
  @Handles(orderPaid, 'delivery/grant-access')
  async grantAccess(tx: Tx, order: OrderPaid): Promise<void> {
    const now = this.clock.now();
    const { lines } = order;
    const entitlements = await grant(tx, order.orderId, lines.filter(({ deliveryKind }) => deliveryKind !== 'parcel'), now);
    for (const entitlement of entitlements) if (entitlement.deliveryKind === 'licence-key') await takeLicenceKeys(tx, entitlement, now);
    await noteParcels(tx, order.orderId, lines.filter(({ deliveryKind }) => deliveryKind === 'parcel'), now);
  }
}

/** @returns the entitlements that were not there before */
async function grant(tx: Tx, orderId: string, lines: readonly PaidLine[], now: Date): Promise<Granted[]> {
  if (!lines.length) return [];
  const rows = lines.map(({ lineId, productId, variantId, merchantId, deliveryKind, quantity }) => ({
    id: newId(), transition_id: newId(), line_id: lineId, product_id: productId, variant_id: variantId, merchant_id: merchantId, delivery_kind: deliveryKind, quantity,
  }));
  return prepared(tx, grantAccess, [orderId, toJson(rows), now]);
}

const grantAccess = statement('delivery.grant_access', `
     WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb)
         AS w (id uuid, transition_id uuid, line_id uuid, product_id uuid, variant_id uuid, merchant_id uuid, delivery_kind text, quantity int)),
     granted AS (
       INSERT INTO delivery.entitlements (id, order_id, order_line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at)
       SELECT id, $1::uuid, line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, 'active', $3::timestamptz FROM wanted
       ON CONFLICT (order_line_id) DO NOTHING RETURNING *),
     noted AS (
       INSERT INTO delivery.entitlement_transitions (id, entitlement_id, from_state, to_state, actor, reason, changed_at)
       SELECT transition_id, g.id, NULL, 'active', 'order-paid', 'the order was paid', $3::timestamptz FROM granted g JOIN wanted USING (id))
     SELECT id AS "entitlementId", variant_id AS "variantId", delivery_kind AS "deliveryKind", quantity FROM granted ORDER BY id`);

async function noteParcels(tx: Tx, orderId: string, lines: readonly PaidLine[], now: Date): Promise<void> {
  if (!lines.length) return;
  const rows = lines.map(({ lineId, productId, variantId, merchantId, quantity }) => ({ line_id: lineId, product_id: productId, variant_id: variantId, merchant_id: merchantId, quantity }));
  await tx.query(
    `INSERT INTO delivery.parcels (order_line_id, order_id, product_id, variant_id, merchant_id, quantity, state, ordered_at)
     SELECT line_id, $1, product_id, variant_id, merchant_id, quantity, 'to_ship', $3
     FROM jsonb_to_recordset($2::jsonb) AS w (line_id uuid, product_id uuid, variant_id uuid, merchant_id uuid, quantity int)
     ON CONFLICT (order_line_id) DO NOTHING`,
    [orderId, toJson(rows), now],
  );
}
