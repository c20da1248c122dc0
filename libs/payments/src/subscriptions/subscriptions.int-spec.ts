import { money, newId } from '@silkport/values';
import { aCheckout, openPayments, type Payments } from '../testing.js';
import type { BillingChanged, BillingInvoicePaid } from './billing.events.js';
import type { PaymentCaptured } from '../payments.events.js';
import type { RecurringTerms } from '../checkouts/checkout-request.js';

const hour = 3_600;
const price = money(500_000n, 'KZT');

let payments: Payments;
beforeAll(async () => { payments = await openPayments(); }, 60_000);
afterAll(() => payments.end());

const terms = (given: Partial<RecurringTerms> = {}): RecurringTerms => ({ subscriptionId: newId(), termsId: newId(), title: 'Loom software', amount: price, interval: 'month', intervalCount: 1, trialDays: 0, ...given });

async function begun(given: Partial<RecurringTerms> = {}) {
  const subscription = terms(given);
  const wanted = aCheckout({ subscription, amount: subscription.trialDays ? money(0n, 'KZT') : price, lines: [], expiresAt: new Date(payments.clock.now().getTime() + 3_600_000) });
  await payments.open.run(wanted);
  const { stripe_session_id: sessionId } = (await payments.stored(wanted.reference))!;
  await payments.pay(sessionId);
  const session = await payments.stripe.checkout.sessions.retrieve(sessionId);
  const stripeId = session.subscription as string;
  // The provider's clock goes on by itself, ours does not.
  const { items: { data: [item] } } = await payments.stripe.subscriptions.retrieve(stripeId);
  payments.clock.advance(Math.max(0, item!.current_period_start * 1000 - payments.clock.now().getTime()));
  return { reference: wanted.reference, sessionId, subscription, stripeId };
}

const follow = (stripeSubscriptionId: string) => payments.follow.run({ stripeSubscriptionId });
const changes = (id: string) => payments.published<BillingChanged>('payments.billing_changed', 'subscriptionId', id);
const invoices = (id: string) => payments.published<BillingInvoicePaid>('payments.billing_invoice_paid', 'subscriptionId', id);

async function toNextPeriod(stripeId: string): Promise<void> {
  const { items: { data: [item] } } = await payments.stripe.subscriptions.retrieve(stripeId);
  await passTo(item!.current_period_end + 2 * hour);
}

/** Both clocks, ours and the provider's. */
async function passTo(until: number): Promise<void> {
  await payments.control('/clock/advance', { until });
  payments.clock.advance(until * 1000 - payments.clock.now().getTime());
}

