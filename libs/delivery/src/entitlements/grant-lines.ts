import { kindTraits, type DeliveryKind } from '@silkport/catalog';
import { linesDelivered } from '@silkport/ordering';
import { prepared, publications, publishingRows, statement, toJson, type Tx } from '@silkport/platform';
import type { EntitlementState, Hold } from './entitlement.entity.js';
import { heard, type LineOfOrder } from './line-heard.js';

/** An entitlement that was not there before. */
export interface Granted {
  readonly entitlementId: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly seat: number;
  readonly productId: string;
  readonly variantId: string;
  readonly merchantId: string;
  readonly deliveryKind: DeliveryKind;
  readonly quantity: number;
  readonly state: EntitlementState;
}

const grantAccess = statement('delivery.grant_access', `
     WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (order_id uuid, line_id uuid, product_id uuid, variant_id uuid, merchant_id uuid, delivery_kind text,
         taxonomy_id text, cluster_id text, buyer_country text, quantity int, seats int, holds text[])),
     ${heard},
     granted AS (
       INSERT INTO delivery.entitlements (id, order_id, order_line_id, seat, product_id, variant_id, merchant_id, delivery_kind, quantity, pieces_back, taxonomy_id, cluster_id, buyer_country,
         holds, state, granted_at, activated_at)
       SELECT uuidv7(), order_id, line_id, seat, product_id, variant_id, merchant_id, delivery_kind, CASE WHEN seats > 1 THEN 1 ELSE quantity END, CASE WHEN seats = 1 AND quantity > 1 THEN least(quantity, revoked_pieces) ELSE 0 END,
         taxonomy_id, cluster_id, buyer_country,
         w.holds, delivery.state_of('granted', w.holds = '{}', is_revoked OR seat > greatest(seats, quantity) - revoked_pieces, false, is_disputed OR w.holds <> '{}'),
         $2::timestamptz, CASE WHEN w.holds = '{}' AND NOT is_disputed AND NOT is_revoked THEN $2::timestamptz END
       FROM wanted w JOIN access ON order_line_id = line_id, generate_series(1, w.seats) AS seat
       ON CONFLICT (order_line_id, seat) DO NOTHING RETURNING *),
     noted AS (
       INSERT INTO delivery.entitlement_transitions (id, entitlement_id, from_state, to_state, actor, reason, changed_at)
       SELECT uuidv7(), g.id, NULL, g.state, 'order-paid', 'the order was paid', $2::timestamptz FROM granted g),
     told AS (
       SELECT w.id, jsonb_set(w.payload, '{lineIds}', l.ids) AS payload FROM unnest($3::uuid[], $5::jsonb[]) AS w (id, payload),
         LATERAL (SELECT jsonb_agg(DISTINCT g.order_line_id) AS ids FROM granted g WHERE g.order_id = (w.payload ->> 'orderId')::uuid AND g.state = 'active' AND w.payload -> 'lineIds' ? g.order_line_id::text) l
       WHERE l.ids IS NOT NULL),
     ${publishingRows('told', 4)}
     SELECT id AS "entitlementId", order_id AS "orderId", order_line_id AS "lineId", seat, product_id AS "productId", variant_id AS "variantId", merchant_id AS "merchantId",
       delivery_kind AS "deliveryKind", quantity, state FROM granted ORDER BY id`);

/**
 * Grants lines of paid orders and tells what is delivered by being there, in one statement. A line that was refunded before is granted
 * revoked, a disputed one suspended, and one that something withholds stays granted until that is decided.
 * @param holds what withholds a line, by its id
 * @returns the entitlements that were not there before
 */
export async function grantLines(tx: Tx, lines: readonly LineOfOrder[], holds: ReadonlyMap<string, readonly Hold[]>, now: Date): Promise<Granted[]> {
  if (!lines.length) return [];
  const rows = lines.map(({ orderId, buyerCountry, lineId, productId, variantId, merchantId, clusterId, taxonomyId, deliveryKind, quantity }) => ({
    order_id: orderId, line_id: lineId, product_id: productId, variant_id: variantId, merchant_id: merchantId, delivery_kind: deliveryKind, taxonomy_id: taxonomyId, cluster_id: clusterId,
    buyer_country: buyerCountry, quantity, seats: kindTraits[deliveryKind].isSeated ? quantity : 1, holds: holds.get(lineId) ?? [],
  }));
  // Whoever performs a service says when it is done; a file and a key are delivered by being there, unless they are withheld.
  const byOrder = Map.groupBy(lines.filter(({ lineId, deliveryKind }) => kindTraits[deliveryKind].handover === 'at_once' && !holds.get(lineId)?.length), ({ orderId }) => orderId);
  const delivered = [...byOrder].map(([orderId, ofOrder]) => ({ orderId, lineIds: ofOrder.map(({ lineId }) => lineId), deliveredAt: now.toISOString() }));
  return prepared(tx, grantAccess, [toJson(rows), now, ...publications(linesDelivered, delivered)]);
}
