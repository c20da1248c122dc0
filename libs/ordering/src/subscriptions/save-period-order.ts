import { prepared, statement, toJson, type Tx } from '@silkport/platform';
import { newId, type Money } from '@silkport/values';
import { evidenceOfOrder } from '../evidence-of-order.js';
import { lockOrder } from '../lock-order.js';
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
}

const isThere = statement('ordering.period_is_ordered', 'SELECT id FROM ordering.orders WHERE id = $1');
const quote = statement('ordering.quote_period', `
  INSERT INTO ordering.quotes (id, country, currency, locale, rate_set_id, total_minor, lines, quoted_at, expires_at, region, tax_id, place, evidence, place_country)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, 'sufficient', $11, $12)`);

/**
 * The order of a paid period, to the buyer and in the language and place of the first one, and paid at once. Behind the lock on its
 * subscription: of two at once the second finds it. @returns its line; undefined where it was there
 */
export async function savePeriodOrder(tx: Tx, { order, terms, region, placeCountry }: PaidPeriod, { orderId, subscriptionId, role, line, total, paidAt }: PeriodOrder): Promise<string | undefined> {
  const [earlier] = await prepared(tx, isThere, [orderId]);
  if (earlier) return undefined;
  const [quoteId, lineId] = [newId(), newId()];
  const { country, locale, taxId } = order;
  const rateSetId = terms.line.rateSetId ?? order.rateSetId;
  const evidence = [{ kind: 'self-declared', country: placeCountry, raw: placeCountry, seenAt: paidAt.toISOString() }];
  await prepared(tx, quote, [quoteId, country, total.currency, locale, rateSetId, total.amountMinor, toJson([line]), paidAt, region, taxId, toJson(evidence), placeCountry]);
  const values = saveOrderValues({ ...order, rateSetId, number: newOrderNumber(), total, recipient: null, placedAt: paidAt, expiresAt: paidAt, subscription: { id: subscriptionId, role }, lines: [{ id: lineId }] }, quoteId);
  await prepared(tx, saveOrder, [null, null, null, orderId, null, null, ...values]);
  const made = await lockOrder(tx, orderId);
  if (!made) throw new Error(`The order ${orderId} of a period vanished between two statements`);
  await payOrders(tx, [{ order: made, paidAt, evidence: evidenceOfOrder(made, paidAt) }], { actor: 'stripe', reason: `subscription: ${role}` });
  return lineId;
}