describe('a subscription without a trial', () => {
  it('is paid for by its first invoice, told by the page or by the subscription itself, once', async () => {
    const { reference, sessionId, subscription, stripeId } = await begun();
    expect(await payments.confirm.run(reference)).toBe('paid');
    await follow(stripeId);
    expect(await payments.deliver(await payments.eventOf(sessionId, 'checkout.session.completed'))).toBe('applied');
    expect(await payments.deliver(await payments.eventOf(sessionId, 'checkout.session.completed'))).toBe('repeated');
    expect(await payments.tally(reference)).toEqual({ charges: 1, captured: 1, expired: 0 });
    const told = await changes(subscription.subscriptionId);
    expect(told).toEqual([expect.objectContaining({ reference, revision: 1, standing: expect.objectContaining({ status: 'active', termsId: subscription.termsId, endsAt: null, card: { brand: 'visa', last4: '4242' } }) as object })]);
    expect(await invoices(subscription.subscriptionId)).toEqual([]);
  });

  it('makes each period that was paid a charge for a reference of its own, however often it is asked for', async () => {
    const { subscription, stripeId, reference } = await begun();
    await follow(stripeId);
    await toNextPeriod(stripeId);
    await Promise.all([follow(stripeId), follow(stripeId)]);
    await follow(stripeId);
    const [paid, ...others] = await invoices(subscription.subscriptionId);
    expect(others).toEqual([]);
    expect(paid).toMatchObject({ reason: 'cycle', termsId: subscription.termsId, charged: price });
    expect(paid?.reference).not.toBe(reference);
    const [captured] = await payments.published<PaymentCaptured>('payments.payment_captured', 'reference', paid!.reference);
    expect(captured).toMatchObject({ charged: price, subscriptionId: subscription.subscriptionId });
    expect(await payments.tally(paid!.reference)).toEqual({ charges: 1, captured: 1, expired: 0 });
  });

  it('is refunded like any payment, period by period', async () => {
    const { subscription, stripeId } = await begun();
    await follow(stripeId);
    await toNextPeriod(stripeId);
    await follow(stripeId);
    const [paid] = await invoices(subscription.subscriptionId);
    expect(await payments.refund.run({ refundId: newId(), reference: paid!.reference, reason: 'goodwill' })).toMatchObject({ status: 'succeeded', refunded: price });
  });

  it('finds the order of a payment that nobody has told of, by the movement of the balance', async () => {
    const { reference, stripeId } = await begun();
    await payments.movements.runAgain();
    expect(await payments.tally(reference)).toEqual({ charges: 1, captured: 1, expired: 0 });
    await toNextPeriod(stripeId);
    await payments.movements.runAgain();
    const moved = await payments.rows<{ count: number }>(`SELECT count(*)::int AS count FROM payments.balance_transactions b JOIN payments.charges c ON c.reference = b.reference JOIN payments.subscription_invoices i ON i.reference = c.reference
      JOIN payments.subscriptions s ON s.id = i.subscription_id WHERE s.stripe_subscription_id = $1 AND b.kind = 'charge'`, [stripeId]);
    expect(moved).toEqual([{ count: 2 }]);
  });

  it('does not go back to what was asked for earlier', async () => {
    const { subscription, stripeId } = await begun();
    await follow(stripeId);
    const now = payments.clock.now();
    await payments.stripe.subscriptions.update(stripeId, { cancel_at_period_end: true });
    await follow(stripeId);
    await payments.stripe.subscriptions.update(stripeId, { cancel_at_period_end: false });
    payments.clock.advance(-60_000);
    await follow(stripeId);
    payments.clock.advance(now.getTime() - payments.clock.now().getTime());
    expect((await changes(subscription.subscriptionId)).map(({ revision, standing }) => [revision, standing.endsAt !== null])).toEqual([[1, false], [2, true]]);
  });
});

describe('a subscription that begins with a trial', () => {
  it('closes its page without a charge, and is charged when the trial is over', async () => {
    const { reference, subscription, stripeId } = await begun({ trialDays: 14 });
    expect(await payments.confirm.run(reference)).toBe('paid');
    expect(await payments.tally(reference)).toEqual({ charges: 0, captured: 0, expired: 0 });
    expect((await changes(subscription.subscriptionId))[0]?.standing).toMatchObject({ status: 'trialing' });
    await toNextPeriod(stripeId);
    await follow(stripeId);
    expect(await invoices(subscription.subscriptionId)).toEqual([expect.objectContaining({ reason: 'cycle', charged: price })]);
  });

  it('tells that the trial is nearly over, once', async () => {
    const { subscription, stripeId } = await begun({ trialDays: 14 });
    await follow(stripeId);
    const { trial_end: end } = await payments.stripe.subscriptions.retrieve(stripeId);
    await passTo(end! - 2 * 24 * hour);
    const event = await payments.eventOf(stripeId, 'customer.subscription.trial_will_end');
    expect([await payments.deliver(event), await payments.deliver(event)]).toEqual(['applied', 'repeated']);
    expect(await payments.published('payments.trial_ending', 'subscriptionId', subscription.subscriptionId)).toHaveLength(1);
  });
});

