import { money, newId } from '@silkport/values';
import type { RecurringTerms } from '../checkouts/checkout-request.js';
import { aCheckout, openPayments, type Payments } from '../testing.js';
import type { TermsWish } from './billing-wish.js';
import type { BillingChanged, BillingInvoicePaid } from './billing.events.js';

const day = 86_400;
const monthly = money(500_000n, 'KZT');
const yearly = money(5_000_000n, 'KZT');

let payments: Payments;
beforeAll(async () => { payments = await openPayments(); }, 60_000);
afterAll(() => payments.end());

interface Running { readonly id: string; readonly stripeId: string; readonly termsId: string }

async function running(given: Partial<RecurringTerms> = {}): Promise<Running> {
  const subscription: RecurringTerms = { subscriptionId: newId(), termsId: newId(), title: 'Loom software', amount: monthly, interval: 'month', intervalCount: 1, trialDays: 0, ...given };
  const wanted = aCheckout({ subscription, amount: subscription.trialDays ? money(0n, 'KZT') : subscription.amount, lines: [], expiresAt: new Date(payments.clock.now().getTime() + 3_600_000) });
  await payments.open.run(wanted);
  const { stripe_session_id: sessionId } = (await payments.stored(wanted.reference))!;
  await payments.pay(sessionId);
  const stripeId = (await payments.stripe.checkout.sessions.retrieve(sessionId)).subscription as string;
  await meet(stripeId);
  await follow(stripeId);
  return { id: subscription.subscriptionId, stripeId, termsId: subscription.termsId };
}

const itemOf = async (stripeId: string) => (await payments.stripe.subscriptions.retrieve(stripeId)).items.data[0]!;
const follow = (stripeSubscriptionId: string) => payments.follow.run({ stripeSubscriptionId });
const standing = async ({ id }: Running) => (await payments.published<BillingChanged>('payments.billing_changed', 'subscriptionId', id)).at(-1)!.standing;
const invoices = ({ id }: Running) => payments.published<BillingInvoicePaid>('payments.billing_invoice_paid', 'subscriptionId', id);
const wish = (given: Partial<TermsWish> = {}): TermsWish => ({ termsId: newId(), amount: yearly, interval: 'year', intervalCount: 1, holdsAtOnce: true, ...given });
const change = ({ id }: Running, terms: TermsWish, changeId = newId()) => payments.change.run(id, changeId, { kind: 'terms', terms });

/** The provider's clock goes on by itself, ours does not. */
async function meet(stripeId: string): Promise<void> {
  payments.clock.advance(Math.max(0, (await itemOf(stripeId)).current_period_start * 1000 - payments.clock.now().getTime()));
}

async function passTo(until: number): Promise<void> {
  await payments.control('/clock/advance', { until });
  payments.clock.advance(until * 1000 - payments.clock.now().getTime());
}

async function toNextPeriod(own: Running): Promise<void> {
  await passTo((await itemOf(own.stripeId)).current_period_end + 7_200);
  await follow(own.stripeId);
}

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe('another interval that is dearer', () => {
  it('begins a whole period at once for exactly what was shown, less what was left of the old one', async () => {
    const own = await running();
    const { current_period_start: start, current_period_end: end } = await itemOf(own.stripeId);
    await passTo(start + 10 * day);
    const terms = wish();
    const price = await payments.change.priceOf(own.id, terms);
    const left = end - Math.floor(price.proratedAt.getTime() / 1000);
    expect(Math.abs(Number(price.credited.amountMinor) - Math.round((500_000 * left) / (end - start)))).toBeLessThanOrEqual(100);
    expect(price.due.amountMinor).toBe(5_000_000n - price.credited.amountMinor);
    expect(days(price.proratedAt.toISOString(), price.paidUntil.toISOString())).toBeGreaterThan(364.9);
    await passTo(Math.floor(price.proratedAt.getTime() / 1000) + 600);
    const changeId = newId();
    expect([await change(own, { ...terms, proratedAt: price.proratedAt }, changeId), await change(own, { ...terms, proratedAt: price.proratedAt }, changeId)]).toEqual(['done', 'done']);
    const [paid, ...others] = await invoices(own);
    expect(others).toEqual([]);
    expect(paid).toMatchObject({ reason: 'cycle', termsId: terms.termsId, charged: price.due });
    expect(days(paid!.periodStart, paid!.periodEnd)).toBeGreaterThanOrEqual(365);
    expect(await standing(own)).toMatchObject({ status: 'active', termsId: terms.termsId, periodStart: paid!.periodStart, periodEnd: paid!.periodEnd });
    await toNextPeriod(own);
    expect((await invoices(own)).at(-1)).toMatchObject({ reason: 'cycle', termsId: terms.termsId, charged: yearly });
  });

  it('is refused with the card, and then nothing has changed', async () => {
    const own = await running();
    const { customer } = await payments.stripe.subscriptions.retrieve(own.stripeId);
    const { id: bad } = await payments.stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer as string });
    await payments.stripe.subscriptions.update(own.stripeId, { default_payment_method: bad });
    const before = await itemOf(own.stripeId);
    expect(await change(own, wish())).toBe('refused');
    expect(await itemOf(own.stripeId)).toMatchObject({ current_period_end: before.current_period_end, price: { recurring: { interval: 'month' } } });
    expect([(await standing(own)).termsId, await invoices(own)]).toEqual([own.termsId, []]);
  });
});

