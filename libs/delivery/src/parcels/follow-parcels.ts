import { linesDelivered, linesDispatched } from '@silkport/ordering';
import { prepared, publications, publishingAll, statement, type Tx } from '@silkport/platform';
import type { ParcelState } from './parcel.entity.js';

interface Followed { orderId: string; orderLineId: string; from: ParcelState; to: ParcelState }

const lock = statement('delivery.lock_parcels', 'SELECT order_line_id FROM delivery.parcels WHERE order_line_id = ANY ($1::uuid[]) ORDER BY order_line_id FOR UPDATE');
/** `gone`: pieces in shipments that left; `back`: those of them that are with the merchant again; `left`: pieces that are still to be sent. */
const follow = statement('delivery.follow_parcels', `
  WITH counted AS (
    SELECT p.*, coalesce(a.is_revoked, false) AS is_revoked, coalesce(a.open_disputes, '{}') <> '{}' AS is_disputed, s.gone, s.arrived, s.underway, s.back, s.first_shipped_at, s.last_delivered_at, s.last_returned_at,
      CASE WHEN coalesce(a.is_revoked, false) THEN 0 ELSE greatest(0, p.quantity - s.gone - greatest(0, coalesce(a.revoked_pieces, 0) - s.back)) END AS left_to_send
    FROM delivery.parcels p LEFT JOIN delivery.line_access a USING (order_line_id) CROSS JOIN LATERAL (
      SELECT coalesce(sum(l.quantity), 0)::int AS gone, coalesce(sum(l.quantity) FILTER (WHERE l.returned_at IS NOT NULL), 0)::int AS back,
        coalesce(sum(l.quantity) FILTER (WHERE h.state = 'shipped' AND l.returned_at IS NULL), 0)::int AS underway, coalesce(sum(l.quantity) FILTER (WHERE h.state = 'delivered' AND l.returned_at IS NULL), 0)::int AS arrived,
        min(h.shipped_at) AS first_shipped_at, max(h.delivered_at) AS last_delivered_at, max(l.returned_at) AS last_returned_at
      FROM delivery.shipment_lines l JOIN delivery.shipments h ON h.id = l.shipment_id WHERE l.order_line_id = p.order_line_id AND h.state <> 'packed') s
    WHERE p.order_line_id = ANY ($1::uuid[]) AND p.state <> 'cancelled'),
  next AS (
    SELECT c.*, CASE
      WHEN gone = 0 AND (is_revoked OR left_to_send = 0) THEN 'cancelled'
      WHEN left_to_send > 0 THEN CASE WHEN is_disputed THEN 'held' ELSE 'to_ship' END
      WHEN underway > 0 THEN 'shipped'
      WHEN arrived > 0 THEN 'delivered'
      ELSE 'returned' END AS to_state
    FROM counted c),
  moved AS (
    UPDATE delivery.parcels p SET state = n.to_state, shipped_at = CASE WHEN n.to_state IN ('shipped', 'delivered', 'returned') THEN n.first_shipped_at END,
      delivered_at = CASE WHEN n.to_state IN ('delivered', 'returned') THEN n.last_delivered_at END, returned_at = CASE WHEN n.to_state = 'returned' THEN n.last_returned_at END
    FROM next n WHERE p.order_line_id = n.order_line_id AND n.to_state <> n.state RETURNING p.order_line_id),
  noted AS (
    INSERT INTO delivery.parcel_transitions (id, order_line_id, from_state, to_state, actor, reason, changed_at)
    SELECT uuidv7(), n.order_line_id, n.state, n.to_state, $2, $3, $4::timestamptz FROM next n JOIN moved USING (order_line_id))
  SELECT n.order_id AS "orderId", n.order_line_id AS "orderLineId", n.state AS "from", n.to_state AS "to" FROM next n JOIN moved USING (order_line_id) ORDER BY n.order_line_id`);
const tellDispatched = statement('delivery.tell_parcels_dispatched', `WITH ${publishingAll(1)} SELECT`);
const tellDelivered = statement('delivery.tell_parcels_delivered', `WITH ${publishingAll(1)} SELECT`);

const hasGone = (state: ParcelState) => state === 'shipped' || state === 'delivered' || state === 'returned';

/** Before anything that the state of parcels follows from changes, so that two who do so at once see each other's. */
export async function lockParcels(tx: Tx, lineIds: readonly string[]): Promise<void> {
  await prepared(tx, lock, [lineIds]);
}

/**
 * The one way in which parcels change, in the caller's transaction: the state of each follows from the shipments that hold its pieces and
 * from what was heard of its money. Ordering is told when the last piece of a line has gone, and when the last has arrived.
 */
export async function followParcels(tx: Tx, lineIds: readonly string[], { actor, reason, at }: { readonly actor: string; readonly reason: string; readonly at: Date }): Promise<void> {
  await lockParcels(tx, lineIds);
  const followed = await prepared<Followed>(tx, follow, [lineIds, actor, reason, at]);
  const byOrder = (those: readonly Followed[]) => [...Map.groupBy(those, ({ orderId }) => orderId)].map(([orderId, lines]) => ({ orderId, lineIds: lines.map(({ orderLineId }) => orderLineId) }));
  const dispatched = byOrder(followed.filter(({ from, to }) => to === 'shipped' && !hasGone(from))).map((lines) => ({ ...lines, dispatchedAt: at.toISOString() }));
  if (dispatched.length) await prepared(tx, tellDispatched, publications(linesDispatched, dispatched));
  const delivered = byOrder(followed.filter(({ to }) => to === 'delivered')).map((lines) => ({ ...lines, deliveredAt: at.toISOString() }));
  if (delivered.length) await prepared(tx, tellDelivered, publications(linesDelivered, delivered));
}
