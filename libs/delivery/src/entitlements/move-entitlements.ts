import { kindTraits, type DeliveryKind } from '@silkport/catalog';
import { linesDelivered } from '@silkport/ordering';
import { prepared, publications, publishingAll, statement, type Tx } from '@silkport/platform';
import { resumeDays } from '../commissions/resume-days.js';
import { accessChanged, type AccessChanged } from '../delivery.events.js';
import { seatsToEndFirst } from '../seats/seats-to-end-first.js';
import type { EntitlementState, Hold } from './entitlement.entity.js';

/** What happens to entitlements; each part is left out where nothing of it changes. With none of it, what was heard of their lines and the time decide anew. */
export interface AccessMove {
  readonly hold?: Hold;
  readonly release?: Hold;
  readonly isRevoked?: true;
  /** Null takes the end away. */
  readonly expiresAt?: Date | null;
}

export interface MoveReason { readonly actor: string; readonly reason: string; readonly at: Date }

interface Moved {
  entitlementId: string; orderId: string; orderLineId: string; productId: string; variantId: string; merchantId: string; deliveryKind: DeliveryKind;
  from: EntitlementState; to: EntitlementState; isFirst: boolean;
}

const lock = statement('delivery.lock_entitlements', 'SELECT FROM delivery.entitlements WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE');
const move = statement('delivery.move_entitlements', `
  WITH ends AS (
    SELECT e.id, row_number() OVER (PARTITION BY e.order_line_id ORDER BY e.state <> 'revoked', ${seatsToEndFirst}) AS place
    FROM delivery.line_access a JOIN delivery.entitlements e USING (order_line_id) LEFT JOIN delivery.seat_holders h ON h.entitlement_id = e.id
    WHERE a.revoked_pieces > 0 AND e.quantity = 1 AND e.state <> 'expired' AND a.order_line_id IN (SELECT order_line_id FROM delivery.entitlements WHERE id = ANY ($1::uuid[]))),
  locked AS (
    SELECT e.*, coalesce(a.is_revoked OR e.quantity > 1 AND a.revoked_pieces >= e.quantity OR (SELECT place FROM ends WHERE ends.id = e.id) <= a.revoked_pieces, false) AS is_given_back,
      coalesce(a.open_disputes, '{}') AS open_disputes, CASE WHEN e.quantity > 1 THEN least(e.quantity, coalesce(a.revoked_pieces, 0)) ELSE 0 END AS next_back,
      array_remove(e.holds, coalesce($3::text, $2::text)) || CASE WHEN $2::text IS NULL THEN '{}' ELSE ARRAY[$2::text] END AS next_holds,
      CASE WHEN $5::boolean THEN $6::timestamptz ELSE e.expires_at END AS next_end
    FROM delivery.entitlements e LEFT JOIN delivery.line_access a USING (order_line_id)
    WHERE e.id = ANY ($1::uuid[]) AND e.state NOT IN ('revoked', 'expired') ORDER BY e.id FOR UPDATE OF e),
  next AS (
    SELECT l.*, delivery.state_of(l.state, l.activated_at IS NOT NULL OR l.state = 'suspended', $4::boolean OR is_given_back, next_end <= $9::timestamptz, next_holds <> '{}' OR open_disputes <> '{}') AS to_state
    FROM locked l),
  moved AS (
    UPDATE delivery.entitlements e SET state = n.to_state, holds = n.next_holds, expires_at = n.next_end, pieces_back = n.next_back,
      links_valid_from = CASE WHEN n.to_state = 'active' THEN e.links_valid_from ELSE $9::timestamptz END,
      activated_at = coalesce(e.activated_at, CASE WHEN n.to_state = 'active' THEN $9::timestamptz END)
    FROM next n WHERE e.id = n.id AND (n.to_state <> n.state OR n.next_holds <> n.holds OR n.next_end IS DISTINCT FROM n.expires_at OR n.next_back <> n.pieces_back) RETURNING e.id),
  noted AS (
    INSERT INTO delivery.entitlement_transitions (id, entitlement_id, from_state, to_state, actor, reason, changed_at)
    SELECT uuidv7(), n.id, n.state, n.to_state, $7, $8, $9::timestamptz FROM next n JOIN moved USING (id) WHERE n.to_state <> n.state)
  SELECT n.id AS "entitlementId", n.order_id AS "orderId", n.order_line_id AS "orderLineId", n.product_id AS "productId", n.variant_id AS "variantId", n.merchant_id AS "merchantId",
    n.delivery_kind AS "deliveryKind", n.state AS "from", n.to_state AS "to", n.to_state = 'active' AND n.activated_at IS NULL AS "isFirst"
  FROM next n JOIN moved USING (id) WHERE n.to_state <> n.state ORDER BY n.id`);
const tell = statement('delivery.tell_access_changed', `WITH ${publishingAll(1)} SELECT`);
const tellDelivered = statement('delivery.tell_lines_delivered', `WITH ${publishingAll(1)} SELECT`);

/**
 * The one way in which entitlements that were granted change, in the caller's transaction: what withholds or ends them is noted, the
 * state follows from it, who did it and why is written down, and everybody is told of what changed. What is over stays over.
 * @returns those whose state changed
 */
export async function moveEntitlements(tx: Tx, entitlementIds: readonly string[], { hold, release, isRevoked, expiresAt }: AccessMove, { actor, reason, at }: MoveReason): Promise<AccessChanged[]> {
  if (!entitlementIds.length) return [];
  // In a statement of its own: what is read after waiting for the lock has to be what is so now, also of the lines' disputes.
  await prepared(tx, lock, [entitlementIds]);
  const moved = await prepared<Moved>(tx, move, [entitlementIds, hold ?? null, release ?? null, isRevoked ?? false, expiresAt !== undefined, expiresAt ?? null, actor, reason, at]);
  const resumed = moved.filter(({ deliveryKind, to }) => deliveryKind === 'commission' && to === 'active');
  if (resumed.length) await resumeDays(tx, resumed.map(({ entitlementId }) => entitlementId), at);
  const changed = moved.map((each): AccessChanged => ({ ...each, actor, reason, at: at.toISOString() }));
  if (changed.length) await prepared(tx, tell, publications(accessChanged, changed));
  const first = Map.groupBy(moved.filter(({ isFirst, deliveryKind }) => isFirst && kindTraits[deliveryKind].handover === 'at_once'), ({ orderId }) => orderId);
  const delivered = [...first].map(([orderId, lines]) => ({ orderId, lineIds: [...new Set(lines.map(({ orderLineId }) => orderLineId))], deliveredAt: at.toISOString() }));
  if (delivered.length) await prepared(tx, tellDelivered, publications(linesDelivered, delivered));
  return changed;
}
