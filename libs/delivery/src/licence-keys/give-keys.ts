import { kindTraits, putBackStock } from '@silkport/catalog';
import { linesUndeliverable } from '@silkport/ordering';
import { prepared, publications, publishingAll, statement, toJson, type Tx } from '@silkport/platform';
import type { Granted } from '../entitlements/grant-lines.js';
import { moveEntitlements } from '../entitlements/move-entitlements.js';
import { generateKey } from './generate-key.js';
import { plainTerms, type KeyTerms } from './key-terms.js';

interface Plan { readonly variantId: string; readonly pattern: string | null; readonly terms: KeyTerms; readonly validityDays: number | null }

const dayMilliseconds = 86_400_000;
const plansOf = statement('delivery.key_plans_of', `
  SELECT variant_id AS "variantId", pattern, terms, validity_days AS "validityDays" FROM delivery.key_plans WHERE variant_id = ANY ($1::uuid[])`);
const make = statement('delivery.make_keys', `
  INSERT INTO delivery.licence_keys (id, variant_id, product_id, key, key_hash, is_generated, entitlement_id, issued_at, terms)
  SELECT uuidv7(), variant_id, product_id, key, sha256(convert_to(key, 'UTF8')), true, entitlement_id, $2::timestamptz, terms
  FROM jsonb_to_recordset($1::jsonb) AS w (variant_id uuid, product_id uuid, key text, entitlement_id uuid, terms jsonb)`);
// Common table expressions, since PostgreSQL may run a sub-query with LIMIT more than once.
const take = statement('delivery.take_keys', `
  WITH wanted AS (
    SELECT *, row_number() OVER (PARTITION BY variant_id ORDER BY entitlement_id) AS place FROM jsonb_to_recordset($1::jsonb) AS w (entitlement_id uuid, variant_id uuid, terms jsonb)),
  needed AS (SELECT variant_id, count(*) AS pieces FROM wanted GROUP BY variant_id),
  locked AS MATERIALIZED (
    SELECT n.variant_id, f.id FROM needed n CROSS JOIN LATERAL (
      SELECT k.id FROM delivery.licence_keys k WHERE k.variant_id = n.variant_id AND k.entitlement_id IS NULL ORDER BY k.id LIMIT n.pieces FOR UPDATE SKIP LOCKED) AS f),
  free AS (SELECT *, row_number() OVER (PARTITION BY variant_id ORDER BY id) AS place FROM locked)
  UPDATE delivery.licence_keys k SET entitlement_id = w.entitlement_id, issued_at = $2::timestamptz, terms = w.terms FROM free f JOIN wanted w USING (variant_id, place)
  WHERE k.id = f.id AND k.entitlement_id IS NULL RETURNING k.entitlement_id AS "entitlementId"`);
const inOtherHands = statement('delivery.keys_in_other_hands', 'SELECT variant_id AS "variantId" FROM delivery.licence_keys WHERE variant_id = ANY ($1::uuid[]) AND entitlement_id IS NULL LIMIT 1');
const tellUndeliverable = statement('delivery.tell_undeliverable', `WITH ${publishingAll(1)} SELECT`);

/**
 * Gives each new seat its key, in a few statements for all of a round: generated where its variant's plan says so, else from the
 * pool. Transactions that take at once pass over each other's keys, so none is given twice and nobody waits. A seat that no key is
 * left for ends, and ordering is told to give its money back; the rest is delivered.
 */
