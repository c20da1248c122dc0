import { Outbox, prepared, statement, type Tx } from '@silkport/platform';
import type { Granted } from '../entitlements/grant-lines.js';
import { piecesHeld } from '../entitlements/pieces-held.js';
import { moveEntitlements } from '../entitlements/move-entitlements.js';
import { applyTopUp } from './apply-top-up.js';

interface PlanGranted { entitlementId: string; isTopUp: boolean; validDays: number | null }

const plansOf = statement('delivery.api_plans_of_granted', `
  SELECT e.id AS "entitlementId", p.is_top_up AS "isTopUp", p.valid_days AS "validDays" FROM delivery.entitlements e JOIN delivery.api_plans p ON p.variant_id = e.variant_id
  WHERE e.id = ANY ($1::uuid[]) AND e.state <> 'revoked' ORDER BY e.id`);
const noteTopUps = statement('delivery.note_api_top_ups', `
  INSERT INTO delivery.api_top_ups (entitlement_id, units, piece_units, bought_at) SELECT e.id, p.quota_units * ${piecesHeld('e')}, p.quota_units, $2 FROM delivery.entitlements e JOIN delivery.api_plans p ON p.variant_id = e.variant_id
  WHERE e.id = ANY ($1::uuid[]) ON CONFLICT DO NOTHING`);

const keepTerms = statement('delivery.keep_api_terms', `
  INSERT INTO delivery.api_terms (entitlement_id, quota_units, quota_period, scopes) SELECT e.id, p.quota_units, p.quota_period, p.scopes FROM delivery.entitlements e JOIN delivery.api_plans p ON p.variant_id = e.variant_id
  WHERE e.id = ANY ($1::uuid[]) ON CONFLICT DO NOTHING`);

const dayMilliseconds = 86_400_000;
/** It keeps nothing of its own. */
const outbox = new Outbox();

/** What is bought of an API keeps its terms and gets its end, and a top-up looks for what it tops up: by a job, which may read orders. */
export async function grantApiAccess(tx: Tx, granted: readonly Granted[], now: Date): Promise<void> {
  const ids = granted.filter(({ deliveryKind, state }) => deliveryKind === 'api-access' && state !== 'revoked').map(({ entitlementId }) => entitlementId);
  if (!ids.length) return;
  const plans = await prepared<PlanGranted>(tx, plansOf, [ids]);
  if (plans.length) await prepared(tx, keepTerms, [plans.map(({ entitlementId }) => entitlementId)]);
  const active = new Set(granted.filter(({ state }) => state === 'active').map(({ entitlementId }) => entitlementId));
  await endPlans(tx, plans.filter(({ entitlementId }) => active.has(entitlementId)), now);
  const topUps = plans.filter(({ isTopUp }) => isTopUp).map(({ entitlementId }) => entitlementId);
  if (topUps.length) await prepared(tx, noteTopUps, [topUps, now]);
  for (const entitlementId of topUps) await outbox.enqueue(tx, applyTopUp, { entitlementId }, `api-top-up:${entitlementId}`);
}

/** The days of a plan begin when it can be used first: what had to wait for a decision loses none of them. */
export async function startPlan(tx: Tx, entitlementId: string, now: Date): Promise<void> {
  await endPlans(tx, await prepared<PlanGranted>(tx, plansOf, [[entitlementId]]), now);
}

async function endPlans(tx: Tx, plans: readonly PlanGranted[], now: Date): Promise<void> {
  const byDays = Map.groupBy(plans, ({ validDays }) => validDays);
  for (const [days, ended] of byDays) {
    if (days === null) continue;
    const expiresAt = new Date(now.getTime() + days * dayMilliseconds);
    await moveEntitlements(tx, ended.map(({ entitlementId }) => entitlementId), { expiresAt }, { actor: 'plan', reason: `it is valid for ${days} days`, at: now });
  }
}
