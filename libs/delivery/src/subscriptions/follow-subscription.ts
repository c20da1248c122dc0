import { prepared, statement, type Tx } from '@silkport/platform';
import { moveEntitlements } from '../entitlements/move-entitlements.js';
import { seatsToEndFirst } from '../seats/seats-to-end-first.js';

interface Told { isWithheld: boolean; isPaused: boolean; variantId: string; endsAt: Date | null }

const told = statement('delivery.subscription_told', `
  SELECT is_withheld AS "isWithheld", is_paused AS "isPaused", variant_id AS "variantId", ends_at AS "endsAt" FROM delivery.subscriptions WHERE id = $1 AND version > 0`);
const running = statement('delivery.entitlements_of_subscription', `
  SELECT e.id FROM delivery.entitlements e JOIN delivery.subscription_lines l USING (order_line_id) LEFT JOIN delivery.seat_holders h ON h.entitlement_id = e.id
  WHERE l.subscription_id = $1 AND e.state NOT IN ('revoked', 'expired') ORDER BY ${seatsToEndFirst}`);
const turn = statement('delivery.turn_to_variant', `
  WITH turned AS (
    UPDATE delivery.entitlements SET variant_id = $2 WHERE id = ANY (ARRAY(SELECT id FROM delivery.entitlements WHERE id = ANY ($1::uuid[]) AND variant_id <> $2 ORDER BY id FOR UPDATE)) RETURNING id, state)
  INSERT INTO delivery.entitlement_transitions (id, entitlement_id, from_state, to_state, actor, reason, changed_at)
  SELECT uuidv7(), id, state, state, 'subscription', 'another variant', $3 FROM turned`);

/** Those of its seats that are neither revoked nor over, those first that end first where there are to be fewer. */
export async function runningSeats(tx: Tx, subscriptionId: string): Promise<string[]> {
  return (await prepared<{ id: string }>(tx, running, [subscriptionId])).map(({ id }) => id);
}

/** Brings the entitlements of a locked subscription to what was told of it last; those that were granted a moment ago too. */
export async function followSubscription(tx: Tx, subscriptionId: string, at: Date): Promise<void> {
  const [now] = await prepared<Told>(tx, told, [subscriptionId]);
  if (!now) return;
  const ids = await runningSeats(tx, subscriptionId);
  if (!ids.length) return;
  await prepared(tx, turn, [ids, now.variantId, at]);
  await moveEntitlements(tx, ids, now.isWithheld ? { hold: 'billing' } : { release: 'billing' }, { actor: 'subscription', reason: now.isWithheld ? 'a period is owed' : 'nothing is owed', at });
  await moveEntitlements(tx, ids, { ...(now.isPaused ? { hold: 'paused' as const } : { release: 'paused' as const }), expiresAt: now.endsAt }, { actor: 'subscription', reason: reasonOf(now, at), at });
}

function reasonOf({ isPaused, endsAt }: Told, at: Date): string {
  if (endsAt && endsAt <= at) return 'the subscription has ended';
  return isPaused ? 'the subscription rests' : 'the subscription goes on';
}