export async function giveKeys(tx: Tx, granted: readonly Granted[], now: Date): Promise<void> {
  const seated = granted.filter(({ deliveryKind }) => kindTraits[deliveryKind].isSeated);
  if (!seated.length) return;
  const found = await prepared<Plan>(tx, plansOf, [[...new Set(seated.map(({ variantId }) => variantId))]]);
  const plans = new Map(found.map((plan) => [plan.variantId, plan]));
  const isOfPool = ({ deliveryKind, variantId }: Granted) => deliveryKind === 'licence-key' && !plans.get(variantId)?.pattern;
  const seats = seated.filter(({ state }) => state !== 'revoked');
  const termsOf = ({ variantId }: Granted) => plans.get(variantId)?.terms ?? plainTerms;
  const made = seats.flatMap((seat) => {
    const pattern = plans.get(seat.variantId)?.pattern;
    return pattern ? [{ variant_id: seat.variantId, product_id: seat.productId, key: generateKey(pattern), entitlement_id: seat.entitlementId, terms: termsOf(seat) }] : [];
  });
  if (made.length) await prepared(tx, make, [toJson(made), now]);
  // The days begin when the key can be used first: of what is withheld, `OnAccessStarted` counts them.
  await limitValidity(tx, seats.filter(({ state }) => state === 'active'), plans, now);
  const fromPool = seats.filter(isOfPool);
  if (fromPool.length) await takeFromPool(tx, fromPool, termsOf, now);
  // Given back before it was given out: nobody has taken a key for it, so one more can be sold.
  const unneeded = Map.groupBy(seated.filter((seat) => seat.state === 'revoked' && isOfPool(seat)), ({ variantId }) => variantId);
  if (unneeded.size) await putBackStock(tx, [...unneeded].map(([variantId, some]) => ({ variantId, quantity: some.length })));
}

/** Of a key that can be used from now on. */
export async function startValidity(tx: Tx, key: Pick<Granted, 'entitlementId' | 'variantId'>, at: Date): Promise<void> {
  const plans = await prepared<Plan>(tx, plansOf, [[key.variantId]]);
  await limitValidity(tx, [key], new Map(plans.map((plan) => [plan.variantId, plan])), at);
}

async function limitValidity(tx: Tx, seats: readonly Pick<Granted, 'entitlementId' | 'variantId'>[], plans: ReadonlyMap<string, Plan>, at: Date): Promise<void> {
  for (const [days, some] of Map.groupBy(seats, ({ variantId }) => plans.get(variantId)?.validityDays)) {
    if (!days) continue;
    const expiresAt = new Date(at.getTime() + days * dayMilliseconds);
    await moveEntitlements(tx, some.map(({ entitlementId }) => entitlementId), { expiresAt }, { actor: 'key-plan', reason: `good for ${days} days`, at });
  }
}

async function takeFromPool(tx: Tx, seats: readonly Granted[], termsOf: (seat: Granted) => KeyTerms, at: Date): Promise<void> {
  const wanted = seats.map((seat) => ({ entitlement_id: seat.entitlementId, variant_id: seat.variantId, terms: termsOf(seat) }));
  const taken = new Set((await prepared<{ entitlementId: string }>(tx, take, [toJson(wanted), at])).map(({ entitlementId }) => entitlementId));
  const withheld = seats.filter(({ entitlementId, state }) => taken.has(entitlementId) && state === 'granted');
  await moveEntitlements(tx, withheld.map(({ entitlementId }) => entitlementId), { release: 'keys' }, { actor: 'key-pool', reason: 'a key was left', at });
  const short = seats.filter(({ entitlementId }) => !taken.has(entitlementId));
  if (short.length) await giveUp(tx, short, at);
}

async function giveUp(tx: Tx, short: readonly Granted[], at: Date): Promise<void> {
  // Keys that somebody holds in this moment may come free again: then nothing is decided yet, and the delivery is retried.
  const [held] = await prepared<{ variantId: string }>(tx, inOtherHands, [[...new Set(short.map(({ variantId }) => variantId))]]);
  if (held) throw new Error(`The last licence keys of variant ${held.variantId} are being given to others`);
  const reason = 'no licence key was left';
  await moveEntitlements(tx, short.map(({ entitlementId }) => entitlementId), { isRevoked: true }, { actor: 'key-pool', reason, at });
  const told = [...Map.groupBy(short, ({ orderId }) => orderId)].map(([orderId, ofOrder]) => (
    { orderId, lines: [...Map.groupBy(ofOrder, ({ lineId }) => lineId)].map(([lineId, some]) => ({ lineId, pieces: some.length })), reason }
  ));
  await prepared(tx, tellUndeliverable, publications(linesUndeliverable, told));
}
