import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type Stripe from 'stripe';
import { caught } from './testing/accounts.js';
import { advance, aSubscription, aSubscriptionSession, changeCard, day, hour, invoicesOf } from './testing/subscriptions.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';
import { startReceiver } from './testing/webhook-receiver.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

const begin = Date.UTC(2027, 3, 1) / 1000;

it('moves only the time of the customers that are bound to it', async () => {
  const bound = await aSubscription(sandbox, { at: begin });
  const other = await aSubscription(sandbox, { at: begin });
  const answer = await stripe.testHelpers.testClocks.advance(bound.clock, { frozen_time: begin + 31 * day });
  expect(answer).toMatchObject({ status: 'advancing', status_details: { advancing: { target_frozen_time: begin + 31 * day } } });
  expect(await stripe.testHelpers.testClocks.retrieve(bound.clock)).toMatchObject({ status: 'ready', frozen_time: begin + 31 * day });
  expect(await invoicesOf(stripe, bound.subscription.id)).toHaveLength(2);
  expect(await invoicesOf(stripe, other.subscription.id)).toHaveLength(1);
  await sandbox.control('/clock/advance', { seconds: 100 });
  expect(await invoicesOf(stripe, other.subscription.id)).toHaveLength(1);
  expect(bound.subscription).toMatchObject({ test_clock: bound.clock, created: begin });
});

it('does not go back', async () => {
  const { clock } = await aSubscription(sandbox, { at: begin });
  expect(await caught(stripe.testHelpers.testClocks.advance(clock, { frozen_time: begin }))).toMatchObject({ statusCode: 400, param: 'frozen_time' });
});

it('takes its customers with it when it is deleted', async () => {
  const { clock, customer, subscription } = await aSubscription(sandbox, { at: begin });
  expect(await stripe.testHelpers.testClocks.del(clock)).toEqual(expect.objectContaining({ id: clock, deleted: true }));
  expect(await caught(stripe.testHelpers.testClocks.retrieve(clock))).toMatchObject({ statusCode: 404 });
  expect(await caught(stripe.customers.retrieve(customer))).toMatchObject({ statusCode: 404 });
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: 'canceled' });
});

it('tells in the order of time what happened to several subscriptions on the way', async () => {
  const receiver = await startReceiver();
  const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['invoice.created', 'invoice.paid', 'invoice.payment_failed', 'customer.subscription.deleted', 'customer.subscription.trial_will_end'] });
  await sandbox.control('/webhooks/hold', {});
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: begin });
  const customer = await stripe.customers.create({ email: 'a@example.com', test_clock: clock.id });
  const subscriptions: string[] = [];
  for (const data of [{ metadata: { name: 'plain' } }, { metadata: { name: 'trial' }, trial_period_days: 10 }]) {
    const session = await stripe.checkout.sessions.create(aSubscriptionSession({ customer: customer.id, subscription_data: data }));
    await sandbox.control(`/checkout/sessions/${session.id}/pay`, {});
    subscriptions.push((await stripe.checkout.sessions.retrieve(session.id)).subscription as string);
  }
  await changeCard(stripe, { subscription: await stripe.subscriptions.retrieve(subscriptions[0]!), customer: customer.id, clock: clock.id }, 'pm_card_chargeCustomerFail');
  await advance(stripe, clock.id, begin + 50 * day);
  await sandbox.control('/webhooks/release', { order: 'created' });
  const told = (await receiver.waitFor(15)).map(({ event }) => event as unknown as Stripe.Event);
  expect(told.map((event) => event.created)).toEqual(told.map((event) => event.created).toSorted((a, b) => a - b));
  const nameOf = (event: Stripe.Event): string => {
    const object = event.data.object as { parent?: Stripe.Invoice.Parent; metadata: Stripe.Metadata };
    return (object.parent?.subscription_details?.metadata ?? object.metadata).name!;
  };
  expect(told.slice(4).map((event) => [Math.round(((event.created - begin) / day) * 100) / 100, nameOf(event), event.type.split('.').slice(1).join('.')])).toEqual([
    [7, 'trial', 'subscription.trial_will_end'], [10, 'trial', 'created'], [10.04, 'trial', 'paid'],
    [30, 'plain', 'created'], [30.04, 'plain', 'payment_failed'], [33.04, 'plain', 'payment_failed'], [38.04, 'plain', 'payment_failed'],
    [40, 'trial', 'created'], [40.04, 'trial', 'paid'], [45.04, 'plain', 'payment_failed'], [45.04, 'plain', 'subscription.deleted'],
  ]);
  await stripe.webhookEndpoints.del(endpoint.id);
  await receiver.close();
});

