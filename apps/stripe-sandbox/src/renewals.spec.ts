import type Stripe from 'stripe';
import { addIntervals, billingDateAfter } from './billing/periods/add-intervals.js';
import { advance, aSubscription, aSubscriptionSession, day, dayOf, hour, invoicesOf, periodOf, type Subscribed } from './testing/subscriptions.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

const at = (date: string): number => Date.parse(`${date}T12:00:00Z`) / 1000;
const subscriptionOf = ({ subscription }: Subscribed) => stripe.subscriptions.retrieve(subscription.id);
/** The types of all events about one object, oldest first. */
const eventsOf = async (id: string): Promise<string[]> =>
  (await stripe.events.list({ limit: 100 })).data.filter((event) => JSON.stringify(event.data.object).includes(id)).map((event) => event.type).toReversed();

describe('a period', () => {
  it.each([
    ['2027-01-31', 'month', 1, ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']],
    ['2028-01-31', 'month', 1, ['2028-02-29', '2028-03-31', '2028-04-30']],
    ['2027-11-30', 'month', 3, ['2028-02-29', '2028-05-30', '2028-08-30']],
    ['2028-02-29', 'year', 1, ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']],
    ['2027-12-31', 'week', 2, ['2028-01-14', '2028-01-28']],
    ['2027-02-27', 'day', 1, ['2027-02-28', '2027-03-01']],
  ] as const)('of %s, every %s by %i, ends on the anchor’s day, or on the last of a shorter month', (anchor, interval, intervalCount, ends) => {
    const recurrence = { interval, intervalCount };
    let start = at(anchor);
    const dates = ends.map(() => (start = billingDateAfter(at(anchor), recurrence, start)));
    expect(dates.map(dayOf)).toEqual(ends);
    expect(dates).toEqual(ends.map((_end, index) => addIntervals(at(anchor), recurrence, index + 1)));
  });

  it('is found at once decades after its anchor', () => {
    const anchor = at('2000-01-31');
    expect(dayOf(billingDateAfter(anchor, { interval: 'month', intervalCount: 1 }, at('2087-02-15')))).toBe('2087-02-28');
    expect(dayOf(billingDateAfter(anchor, { interval: 'year', intervalCount: 3 }, at('2087-02-15')))).toBe('2090-01-31');
  });
});

it('renews month after month, each at its own time however far the clock is moved', async () => {
  const subscribed = await aSubscription(sandbox, { at: at('2027-01-31') });
  expect(periodOf(subscribed.subscription)).toEqual(['2027-01-31', '2027-02-28']);
  await advance(stripe, subscribed.clock, at('2027-05-02'));
  const invoices = await invoicesOf(stripe, subscribed.subscription.id);
  expect(invoices.map((invoice) => [dayOf(invoice.created), invoice.status, invoice.billing_reason])).toEqual([
    ['2027-04-30', 'paid', 'subscription_cycle'], ['2027-03-31', 'paid', 'subscription_cycle'], ['2027-02-28', 'paid', 'subscription_cycle'], ['2027-01-31', 'paid', 'subscription_create'],
  ]);
  expect(invoices.map((invoice) => invoice.lines.data.map((line) => [dayOf(line.period.start), dayOf(line.period.end), line.amount]))).toEqual([
    [['2027-04-30', '2027-05-31', 1000]], [['2027-03-31', '2027-04-30', 1000]], [['2027-02-28', '2027-03-31', 1000]], [['2027-01-31', '2027-02-28', 1000]],
  ]);
  const subscription = await subscriptionOf(subscribed);
  expect(periodOf(subscription)).toEqual(['2027-04-30', '2027-05-31']);
  expect(subscription).toMatchObject({ billing_cycle_anchor: at('2027-01-31'), latest_invoice: invoices[0]!.id, status: 'active' });
});

it('keeps a renewal as a draft for an hour, then charges it, and leads from the invoice to the money', async () => {
  const subscribed = await aSubscription(sandbox, { at: at('2027-02-10'), data: { metadata: { order: '7' } } });
  const end = subscribed.subscription.items.data[0]!.current_period_end;
  await advance(stripe, subscribed.clock, end);
  const [draft] = await invoicesOf(stripe, subscribed.subscription.id);
  expect(draft).toMatchObject({ status: 'draft', number: null, automatically_finalizes_at: end + hour, payments: { data: [] } });
  expect((await subscriptionOf(subscribed)).latest_invoice).toBe(draft!.id);
  await advance(stripe, subscribed.clock, end + hour);
  const paid = await stripe.invoices.retrieve(draft!.id!, { expand: ['payments.data.payment.payment_intent'] });
  expect(paid).toMatchObject({ status: 'paid', amount_paid: 1000, amount_remaining: 0, attempt_count: 1, parent: { subscription_details: { metadata: { order: '7' }, subscription: subscribed.subscription.id } } });
  expect(paid.number).toMatch(/^[A-Z0-9]{8}-0002$/);
  const intent = paid.payments!.data[0]!.payment.payment_intent as Stripe.PaymentIntent;
  expect(intent).toMatchObject({ status: 'succeeded', amount: 1000, customer: subscribed.customer, description: 'Subscription update' });
  const charge = await stripe.charges.retrieve(intent.latest_charge as string, { expand: ['balance_transaction'] });
  expect(charge).toMatchObject({ paid: true, balance_transaction: { amount: 1000, type: 'charge' } });
  const [payment] = (await stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: intent.id } })).data;
  expect(payment).toMatchObject({ invoice: draft!.id, status: 'paid', amount_paid: 1000 });
  expect(await eventsOf(draft!.id!)).toEqual(['invoice.created', 'customer.subscription.updated', 'invoice.finalized', 'invoice_payment.paid', 'invoice.updated', 'invoice.paid', 'invoice.payment_succeeded']);
});

