import { Injectable } from '@nestjs/common';
import { linesDelivered, orderPaid, type OrderPaid, type PaidLine } from '@silkport/ordering';
import { Handles, prepared, publication, publishing, statement, toJson, type Tx } from '@silkport/platform';
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

/** What was heard of the lines before their payment; see `LineAccess`. */
const heard = `access AS (
       INSERT INTO delivery.line_access AS a (order_line_id, order_id) SELECT line_id, $1::uuid FROM wanted
       ON CONFLICT (order_line_id) DO UPDATE SET order_id = a.order_id RETURNING order_line_id, is_revoked, open_disputes <> '{}' AS is_disputed)`;

/** @returns the entitlements that were not there before */
async function grant(tx: Tx, orderId: string, lines: readonly PaidLine[], now: Date): Promise<Granted[]> {
  if (!lines.length) return [];
  const rows = lines.map(({ lineId, productId, variantId, merchantId, deliveryKind, quantity }) => ({
    id: newId(), transition_id: newId(), line_id: lineId, product_id: productId, variant_id: variantId, merchant_id: merchantId, delivery_kind: deliveryKind, quantity,
  }));
  // Whoever performs a service says when it is done; a file and a key are delivered by being there.
  const lineIds = lines.filter(({ deliveryKind }) => deliveryKind !== 'service').map(({ lineId }) => lineId);
  return prepared(tx, grantAccess, [orderId, toJson(rows), now, ...publication(linesDelivered, { orderId, lineIds, deliveredAt: now.toISOString() })]);
}

const grantAccess = statement('delivery.grant_access', `
     WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb)
         AS w (id uuid, transition_id uuid, line_id uuid, product_id uuid, variant_id uuid, merchant_id uuid, delivery_kind text, quantity int)),
     ${heard},
     granted AS (
       INSERT INTO delivery.entitlements (id, order_id, order_line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at)
       SELECT id, $1::uuid, line_id, product_id, variant_id, merchant_id, delivery_kind, quantity,
         CASE WHEN is_revoked THEN 'revoked' WHEN is_disputed THEN 'suspended' ELSE 'active' END, $3::timestamptz
       FROM wanted JOIN access ON order_line_id = line_id
       ON CONFLICT (order_line_id) DO NOTHING RETURNING *),
     noted AS (
       INSERT INTO delivery.entitlement_transitions (id, entitlement_id, from_state, to_state, actor, reason, changed_at)
       SELECT transition_id, g.id, NULL, g.state, 'order-paid', 'the order was paid', $3::timestamptz FROM granted g JOIN wanted USING (id)),
     handed_over AS (SELECT FROM granted WHERE delivery_kind <> 'service' LIMIT 1),
     ${publishing({ from: 'handed_over', first: 4 })}
     SELECT id AS "entitlementId", variant_id AS "variantId", delivery_kind AS "deliveryKind", quantity FROM granted WHERE state <> 'revoked' ORDER BY id`);

const noteToShip = statement('delivery.note_parcels', `
     WITH wanted AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS w (line_id uuid, product_id uuid, variant_id uuid, merchant_id uuid, quantity int)), ${heard}
     INSERT INTO delivery.parcels (order_line_id, order_id, product_id, variant_id, merchant_id, quantity, state, ordered_at)
     SELECT line_id, $1::uuid, product_id, variant_id, merchant_id, quantity, CASE WHEN is_revoked THEN 'cancelled' WHEN is_disputed THEN 'held' ELSE 'to_ship' END, $3::timestamptz
     FROM wanted JOIN access ON order_line_id = line_id
     ON CONFLICT (order_line_id) DO NOTHING`);

async function noteParcels(tx: Tx, orderId: string, lines: readonly PaidLine[], now: Date): Promise<void> {
  if (!lines.length) return;
  const rows = lines.map(({ lineId, productId, variantId, merchantId, quantity }) => ({ line_id: lineId, product_id: productId, variant_id: variantId, merchant_id: merchantId, quantity }));
  await prepared(tx, noteToShip, [orderId, toJson(rows), now]);
}
