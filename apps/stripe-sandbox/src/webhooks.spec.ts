import type Stripe from 'stripe';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aSession } from './testing/orders.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';
import { startReceiver, type WebhookReceiver } from './testing/webhook-receiver.js';

const secret = 'whsec_of_the_settings';
let receiver: WebhookReceiver;
let sandbox: StartedSandbox;
let stripe: Stripe;
beforeEach(async () => {
  receiver = await startReceiver();
  sandbox = await startSandbox({ webhook: { url: receiver.url, secret } });
  stripe = sandbox.stripe;
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const pay = async (card = '4242424242424242') => {
  const session = await stripe.checkout.sessions.create(aSession());
  await sandbox.control(`/checkout/sessions/${session.id}/pay`, { card });
  return session;
};
const types = () => receiver.received.map((each) => each.event.type);
interface Deliveries {
  deliveries: { id: number; event_id: string; type: string; status: string; attempts: number; last_status: number | null }[];
}

/** What came is noted as delivered a moment after it was answered. */
const until = async (isSo: () => Promise<boolean>) => {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10))) if (await isSo()) return;
  throw new Error('What was waited for did not come');
};

it('tells the whole of a payment, signed so that the SDK accepts it', async () => {
  const session = await pay();
  const received = await receiver.waitFor(4);
  expect(types().toSorted()).toEqual(['charge.succeeded', 'checkout.session.completed', 'payment_intent.created', 'payment_intent.succeeded']);
  for (const { body, headers } of received) {
    const event = stripe.webhooks.constructEvent(body, headers['stripe-signature']!, secret);
    expect(event).toMatchObject({ object: 'event', livemode: false, pending_webhooks: 1 });
    expect(() => stripe.webhooks.constructEvent(body.replace('1250', '1251'), headers['stripe-signature']!, secret)).toThrow('signature');
    expect(() => stripe.webhooks.constructEvent(body, headers['stripe-signature']!, 'whsec_other')).toThrow('signature');
  }
  const completed = received.find((each) => each.event.type === 'checkout.session.completed')!;
  expect(completed.event.data.object).toMatchObject({ id: session.id, payment_status: 'paid', payment_intent: expect.stringMatching(/^pi_/) });
  await until(async () => (await stripe.events.retrieve(completed.event.id)).pending_webhooks === 0);
});

it('tells what goes wrong and what is given back', async () => {
  await pay('4000000000000002');
  await receiver.waitFor(3);
  expect(types()).toEqual(expect.arrayContaining(['payment_intent.payment_failed', 'charge.failed']));
  await pay('4000000000003220');
  await receiver.waitFor(5);
  expect(types()).toContain('payment_intent.requires_action');
  await pay('4000000000000259');
  await receiver.waitFor(11);
  expect(types()).toEqual(expect.arrayContaining(['charge.dispute.created', 'charge.dispute.funds_withdrawn']));
  const paid = await stripe.checkout.sessions.retrieve((await pay()).id);
  const refund = await stripe.refunds.create({ payment_intent: paid.payment_intent as string, amount: 100 });
  await stripe.refunds.update(refund.id, { metadata: { note: 'x' } });
  await receiver.waitFor(18);
  expect(types()).toEqual(expect.arrayContaining(['charge.refunded', 'refund.created', 'refund.updated']));
});

it('tries again after a failure, with the same event', async () => {
  receiver.answers.push(500, 302, 503);
  await pay();
  await receiver.waitFor(7);
  expect(new Set(receiver.received.map((each) => each.event.id)).size).toBe(4);
  await sandbox.control('/webhooks/drain', {});
  const read = () => sandbox.control<Deliveries>('/deliveries', undefined, 'GET');
  await until(async () => (await read()).deliveries.every(({ status }) => status === 'delivered'));
  const { deliveries } = await read();
  expect(deliveries.map((each) => each.attempts).toSorted()).toEqual([1, 2, 2, 2]);
  expect(deliveries.every((each) => each.status === 'delivered' && each.last_status === 200)).toBe(true);
});

it('gives up after three days of failures', async () => {
  await receiver.close();
  await pay();
  for (let hour = 0; hour < 75; hour++) {
    await sandbox.control('/clock/advance', { seconds: 3600 });
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  const { deliveries } = await sandbox.control<Deliveries>('/deliveries?status=failed', undefined, 'GET');
  expect(deliveries).toHaveLength(4);
  expect(deliveries[0]!.attempts).toBeGreaterThan(30);
  receiver = await startReceiver();
});

it('holds deliveries and releases them in the order asked for', async () => {
  await sandbox.control('/webhooks/hold', {});
  await pay();
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(types()).toEqual([]);
  const { deliveries } = await sandbox.control<Deliveries>('/deliveries?status=pending', undefined, 'GET');
  const completed = deliveries.find((each) => each.type === 'checkout.session.completed')!;
  await sandbox.control('/webhooks/release', { ids: [completed.event_id], keep_holding: true });
  expect(types()).toEqual(['checkout.session.completed']);
  await sandbox.control('/webhooks/release', { order: 'reversed' });
  expect(types()).toEqual(['checkout.session.completed', 'charge.succeeded', 'payment_intent.succeeded', 'payment_intent.created']);
  await pay();
  await receiver.waitFor(8);
});

it('doubles every delivery on demand and repeats one event', async () => {
  await sandbox.control('/webhooks/copies', { count: 3 });
  await pay();
  await receiver.waitFor(12);
  await sandbox.control('/webhooks/copies', { count: 1 });
  const { event } = receiver.received[0]!;
  await sandbox.control(`/events/${event.id}/resend`, {});
  await receiver.waitFor(13);
  expect(receiver.received.filter((each) => each.event.id === event.id)).toHaveLength(4);
});

it('tells an endpoint only what it listens to, and nothing once it is disabled or deleted', async () => {
  const other = await startReceiver();
  const endpoint = await stripe.webhookEndpoints.create({ url: other.url, enabled_events: ['charge.succeeded'] });
  await pay();
  const [told] = await other.waitFor(1);
  expect(stripe.webhooks.constructEvent(told!.body, told!.headers['stripe-signature']!, endpoint.secret!).type).toBe('charge.succeeded');
  expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
  expect((await stripe.webhookEndpoints.update(endpoint.id, { disabled: true })).status).toBe('disabled');
  await pay();
  expect(await stripe.webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true });
  await receiver.waitFor(8);
  expect(other.received).toHaveLength(1);
  await other.close();
});

it('keeps everything over a restart, and delivers what was still to be told', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stripe-sandbox-'));
  const dataFile = path.join(folder, 'sandbox.sqlite');
  const before = await startSandbox({ dataFile, webhook: { url: 'http://127.0.0.1:9/nobody', secret } });
  const session = await before.stripe.checkout.sessions.create(aSession(), { idempotencyKey: 'kept' });
  await before.control(`/checkout/sessions/${session.id}/pay`, {});
  await before.close();

  const after = await startSandbox({ dataFile, webhook: { url: receiver.url, secret } });
  await receiver.waitFor(4);
  expect(new Set(types()).size).toBe(4);
  expect(await after.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'complete', payment_status: 'paid' });
  expect((await after.stripe.checkout.sessions.create(aSession(), { idempotencyKey: 'kept' })).id).toBe(session.id);
  expect((await after.stripe.webhookEndpoints.list()).data.map((each) => each.url)).toEqual([receiver.url]);
  await after.close();
  rmSync(folder, { recursive: true });
});