it('refunds and disputes a renewal’s charge like any other', async () => {
  const subscribed = await aSubscription(sandbox, { at: at('2027-02-10') });
  await advance(stripe, subscribed.clock, at('2027-03-11'));
  const [renewal] = await invoicesOf(stripe, subscribed.subscription.id);
  const intent = renewal!.payments!.data[0]!.payment.payment_intent as string;
  expect(await stripe.refunds.create({ payment_intent: intent, amount: 400 })).toMatchObject({ status: 'succeeded', amount: 400 });
  const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intent);
  await sandbox.control(`/charges/${charge as string}/dispute`, { reason: 'product_not_received' });
  expect(await stripe.charges.retrieve(charge as string)).toMatchObject({ disputed: true, amount_refunded: 400 });
});

describe('a trial', () => {
  it('charges nothing, announces its end three days before, then the first period is paid', async () => {
    const subscribed = await aSubscription(sandbox, { at: at('2027-03-01'), data: { trial_period_days: 14 } });
    const { subscription } = subscribed;
    expect(subscription).toMatchObject({ status: 'trialing', trial_start: at('2027-03-01'), trial_end: at('2027-03-15'), billing_cycle_anchor: at('2027-03-15') });
    const [first] = await invoicesOf(stripe, subscription.id);
    expect(first).toMatchObject({ status: 'paid', total: 0, amount_paid: 0, payments: { data: [] }, lines: { data: [{ amount: 0, description: 'Trial period for Seats' }] } });
    await advance(stripe, subscribed.clock, at('2027-03-12') - 1);
    expect(await eventsOf(subscription.id)).not.toContain('customer.subscription.trial_will_end');
    await advance(stripe, subscribed.clock, at('2027-04-16'));
    const notice = (await stripe.events.list({ type: 'customer.subscription.trial_will_end', limit: 1 })).data[0]!;
    expect([notice.created, (notice.data.object as Stripe.Subscription).id]).toEqual([at('2027-03-12'), subscription.id]);
    const invoices = await invoicesOf(stripe, subscription.id);
    expect(invoices.map((invoice) => [dayOf(invoice.created), invoice.amount_paid, invoice.billing_reason])).toEqual([
      ['2027-04-15', 1000, 'subscription_cycle'], ['2027-03-15', 1000, 'subscription_cycle'], ['2027-03-01', 0, 'subscription_create'],
    ]);
    expect((await subscriptionOf(subscribed)).status).toBe('active');
  });

  it('ends when the buyer wants it to, and is charged then', async () => {
    const subscribed = await aSubscription(sandbox, { at: at('2027-03-01'), data: { trial_period_days: 14 } });
    await advance(stripe, subscribed.clock, at('2027-03-05'));
    const now = await stripe.subscriptions.update(subscribed.subscription.id, { trial_end: 'now' });
    expect(now).toMatchObject({ status: 'active', trial_end: at('2027-03-05') });
    expect(periodOf(now)).toEqual(['2027-03-05', '2027-04-05']);
    expect((await invoicesOf(stripe, now.id))[0]).toMatchObject({ status: 'paid', amount_paid: 1000 });
  });

  it.each([['cancel', 'canceled'], ['pause', 'paused'], ['create_invoice', 'past_due']] as const)('without a card ends by %s as %s', async (ending, status) => {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: at('2027-03-01') });
    const customer = await stripe.customers.create({ email: 'a@example.com', test_clock: clock.id });
    const session = await stripe.checkout.sessions.create(aSubscriptionSession({
      customer: customer.id, payment_method_collection: 'if_required', subscription_data: { trial_period_days: 7, trial_settings: { end_behavior: { missing_payment_method: ending } } },
    }));
    await sandbox.control(`/checkout/sessions/${session.id}/pay`, { card: 'none' });
    const id = (await stripe.checkout.sessions.retrieve(session.id)).subscription as string;
    await advance(stripe, clock.id, at('2027-03-09'));
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status, default_payment_method: null });
    if (ending !== 'pause') return;
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    await stripe.subscriptions.update(id, { default_payment_method: method.id });
    const resumed = await stripe.subscriptions.resume(id, {});
    expect(resumed.status).toBe('active');
    expect(periodOf(resumed)).toEqual(['2027-03-09', '2027-04-09']);
    expect((await invoicesOf(stripe, id))[0]).toMatchObject({ status: 'paid', amount_paid: 1000 });
  });
});

