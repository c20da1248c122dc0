import { prepared, statement, toJson, type Tx } from '@silkport/platform';
import { placeVerdict, type LocationEvidence } from '@silkport/tax';
import { newId, type Money } from '@silkport/values';
import { changeOrder } from '../change-order.js';
import { evidenceOfOrder } from '../evidence-of-order.js';
import { lockOrder, type LockedOrder } from '../lock-order.js';
import { newOrderNumber } from '../order-number.js';
import { payOrders } from '../payment/pay-order.js';
import type { QuoteLine } from '../quotes/quote.entity.js';
import { saveOrder, saveOrderValues } from '../save-order.js';
import type { PaidPeriod } from './subscription-reads.js';
import type { SubscriptionRole } from './subscription-states.js';

export interface PeriodOrder {
  readonly orderId: string;
  readonly subscriptionId: string;
  readonly role: SubscriptionRole;
  readonly line: QuoteLine;
  readonly total: Money;
  readonly paidAt: Date;
  readonly billingCountry: string | null;
  /** It goes back at once, so nobody has to decide where it is taxed. */
  readonly isUnwanted: boolean;
}

const wasCharged = statement('ordering.subscription_was_charged', 'SELECT id FROM ordering.orders WHERE subscription_id = $1 AND total_minor > 0 AND paid_at IS NOT NULL LIMIT 1');
const keepBillingCountry = statement('ordering.keep_billing_country_of_period', 'UPDATE ordering.orders SET billing_country = $2 WHERE id = $1');
const noteCredit = statement('ordering.note_period_credit', 'INSERT INTO ordering.period_credits (order_id, credited_minor) VALUES ($1, $2)');
const isThere = statement('ordering.period_is_ordered', 'SELECT id FROM ordering.orders WHERE id = $1');
const quote = statement('ordering.quote_period', `
  INSERT INTO ordering.quotes (id, country, currency, locale, rate_set_id, total_minor, lines, quoted_at, expires_at, region, tax_id, place, evidence, place_country)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, 'sufficient', $11, $12)`);

/**
 * The order of a paid period, to the buyer and in the language and place of the first one, and paid at once. Behind the lock on its
 * subscription: of two at once the second finds it. What a trial leads to is the first charge, and the first to tell the billing address: it
 * is held like any order where that contradicts or ties. @returns its line; undefined where it was there
 */
export async function savePeriodOrder(tx: Tx, { order, terms, region, placeCountry }: PaidPeriod, { orderId, subscriptionId, role, line, total, paidAt, billingCountry, isUnwanted }: PeriodOrder): Promise<string | undefined> {
  const [earlier] = await prepared(tx, isThere, [orderId]);
  if (earlier) return undefined;
  const [quoteId, lineId] = [newId(), newId()];
  const { country, locale, taxId } = order;
  const rateSetId = terms.line.rateSetId ?? order.rateSetId;
  const isFirstCharge = !isUnwanted && total.amountMinor > 0n && !(await prepared(tx, wasCharged, [subscriptionId])).length;
  const known = isFirstCharge ? (await lockOrder(tx, order.id))?.evidence : undefined;
  const evidence: readonly LocationEvidence[] = known ?? [{ kind: 'self-declared', country: placeCountry, raw: placeCountry, seenAt: paidAt.toISOString() }];
  await prepared(tx, quote, [quoteId, country, total.currency, locale, rateSetId, total.amountMinor, toJson([line]), paidAt, region, taxId, toJson(evidence), placeCountry]);
  const values = saveOrderValues({ ...order, rateSetId, number: newOrderNumber(), total, recipient: null, placedAt: paidAt, expiresAt: paidAt, subscription: { id: subscriptionId, role }, lines: [{ id: lineId }] }, quoteId, null);
  await prepared(tx, saveOrder, [null, null, null, orderId, null, null, ...values]);
  // A whole period for less than it costs was paid in part by what was left of the one before.
  const creditedMinor = role === 'renewal' ? terms.line.totalMinor - total.amountMinor : 0n;
  if (creditedMinor > 0n) await prepared(tx, noteCredit, [orderId, creditedMinor]);
  const made = await lockOrder(tx, orderId);
  if (!made) throw new Error(`The order ${orderId} of a period vanished between two statements`);
  if (isFirstCharge && (await heldForPlace(tx, { ...made, billingCountry }, paidAt))) return lineId;
  await payOrders(tx, [{ order: made, paidAt, evidence: evidenceOfOrder(isFirstCharge ? { ...made, billingCountry } : made, paidAt) }], { actor: 'stripe', reason: `subscription: ${role}` });
  return lineId;
}

async function heldForPlace(tx: Tx, order: LockedOrder, paidAt: Date): Promise<boolean> {
  const { place, country } = placeVerdict(order.country, evidenceOfOrder(order, paidAt));
  if (place !== 'tie' && country === order.placeCountry) return false;
  const reason = `place of supply ${place === 'tie' ? 'tied' : country}, billing address ${order.billingCountry ?? 'not given'}`;
  await changeOrder(tx, order, { status: 'held', heldAt: paidAt, lines: order.lines }, { actor: 'stripe', reason, at: paidAt });
  await prepared(tx, keepBillingCountry, [order.id, order.billingCountry]);
  return true;
}
