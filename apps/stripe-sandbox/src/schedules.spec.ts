import type Stripe from 'stripe';
import { caught } from './testing/accounts.js';
import { advance, aSubscription, day, hour, invoicesOf, periodOf, type Subscribed } from './testing/subscriptions.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

const begin = Date.UTC(2027, 3, 1) / 1000;
const end = Date.UTC(2027, 4, 1) / 1000;

async function planned({ subscription }: Subscribed, amount = 9000, recurring = { interval: 'year' as const, interval_count: 1 }): Promise<Stripe.SubscriptionSchedule> {
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const [running] = schedule.phases;
  const product = subscription.items.data[0]!.price.product as string;
  return stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    phases: [
      { items: running!.items.map(({ price, quantity }) => ({ price: price as string, quantity: quantity! })), start_date: running!.start_date, end_date: running!.end_date },
      { items: [{ quantity: 1, price_data: { currency: 'eur', product, unit_amount: amount, recurring } }], duration: recurring, proration_behavior: 'none', metadata: { plan: 'other' } },
    ],
  });
}

it('waits for the end of the period, then charges the other interval and moves the anchor, and lets go when its last phase is over', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin, data: { metadata: { plan: 'first', kept: 'yes' } } });
  const schedule = await planned(subscribed);
  expect(schedule).toMatchObject({ status: 'active', subscription: subscribed.subscription.id, current_phase: { start_date: begin, end_date: end } });
  const read = () => stripe.subscriptions.retrieve(subscribed.subscription.id, { expand: ['schedule'] });
  expect(await read()).toMatchObject({ billing_cycle_anchor: begin, metadata: { plan: 'first' }, schedule: { id: schedule.id, phases: [{ end_date: end }, { start_date: end, metadata: { plan: 'other' } }] } });
  await advance(stripe, subscribed.clock, end + 2 * hour);
  const changed = await read();
  expect([periodOf(changed), changed.billing_cycle_anchor]).toEqual([['2027-05-01', '2028-05-01'], end]);
  expect(changed).toMatchObject({ metadata: { plan: 'other', kept: 'yes' }, items: { data: [{ price: { unit_amount: 9000, recurring: { interval: 'year' } } }] } });
  const [renewal, ...others] = await invoicesOf(stripe, changed.id);
  expect([renewal!.amount_paid, renewal!.billing_reason, renewal!.parent!.subscription_details!.metadata]).toMatchObject([9000, 'subscription_cycle', { plan: 'other' }]);
  expect(others).toHaveLength(1);
  await advance(stripe, subscribed.clock, Date.UTC(2028, 4, 1) / 1000 + 2 * hour);
  expect(await read()).toMatchObject({ schedule: null, items: { data: [{ price: { unit_amount: 9000 } }] } });
  expect(await stripe.subscriptionSchedules.retrieve(schedule.id)).toMatchObject({ status: 'released', released_subscription: changed.id, subscription: null });
});

it('that is released leaves the subscription as it is', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  const { id } = await planned(subscribed);
  expect(await stripe.subscriptionSchedules.release(id)).toMatchObject({ status: 'released' });
  expect(await caught(stripe.subscriptionSchedules.release(id))).toMatchObject({ statusCode: 400 });
  await advance(stripe, subscribed.clock, end + 2 * hour);
  expect((await invoicesOf(stripe, subscribed.subscription.id)).map(({ amount_paid: paid }) => paid)).toEqual([1000, 1000]);
});

it('is one at a time, and holds the end of the subscription', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  const { id } = subscribed.subscription;
  const schedule = await planned(subscribed);
  expect(await caught(stripe.subscriptionSchedules.create({ from_subscription: id }))).toMatchObject({ statusCode: 400 });
  expect((await caught(stripe.subscriptions.update(id, { cancel_at_period_end: true })) as Error).message).toContain('managed by the subscription schedule');
  await stripe.subscriptions.cancel(id);
  expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe('canceled');
});

it('shows what its next invoice will be, and changes the phase that runs no more', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  const schedule = await planned(subscribed);
  await advance(stripe, subscribed.clock, begin + 10 * day);
  expect(await stripe.invoices.createPreview({ subscription: subscribed.subscription.id })).toMatchObject({ total: 9000 });
  const [running, next] = schedule.phases;
  const moved = { items: [{ price: running!.items[0]!.price as string, quantity: 1 }], start_date: begin + day, end_date: end };
  expect(await caught(stripe.subscriptionSchedules.update(schedule.id, { phases: [moved] }))).toMatchObject({ statusCode: 400 });
  expect(next!.start_date).toBe(running!.end_date);
});