describe('another interval from the next period on', () => {
  const yearlyOf = () => running({ amount: yearly, interval: 'year' });
  const later = () => wish({ amount: monthly, interval: 'month', holdsAtOnce: false });

  it('costs nothing now, is known at once, and is charged when the period is over', async () => {
    const own = await yearlyOf();
    const before = await itemOf(own.stripeId);
    const terms = later();
    const changeId = newId();
    expect([await change(own, terms, changeId), await change(own, terms, changeId)]).toEqual(['done', 'done']);
    expect(await itemOf(own.stripeId)).toMatchObject({ current_period_end: before.current_period_end, price: { id: before.price.id } });
    expect([(await standing(own)).termsId, await invoices(own)]).toEqual([terms.termsId, []]);
    await toNextPeriod(own);
    const [paid] = await invoices(own);
    expect(paid).toMatchObject({ reason: 'cycle', termsId: terms.termsId, charged: monthly, periodStart: new Date(before.current_period_end * 1000).toISOString() });
    expect(days(paid!.periodStart, paid!.periodEnd)).toBeLessThan(32);
    for (let period = 0; period < 2; period += 1) await toNextPeriod(own);
    expect((await invoices(own)).map(({ charged, termsId }) => [charged.amountMinor, termsId === terms.termsId])).toEqual([[500_000n, true], [500_000n, true], [500_000n, true]]);
    expect((await payments.stripe.subscriptions.retrieve(own.stripeId)).schedule).toBeNull();
  });

  it('gives way to what is asked for later, and can be taken back', async () => {
    const own = await yearlyOf();
    await change(own, later());
    const other = { ...later(), amount: money(700_000n, 'KZT') };
    expect(await change(own, other)).toBe('done');
    expect((await standing(own)).termsId).toBe(other.termsId);
    expect(await change(own, wish({ termsId: own.termsId, holdsAtOnce: false }))).toBe('done');
    expect((await standing(own)).termsId).toBe(own.termsId);
    await toNextPeriod(own);
    expect(await invoices(own)).toEqual([expect.objectContaining({ charged: yearly, termsId: own.termsId })]);
  });

  it('is given up where its buyer cancels', async () => {
    const own = await yearlyOf();
    await change(own, later());
    expect(await payments.change.run(own.id, newId(), { kind: 'cancel' })).toBe('done');
    expect(await standing(own)).toMatchObject({ termsId: own.termsId, endsAt: (await standing(own)).periodEnd });
    await toNextPeriod(own);
    expect([(await standing(own)).status, await invoices(own)]).toEqual(['ended', []]);
  });

  it('goes on where it stopped when it was interrupted', async () => {
    const own = await yearlyOf();
    await payments.stripe.subscriptionSchedules.create({ from_subscription: own.stripeId });
    const terms = later();
    expect(await change(own, terms)).toBe('done');
    expect((await standing(own)).termsId).toBe(terms.termsId);
  });
});

describe('other terms within a trial', () => {
  it.each([['year', yearly], ['month', money(900_000n, 'KZT')]] as const)('cost nothing before it ends, which it does as it did (%s)', async (interval, amount) => {
    const own = await running({ trialDays: 14 });
    const { trialEndsAt } = await standing(own);
    const terms = wish({ interval, amount, trialEndsAt: new Date(trialEndsAt!) });
    expect([await change(own, terms), await invoices(own)]).toEqual(['done', []]);
    expect(await standing(own)).toMatchObject({ status: 'trialing', trialEndsAt, termsId: terms.termsId });
    await toNextPeriod(own);
    expect(await invoices(own)).toEqual([expect.objectContaining({ reason: 'cycle', charged: amount, termsId: terms.termsId, periodStart: trialEndsAt })]);
  });

  it('are refused once it is over: nothing is given for nothing', async () => {
    const own = await running({ trialDays: 14 });
    const { trialEndsAt } = await standing(own);
    await toNextPeriod(own);
    const paid = (await invoices(own)).length;
    expect(await change(own, wish({ trialEndsAt: new Date(trialEndsAt!) }))).toBe('refused');
    expect([(await standing(own)).termsId, (await invoices(own)).length]).toEqual([own.termsId, paid]);
  });
});
