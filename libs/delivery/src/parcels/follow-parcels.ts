import { putBackStock } from '@silkport/catalog';
import { linesDelivered, linesDispatched } from '@silkport/ordering';
import { prepared, publications, publishingAll, statement, type Tx } from '@silkport/platform';
import type { ParcelState } from './parcel.entity.js';

interface Followed { orderId: string; orderLineId: string; variantId: string; from: ParcelState; to: ParcelState; leaves: boolean; unsold: number }

const lock = statement('delivery.lock_parcels', 'SELECT order_line_id FROM delivery.parcels WHERE order_line_id = ANY ($1::uuid[]) ORDER BY order_line_id FOR UPDATE');
/**
 * `gone`: pieces in shipments that left; `back`: those of them that are with the merchant again; `given_up`: those that had not left when
 * their money went back. What a refund by the piece is for nobody says: for pieces that came back as long as there are such, then for those that have not left.
 */
const follow = statement('delivery.follow_parcels', `
  WITH counted AS (
    SELECT p.*, coalesce(a.is_revoked, false) AS is_revoked, coalesce(a.open_disputes, '{}') <> '{}' AS is_disputed, coalesce(a.revoked_pieces, 0) AS revoked, s.*
    FROM delivery.parcels p LEFT JOIN delivery.line_access a USING (order_line_id) CROSS JOIN LATERAL (
      SELECT coalesce(sum(l.quantity), 0)::int AS gone, coalesce(sum(l.quantity) FILTER (WHERE l.returned_at IS NOT NULL), 0)::int AS back,
        coalesce(sum(l.quantity) FILTER (WHERE h.state = 'shipped' AND l.returned_at IS NULL), 0)::int AS underway, coalesce(sum(l.quantity) FILTER (WHERE h.state = 'delivered' AND l.returned_at IS NULL), 0)::int AS arrived,
        min(h.shipped_at) AS first_shipped_at, max(h.delivered_at) AS last_delivered_at, max(l.returned_at) AS last_returned_at
      FROM delivery.shipment_lines l JOIN delivery.shipments h ON h.id = l.shipment_id WHERE l.order_line_id = p.order_line_id AND h.state <> 'packed') s
    WHERE p.order_line_id = ANY ($1::uuid[]) AND (p.state <> 'cancelled' OR p.given_up < p.quantity)),
  given AS (
    SELECT c.*, least(quantity - gone, CASE WHEN is_revoked THEN quantity - gone
      ELSE given_up + greatest(0, revoked - heard_revoked - greatest(0, back - (heard_revoked - given_up))) END) AS never_sent
    FROM counted c),
  next AS (
    SELECT g.*, CASE
      WHEN gone = 0 AND never_sent = quantity THEN 'cancelled'
      WHEN quantity - gone - never_sent > 0 THEN CASE WHEN is_disputed THEN 'held' ELSE 'to_ship' END
      WHEN underway > 0 THEN 'shipped'
      WHEN arrived > 0 THEN 'delivered'
      ELSE 'returned' END AS to_state
    FROM given g),
  moved AS (
    UPDATE delivery.parcels p SET state = n.to_state, shipped_at = CASE WHEN n.to_state IN ('shipped', 'delivered', 'returned') THEN n.first_shipped_at END,
      delivered_at = CASE WHEN n.to_state IN ('delivered', 'returned') THEN n.last_delivered_at END, returned_at = CASE WHEN n.to_state = 'returned' THEN n.last_returned_at END,
      given_up = n.never_sent, heard_revoked = greatest(n.heard_revoked, n.revoked), first_gone_at = coalesce(n.first_gone_at, n.first_shipped_at)
    FROM next n WHERE p.order_line_id = n.order_line_id AND (n.to_state <> n.state OR n.never_sent <> n.given_up OR n.revoked > n.heard_revoked OR (n.first_gone_at IS NULL AND n.gone > 0))
    RETURNING p.order_line_id),
  noted AS (
    INSERT INTO delivery.parcel_transitions (id, order_line_id, from_state, to_state, actor, reason, changed_at)
    SELECT uuidv7(), n.order_line_id, n.state, n.to_state, $2, $3, $4::timestamptz FROM next n JOIN moved USING (order_line_id) WHERE n.to_state <> n.state)
  SELECT n.order_id AS "orderId", n.order_line_id AS "orderLineId", n.variant_id AS "variantId", n.state AS "from", n.to_state AS "to", n.first_gone_at IS NULL AND n.gone > 0 AS "leaves",
    n.never_sent - n.given_up AS "unsold" FROM next n JOIN moved USING (order_line_id) ORDER BY n.order_line_id`);
const tellDispatched = statement('delivery.tell_parcels_dispatched', `WITH ${publishingAll(1)} SELECT`);
const tellDelivered = statement('delivery.tell_parcels_delivered', `WITH ${publishingAll(1)} SELECT`);

/** Before anything that the state of parcels follows from changes, so that two who do so at once see each other's. */
export async function lockParcels(tx: Tx, lineIds: readonly string[]): Promise<void> {
  await prepared(tx, lock, [lineIds]);
}

/**
 * The one way in which parcels change, in the caller's transaction: the state of each follows from the shipments that hold its pieces and
 * from what was heard of its money. Ordering is told when the first piece of a line has gone, and when the last has arrived; pieces that
 * nobody will get are on sale again.
 */
export async function followParcels(tx: Tx, lineIds: readonly string[], { actor, reason, at }: { readonly actor: string; readonly reason: string; readonly at: Date }): Promise<void> {
  await lockParcels(tx, lineIds);
  const followed = await prepared<Followed>(tx, follow, [lineIds, actor, reason, at]);
  const byOrder = (those: readonly Followed[]) => [...Map.groupBy(those, ({ orderId }) => orderId)].map(([orderId, lines]) => ({ orderId, lineIds: lines.map(({ orderLineId }) => orderLineId) }));
  const dispatched = byOrder(followed.filter(({ leaves }) => leaves)).map((lines) => ({ ...lines, dispatchedAt: at.toISOString() }));
  if (dispatched.length) await prepared(tx, tellDispatched, publications(linesDispatched, dispatched));
  const delivered = byOrder(followed.filter(({ from, to }) => to === 'delivered' && from !== to)).map((lines) => ({ ...lines, deliveredAt: at.toISOString() }));
  if (delivered.length) await prepared(tx, tellDelivered, publications(linesDelivered, delivered));
  const unsold = Map.groupBy(followed.filter((line) => line.unsold > 0), ({ variantId }) => variantId);
  if (unsold.size) await putBackStock(tx, [...unsold].map(([variantId, lines]) => ({ variantId, quantity: lines.reduce((sum, line) => sum + line.unsold, 0) })));
}