describe('an end', () => {
  it('at the end of the period can be taken back before it', async () => {
    const subscribed = await aSubscription(sandbox, { at: at('2027-02-10') });
    const { id } = subscribed.subscription;
    const leaving = await stripe.subscriptions.update(id, { cancel_at_period_end: true, cancellation_details: { feedback: 'too_expensive' } });
    expect(leaving).toMatchObject({ status: 'active', cancel_at_period_end: true, cancel_at: at('2027-03-10'), canceled_at: at('2027-02-10'), cancellation_details: { reason: 'cancellation_requested', feedback: 'too_expensive' } });
    expect(await stripe.subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });
    await advance(stripe, subscribed.clock, at('2027-03-11'));
    expect(await invoicesOf(stripe, id)).toHaveLength(2);
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    await advance(stripe, subscribed.clock, at('2027-06-01'));
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled', ended_at: at('2027-04-10') });
    expect(await invoicesOf(stripe, id)).toHaveLength(2);
    expect((await eventsOf(id)).at(-1)).toBe('customer.subscription.deleted');
  });

  it('at a moment of its own, or at once, stops renewals', async () => {
    const subscribed = await aSubscription(sandbox, { at: at('2027-02-10') });
    await stripe.subscriptions.update(subscribed.subscription.id, { cancel_at: at('2027-03-20') });
    await advance(stripe, subscribed.clock, at('2027-05-01'));
    expect(await subscriptionOf(subscribed)).toMatchObject({ status: 'canceled', ended_at: at('2027-03-20') });
    expect(await invoicesOf(stripe, subscribed.subscription.id)).toHaveLength(2);
    const other = await aSubscription(sandbox, { at: at('2027-02-10') });
    expect(await stripe.subscriptions.cancel(other.subscription.id)).toMatchObject({ status: 'canceled', ended_at: at('2027-02-10') });
    await expect(stripe.subscriptions.cancel(other.subscription.id)).rejects.toMatchObject({ code: 'resource_missing' });
    await expect(stripe.subscriptions.update(other.subscription.id, { cancel_at_period_end: true })).rejects.toMatchObject({ code: 'invalid_canceled_subscription_fields' });
    await advance(stripe, other.clock, at('2027-05-01'));
    expect(await invoicesOf(stripe, other.subscription.id)).toHaveLength(1);
  });
});

describe('paused collection', () => {
  it.each([['void', 'void'], ['keep_as_draft', 'draft'], ['mark_uncollectible', 'uncollectible']] as const)('by %s leaves renewals as %s, and charges again once it is over', async (behavior, status) => {
    const subscribed = await aSubscription(sandbox, { at: at('2027-02-10') });
    await stripe.subscriptions.update(subscribed.subscription.id, { pause_collection: { behavior, resumes_at: at('2027-03-15') } });
    await advance(stripe, subscribed.clock, at('2027-04-11'));
    const subscription = await subscriptionOf(subscribed);
    expect(subscription).toMatchObject({ status: 'active', pause_collection: null });
    expect((await invoicesOf(stripe, subscription.id)).map((invoice) => invoice.status)).toEqual(['paid', status, 'paid']);
  });

  it('ends when the merchant ends it', async () => {
    const subscribed = await aSubscription(sandbox, { at: at('2027-02-10') });
    const { id } = subscribed.subscription;
    expect(await stripe.subscriptions.update(id, { pause_collection: { behavior: 'void' } })).toMatchObject({ pause_collection: { behavior: 'void', resumes_at: null } });
    expect(await stripe.subscriptions.update(id, { pause_collection: '' })).toMatchObject({ pause_collection: null });
    await advance(stripe, subscribed.clock, at('2027-03-11'));
    expect((await invoicesOf(stripe, id))[0]!.status).toBe('paid');
  });
});

it('happens by itself as real time passes, too', async () => {
  const session = await stripe.checkout.sessions.create(aSubscriptionSession({}, { recurring: { interval: 'day' } }));
  await sandbox.control(`/checkout/sessions/${session.id}/pay`, {});
  const id = (await stripe.checkout.sessions.retrieve(session.id)).subscription as string;
  await sandbox.control('/billing', { draft_seconds: 0 });
  await sandbox.control('/clock/advance', { seconds: day - 1 });
  for (const until = Date.now() + 4000; Date.now() < until && (await invoicesOf(stripe, id)).length < 2; ) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await invoicesOf(stripe, id)).map((invoice) => invoice.status)).toEqual(['paid', 'paid']);
  await sandbox.control('/billing', { draft_seconds: 3600 });
});