/** What became of a subscription with a trial, a change and a card that refuses, when its clock is moved by these steps. */
async function historyBy(steps: number[]): Promise<unknown[]> {
  const subscribed = await aSubscription(sandbox, { at: begin, data: { trial_period_days: 4 }, price: { recurring: { interval: 'week' } } });
  await advance(stripe, subscribed.clock, begin + 6 * day);
  await stripe.subscriptions.update(subscribed.subscription.id, { items: [{ id: subscribed.subscription.items.data[0]!.id, quantity: 2 }] });
  await changeCard(stripe, subscribed, 'pm_card_chargeCustomerFail');
  let now = begin + 6 * day;
  for (const seconds of steps) await advance(stripe, subscribed.clock, (now += seconds));
  await advance(stripe, subscribed.clock, begin + 60 * day);
  const { status, ended_at: endedAt } = await stripe.subscriptions.retrieve(subscribed.subscription.id);
  return [status, endedAt, ...(await invoicesOf(stripe, subscribed.subscription.id)).map((each) => [each.created, each.status, each.total, each.attempt_count, each.effective_at])];
}

it('comes to the same whether time is moved in one step or in many', async () => {
  const atOnce = await historyBy([]);
  expect(atOnce).toContainEqual([begin + 11 * day, 'open', 2715, 4, begin + 11 * day + hour]);
  await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 * day }), { minLength: 3, maxLength: 9 }), async (steps) => {
    expect(await historyBy(steps)).toEqual(atOnce);
  }), { numRuns: 6 });
});

it('leaves the balance in the sandbox’s time', async () => {
  const subscribed = await aSubscription(sandbox, { at: begin });
  await advance(stripe, subscribed.clock, begin + 31 * day);
  const [renewal] = (await stripe.charges.list({ customer: subscribed.customer, expand: ['data.balance_transaction'] })).data;
  const { now } = await sandbox.control<{ now: number }>('/clock', undefined, 'GET');
  expect(renewal!.created).toBe(begin + 30 * day + hour);
  expect(Math.abs((renewal!.balance_transaction as Stripe.BalanceTransaction).created - now)).toBeLessThan(5);
});

it('survives a restart with all that is to come', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stripe-sandbox-'));
  const dataFile = path.join(folder, 'sandbox.sqlite');
  const first = await startSandbox({ dataFile });
  await first.control('/billing', { retry_days: [2] });
  const subscribed = await aSubscription(first, { at: begin, data: { trial_period_days: 5 } });
  await first.stripe.subscriptions.update(subscribed.subscription.id, { items: [{ id: subscribed.subscription.items.data[0]!.id, quantity: 2 }] });
  await first.close();
  const second = await startSandbox({ dataFile });
  await advance(second.stripe, subscribed.clock, begin + 5 * day + hour);
  expect((await invoicesOf(second.stripe, subscribed.subscription.id))[0]).toMatchObject({ status: 'paid', amount_paid: 2000 });
  expect(await second.control('/billing', undefined, 'GET')).toMatchObject({ retry_days: [2] });
  await second.close();
  rmSync(folder, { recursive: true });
});