describe('notifications of subscriptions', () => {
  it('say the same in any order and however often: each only makes us ask', async () => {
    const { subscription, stripeId } = await begun();
    await toNextPeriod(stripeId);
    const { data } = await payments.stripe.events.list({ limit: 100 });
    const own = data.filter(({ type, data: { object } }) => /^(customer\.subscription|invoice\.paid)/.test(type) && JSON.stringify(object).includes(stripeId));
    expect(own.length).toBeGreaterThan(2);
    for (const event of [...own, ...own.toReversed()]) await payments.deliver(JSON.stringify(event));
    const jobs = await payments.rows<{ key: string }>(`SELECT key FROM graphile_worker.jobs WHERE key = $1`, [`payments/follow-subscription:${stripeId}`]);
    expect(jobs).toHaveLength(1);
    await follow(stripeId);
    expect(await invoices(subscription.subscriptionId)).toHaveLength(1);
    expect((await changes(subscription.subscriptionId)).at(-1)?.standing.status).toBe('active');
  });

  it('are not needed: what should have been renewed is asked for', async () => {
    const { subscription, stripeId } = await begun();
    await follow(stripeId);
    await toNextPeriod(stripeId);
    const now = payments.clock.now();
    payments.clock.advance(400 * 24 * hour * 1000);
    await payments.followSweep.run();
    payments.clock.advance(now.getTime() - payments.clock.now().getTime());
    expect((await invoices(subscription.subscriptionId)).length).toBe(1);
  });

  it('of other systems on the same account change nothing', async () => {
    const { stripeId } = await begun();
    const event = JSON.parse(await payments.eventOf(stripeId, 'customer.subscription.created')) as { id: string; data: { object: { metadata: object } } };
    event.id = 'evt_of_others';
    event.data.object.metadata = { shop: 'another' };
    expect(await payments.deliver(JSON.stringify(event))).toBe('ignored');
  });
});

