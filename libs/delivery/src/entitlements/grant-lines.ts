import { linesDelivered, type PaidLine } from '@silkport/ordering';
import { prepared, publications, publishingAll, statement, toJson, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { EntitlementState } from './entitlement.entity.js';
import { heard, type LineOfOrder } from './line-heard.js';
import type { WantedKeys } from '../licence-keys/take-licence-keys.js';

export type Granted = WantedKeys & Pick<PaidLine, 'deliveryKind'> & { readonly orderId: string; readonly state: EntitlementState };

const grantAccess = statement('delivery.grant_access', `
     WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb)
         AS w (id uuid, transition_id uuid, order_id uuid, line_id uuid, product_id uuid, variant_id uuid, merchant_id uuid, delivery_kind text, quantity int)),
     ${heard},
     granted AS (
       INSERT INTO delivery.entitlements (id, order_id, order_line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at)
       SELECT id, order_id, line_id, product_id, variant_id, merchant_id, delivery_kind, quantity,
         CASE WHEN is_revoked THEN 'revoked' WHEN is_disputed THEN 'suspended' ELSE 'active' END, $2::timestamptz
       FROM wanted JOIN access ON order_line_id = line_id
       ON CONFLICT (order_line_id) DO NOTHING RETURNING *),
     noted AS (
       INSERT INTO delivery.entitlement_transitions (id, entitlement_id, from_state, to_state, actor, reason, changed_at)
       SELECT transition_id, g.id, NULL, g.state, 'order-paid', 'the order was paid', $2::timestamptz FROM granted g JOIN wanted USING (id)),
     ${publishingAll(3, "(payload->>'orderId')::uuid IN (SELECT order_id FROM granted WHERE delivery_kind <> 'service')")}
     SELECT id AS "entitlementId", order_id AS "orderId", variant_id AS "variantId", delivery_kind AS "deliveryKind", quantity, state FROM granted ORDER BY id`);

/**
 * Grants lines of paid orders and tells what is delivered by being there, in one statement. A line that was refunded before is granted
 * revoked, a disputed one suspended. @returns the entitlements that were not there before
 */
export async function grantLines(tx: Tx, lines: readonly LineOfOrder[], now: Date): Promise<Granted[]> {
  if (!lines.length) return [];
  const rows = lines.map(({ orderId, lineId, productId, variantId, merchantId, deliveryKind, quantity }) => (
    { id: newId(), transition_id: newId(), order_id: orderId, line_id: lineId, product_id: productId, variant_id: variantId, merchant_id: merchantId, delivery_kind: deliveryKind, quantity }
  ));
  // Whoever performs a service says when it is done; a file and a key are delivered by being there.
  const byOrder = Map.groupBy(lines.filter(({ deliveryKind }) => deliveryKind !== 'service'), ({ orderId }) => orderId);
  const delivered = [...byOrder].map(([orderId, ofOrder]) => ({ orderId, lineIds: ofOrder.map(({ lineId }) => lineId), deliveredAt: now.toISOString() }));
  return prepared(tx, grantAccess, [toJson(rows), now, ...publications(linesDelivered, delivered)]);
}