describe('what is asked of a subscription', () => {
  const running = async (given: Partial<RecurringTerms> = {}) => {
    const all = await begun(given);
    await follow(all.stripeId);
    return { ...all, id: all.subscription.subscriptionId };
  };
  const standing = async (id: string) => (await changes(id)).at(-1)!.standing;
  const dearer = { termsId: newId(), amount: money(900_000n, 'KZT'), interval: 'month', intervalCount: 1, holdsAtOnce: true } as const;

  it('costs what was shown for it: dearer terms are charged at once for the rest of the period', async () => {
    const { id } = await running();
    const price = await payments.change.priceOf(id, dearer);
    expect(price.due.amountMinor).toBeGreaterThan(399_000n);
    const wish = { kind: 'terms', terms: { ...dearer, proratedAt: price.proratedAt } } as const;
    const changeId = newId();
    expect([await payments.change.run(id, changeId, wish), await payments.change.run(id, changeId, wish)]).toEqual(['done', 'done']);
    expect(await invoices(id)).toEqual([expect.objectContaining({ reason: 'change', termsId: dearer.termsId, charged: price.due })]);
    expect((await standing(id)).termsId).toBe(dearer.termsId);
  });

  it('is refused with the card, and then nothing has changed', async () => {
    const { id, stripeId, subscription } = await running();
    const { customer } = await payments.stripe.subscriptions.retrieve(stripeId);
    const { id: bad } = await payments.stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer as string });
    await payments.stripe.subscriptions.update(stripeId, { default_payment_method: bad });
    expect(await payments.change.run(id, newId(), { kind: 'terms', terms: { ...dearer, termsId: newId() } })).toBe('refused');
    expect(await standing(id)).toMatchObject({ termsId: subscription.termsId, status: 'active' });
    expect(await invoices(id)).toEqual([]);
  });

  it('costs nothing now where it holds from the next period on', async () => {
    const { id, stripeId } = await running();
    const cheaper = { ...dearer, termsId: newId(), amount: money(200_000n, 'KZT'), holdsAtOnce: false };
    expect(await payments.change.run(id, newId(), { kind: 'terms', terms: cheaper })).toBe('done');
    expect(await invoices(id)).toEqual([]);
    await toNextPeriod(stripeId);
    await follow(stripeId);
    expect(await invoices(id)).toEqual([expect.objectContaining({ reason: 'cycle', termsId: cheaper.termsId, charged: cheaper.amount })]);
  });

  it('rests and goes on, ends with its period or at once, and is kept', async () => {
    const { id } = await running();
    const ask = (kind: 'resume' | 'cancel' | 'keep' | 'end') => payments.change.run(id, newId(), { kind });
    await payments.change.run(id, newId(), { kind: 'pause', resumesAt: new Date(payments.clock.now().getTime() + 86_400_000) });
    expect(await standing(id)).toMatchObject({ status: 'paused', resumesAt: expect.any(String) as string });
    await ask('resume');
    await ask('cancel');
    expect(await standing(id)).toMatchObject({ status: 'active', endsAt: (await standing(id)).periodEnd });
    await ask('keep');
    expect(await standing(id)).toMatchObject({ endsAt: null });
    expect([await ask('end'), await ask('end')]).toEqual(['done', 'done']);
    expect(await standing(id)).toMatchObject({ status: 'ended', endedUnpaid: false });
  });

  it.each([null, 24 * hour])('gives no period away by resting when it begins: it rests until the next one is charged (%s)', async (ahead) => {
    const { id, stripeId } = await running();
    const { items: { data: [item] } } = await payments.stripe.subscriptions.retrieve(stripeId);
    await payments.change.run(id, newId(), { kind: 'pause', resumesAt: ahead === null ? null : new Date((item!.current_period_end + ahead) * 1000) });
    await passTo(item!.current_period_end + 26 * hour);
    if (ahead === null) expect(await payments.change.run(id, newId(), { kind: 'resume' })).toBe('done');
    await follow(stripeId);
    const { status, resumesAt, periodEnd } = await standing(id);
    expect([status, resumesAt, await invoices(id)]).toEqual(['paused', periodEnd, []]);
    await toNextPeriod(stripeId);
    await follow(stripeId);
    expect([(await standing(id)).status, (await invoices(id)).map(({ reason }) => reason)]).toEqual(['active', ['cycle']]);
  });

  it('costs nothing to rest and go on within a period that is paid', async () => {
    const { id } = await running();
    await payments.change.run(id, newId(), { kind: 'pause', resumesAt: null });
    expect(await payments.change.run(id, newId(), { kind: 'resume' })).toBe('done');
    expect([(await standing(id)).status, await invoices(id)]).toEqual(['active', []]);
  });

  it('takes another card on the provider’s page and charges that', async () => {
    const { id } = await running();
    const url = await payments.cards.open(id, { locale: 'ru', successUrl: 'https://silkport.example/ru/back', cancelUrl: 'https://silkport.example/ru/back' });
    const sessionId = /cs_[A-Za-z0-9_]+/.exec(url)![0];
    await payments.control(`/checkout/sessions/${sessionId}/pay`, { card: '5555555555554444' });
    expect(await payments.deliver(await payments.eventOf(sessionId, 'checkout.session.completed'))).toBe('applied');
    await payments.cards.keep({ sessionId });
    expect((await standing(id)).card).toEqual({ brand: 'mastercard', last4: '4444' });
  });

  it('owes what the card refuses, and is paid when another one is tried', async () => {
    const { id, stripeId } = await running();
    const { customer } = await payments.stripe.subscriptions.retrieve(stripeId);
    const use = async (name: string) => payments.stripe.subscriptions.update(stripeId, { default_payment_method: (await payments.stripe.paymentMethods.attach(name, { customer: customer as string })).id });
    await use('pm_card_chargeCustomerFail');
    await toNextPeriod(stripeId);
    await follow(stripeId);
    expect(await standing(id)).toMatchObject({ status: 'past_due', owed: { nextAttemptAt: expect.any(String) as string } });
    expect(await payments.change.run(id, newId(), { kind: 'retry' })).toBe('refused');
    await use('pm_card_visa');
    expect(await payments.change.run(id, newId(), { kind: 'retry' })).toBe('done');
    expect(await standing(id)).toMatchObject({ status: 'active', owed: null });
    expect(await invoices(id)).toHaveLength(1);
  });
});
