import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { PublishProducts } from '@silkport/catalog';
import { demoAdminEmail, demoClusters, demoPassword, newProductOf, placedProducts } from '@silkport/demo';
import { money, newId } from '@silkport/values';
import pg from 'pg';
import { Stripe } from 'stripe';
import { createSandbox, type Sandbox } from '../../apps/stripe-sandbox/src/sandbox.js';
import { freePort } from '../support/free-port.js';
import { InsistentClient } from '../support/insistent-client.js';
import { MarketProcess } from '../support/market-process.js';
import { Steps, type Step } from '../support/steps.js';

const [secretKey, webhookSecret] = ['sk_test_killed', 'whsec_killed'];
/** As many as can be begun; each has a price of its own, so that what is written of its money can be told from all other. */
const variants = Array.from({ length: 60 }, (_, index) => ({ id: newId(), priceMinor: 1_234_700n + BigInt(index) * 10_177n }));

let market: MarketProcess;
let sandbox: Sandbox;
let sandboxUrl: string;
let stripe: Stripe;
let client: pg.Client;
let pool: pg.Pool;
let shop: InsistentClient;
let steps: Steps;

beforeAll(async () => {
  const port = await freePort();
  sandboxUrl = `http://127.0.0.1:${port}`;
  market = await MarketProcess.prepare({ DATABASE_POOL_SIZE: '100', WORKER_CONCURRENCY: '60', STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: sandboxUrl });
  sandbox = await createSandbox({ secretKey, webhook: { url: `${market.url}/webhooks/stripe`, secret: webhookSecret } });
  await sandbox.listen(port);
  stripe = new Stripe(secretKey, { host: '127.0.0.1', port, protocol: 'http', telemetry: false });
  await publishPlans();
  client = new pg.Client({ connectionString: market.database.url });
  await client.connect();
  pool = new pg.Pool({ connectionString: market.database.url, max: 4 });
  pool.on('error', () => undefined);
  steps = await Steps.watch(client);
  shop = new InsistentClient(market.url);
  await market.start();
}, 90_000);
afterAll(async () => {
  shop.isOver = true;
  await pool.end();
  await client.end();
  await market.remove();
  await sandbox.close();
});

/** A product by the month, by a merchant of the demo. */
async function publishPlans(): Promise<void> {
  const model = placedProducts(demoClusters()).map((placed, index) => newProductOf(placed, index)).find(({ deliveryKind }) => deliveryKind === 'licence-key')!;
  await market.furnish(async (app) => {
    const [first, ...others] = variants.map(({ id, priceMinor }, index) => (
      { id, sku: `killed-${index}`, name: { en: `Plan ${index}` }, prices: [money(priceMinor, 'CNY')] as const, billing: { interval: 'month', intervalCount: 1, trialDays: 0 } as const }));
    await app.get(PublishProducts, { strict: false }).run([{ ...model, id: newId(), code: 'KILLED-LOOM', slug: 'killed-loom', deliveryKind: 'subscription', unit: 'seat-month', variants: [first!, ...others] }]);
  });
}

type Plan = 'paid' | 'changed';
interface Subscription { readonly id: string; readonly orderId: string; readonly number: string; readonly key: string; readonly email: string; readonly sessionId: string; readonly totalMinor: string; readonly variantId: string; readonly offer: { dueMinor: string; proratedAt: string }; plan: Plan | 'placed' }

const rows = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> => (await pool.query<Row & pg.QueryResultRow>(text, [...values])).rows;
const subscriptions: Subscription[] = [];
let taken = 0;
/** Its further orders are not known before: they are told by what they are over, and by the variant. */
const needlesOf = ({ id, orderId, number, email, totalMinor, variantId, offer: { dueMinor } }: Subscription) => [id, orderId, number, email, totalMinor, variantId, ...(dueMinor ? [dueMinor] : [])];
const path = ({ number, key }: Subscription, page = '') => `/v1/orders/${number}/subscription${page}?key=${key}`;

async function provide(address: string, body: object): Promise<void> {
  const answer = await fetch(`${sandboxUrl}/_sandbox${address}`, { method: 'POST', headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
}

async function place(): Promise<Subscription> {
  const email = `${randomUUID()}@example.kz`;
  const { id: variantId } = variants[taken++]!;
  const quote = await shop.create<{ id: string }>('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'CNY', locale: 'en' });
  const placed = await shop.create<{ number: string; accessKey: string; checkoutUrl: string | null }>('/v1/orders', { quoteId: quote.id, email, acceptTerms: true, startService: true, immediateDelivery: true });
  const [row] = await rows<{ id: string; subscription_id: string; total_minor: string }>('SELECT id, subscription_id, total_minor::text FROM ordering.orders WHERE number = $1', [placed.number]);
  const subscription: Subscription = {
    id: row!.subscription_id, orderId: row!.id, number: placed.number, key: placed.accessKey, email, sessionId: new URL(placed.checkoutUrl!).pathname.split('/').at(-1)!, totalMinor: row!.total_minor, variantId, offer: { dueMinor: '', proratedAt: '' }, plan: 'placed',
  };
  subscriptions.push(subscription);
  return subscription;
}

async function pay(subscription: Subscription): Promise<void> {
  subscription.plan = 'paid';
  await provide(`/checkout/sessions/${subscription.sessionId}/pay`, { card: '4242424242424242', country: 'KZ', email: subscription.email });
}

/** What another seat would cost now. */
async function price(subscription: Subscription): Promise<void> {
  const { due, proratedAt } = await (await shop.insist(`${path(subscription, '/price')}&seats=2`, {}, ({ status }) => status === 200)).json() as { due: { amount: string }; proratedAt: string };
  Object.assign(subscription.offer, { dueMinor: due.amount.replace('.', ''), proratedAt });
}

async function change(subscription: Subscription): Promise<void> {
  subscription.plan = 'changed';
  await shop.create(path(subscription, '/changes'), { kind: 'terms', seats: 2, proratedAt: subscription.offer.proratedAt });
}

/** Of every subscription, how often each thing has happened that must happen once a payment. */
const ledger = `
  SELECT s.id, s.state, t.seats, (SELECT count(*)::int FROM ordering.subscription_changes c WHERE c.subscription_id = s.id AND c.state <> 'done') AS "openChanges",
    (SELECT count(*)::int FROM payments.held_invoices h WHERE h.subscription_id = s.id AND h.state = 'held') AS held,
    (SELECT count(*)::int FROM payments.subscription_invoices i WHERE i.subscription_id = s.id) AS invoices,
    (SELECT string_agg(e.state, ' ') FROM delivery.entitlements e JOIN delivery.subscription_lines l USING (order_line_id) WHERE l.subscription_id = s.id) AS access,
    (SELECT count(*)::int FROM notifications.messages m WHERE m.recipient = f.email AND m.state = 'sent') AS mails,
    (SELECT string_agg(concat_ws('; ', o.subscription_role, o.status,
        (SELECT count(*) FROM payments.charges c WHERE c.reference = o.id AND c.amount_minor = o.total_minor) || ' charges',
        (SELECT count(*) FROM platform.events e WHERE e.name = 'ordering.order_paid' AND e.payload->>'orderId' = o.id::text) || ' times paid',
        (SELECT count(*) FROM platform.events e WHERE e.name = 'ordering.lines_delivered' AND e.payload->>'orderId' = o.id::text) || ' times delivered',
        (SELECT count(*) FROM trade_statistics.facts x WHERE x.order_id = o.id) || ' facts',
        (SELECT coalesce(string_agg(x.kind, ' ' ORDER BY x.kind), '') FROM ledger.transactions x WHERE x.reference = o.id::text AND x.kind !~ '^movement'),
        (SELECT count(*) FROM settlement.merchant_entries x WHERE x.reference = o.id::text) || ' entries',
        (SELECT count(*) FROM invoicing.invoices i WHERE i.order_id = o.id) + (SELECT count(*) FROM invoicing.pending_sources p WHERE p.payload->>'orderId' = o.id::text) || ' invoices'), E'\\n' ORDER BY o.subscription_role, o.paid_at, o.id)
      FROM ordering.orders o WHERE o.subscription_id = s.id) AS orders
  FROM ordering.subscriptions s JOIN ordering.subscription_terms t ON t.id = s.terms_id JOIN ordering.orders f ON f.id = s.order_id WHERE s.id = ANY ($1)`;

interface Standing { readonly state: string; readonly seats: number; readonly openChanges: number; readonly held: number; readonly invoices: number; readonly access: string; readonly mails: number; readonly orders: string }

async function standings(some: readonly Subscription[]): Promise<Map<string, Standing>> {
  return new Map((await rows<Standing & { id: string }>(ledger, [some.map(({ id }) => id)])).map(({ id, ...standing }) => [id, standing]));
}

/** Events, deliveries and jobs that are still to come; one that was being done when another of its kind was asked for, and was killed with that, is over. */
const waiting = async () => (await rows<{ waiting: string }>(`
  SELECT 'event ' || event_id AS waiting FROM platform.waiting_events
  UNION ALL SELECT task_identifier || coalesce(' ' || last_error, '') FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts AND (task_identifier NOT LIKE '%/%' OR task_identifier ~ 'send|follow-subscription|order-period|subscription-change')`)).map((row) => row.waiting);

/** Retries and notices are not waited for: they come now. */
async function hurry(): Promise<void> {
  await provide('/webhooks/release', {});
  await rows(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0 AND attempts < max_attempts AND run_at > now() AND locked_at IS NULL`);
  await rows(`SELECT pg_notify('jobs:insert', '{"r":"1","count":1}')`);
}

/** Waits until nothing is to come any more. @returns how the subscription stands then */
async function rest(subscription: Subscription): Promise<Standing> {
  let calm = 0;
  for (const until = Date.now() + 15_000; Date.now() < until && calm < 4; await wait(80)) {
    await hurry();
    calm = (await waiting()).length ? 0 : calm + 1;
  }
  return (await standings([subscription])).get(subscription.id)!;
}

/** Waits until every subscription is as if nobody had killed anything. */
async function settle(wantedOf: (subscription: Subscription) => Standing): Promise<void> {
  let found: unknown[] = [];
  for (const until = Date.now() + 25_000; Date.now() < until; await wait(120)) {
    await hurry();
    const now = await standings(subscriptions);
    found = [...subscriptions.filter((each) => JSON.stringify(now.get(each.id)) !== JSON.stringify(wantedOf(each))).map((each) => [each.plan, now.get(each.id), wantedOf(each)]), ...await waiting()];
    if (!found.length) return;
  }
  expect(found.slice(0, 3)).toEqual([]);
}

async function expectEvenBooks(): Promise<void> {
  const { token } = await shop.create<{ token: string }>('/v1/sessions', { email: demoAdminEmail, password: demoPassword });
  const answer = await shop.insist('/v1/admin/ledger/trial-balance', { headers: { authorization: `Bearer ${token}` } }, ({ status }) => status === 200);
  expect(await answer.json()).toMatchObject({ isEven: true });
  expect(await rows('SELECT key FROM ledger.transactions GROUP BY key HAVING count(*) > 1')).toEqual([]);
  expect(await rows(`SELECT account FROM ledger.postings WHERE account LIKE 'buyer_clearing:%' GROUP BY account, currency HAVING sum(amount_minor) <> 0`)).toEqual([]);
}

/** When nobody else arrives any more, however slow the machine. */
async function standingAt(all: readonly Step[]): Promise<Step[]> {
  let before: Step[] = [];
  let calm = 0;
  for (const until = Date.now() + 10_000; Date.now() < until && calm < (before.length ? 8 : 40); await wait(100)) {
    const now = await steps.reached(all);
    calm = now.length === before.length ? calm + 1 : 0;
    before = now;
    if (now.length === all.length) return now;
  }
  return before;
}

/** Everybody is stopped at a step of their own; then the process is killed, and started again. @returns those that never came to theirs */
async function killAt<Stopped extends { readonly subscription: Subscription; readonly place: string }>(batch: readonly Stopped[], act: () => Promise<unknown>, isCut: boolean): Promise<Stopped[]> {
  const stops = batch.map(({ subscription, place: at }) => ({ needles: needlesOf(subscription), place: at }));
  await steps.stopAt(stops);
  const acting = act();
  acting.catch(() => undefined);
  const reached = await standingAt(stops);
  await market.kill();
  await steps.open(isCut);
  await market.start();
  await acting;
  return batch.filter((_, index) => !reached.includes(stops[index]!));
}

/** What is written on the way, at least once in each of its transactions. */
const stepsOf: Readonly<Record<Plan | 'renewed', readonly string[]>> = {
  paid: ['payments.subscriptions insert', 'ordering.orders update', 'ordering.subscriptions update', 'ledger.postings insert', 'delivery.entitlements insert', 'notifications.messages insert'],
  changed: ['ordering.subscription_changes insert', 'ordering.subscription_changes update', 'payments.charges insert', 'ordering.orders insert', 'delivery.entitlements insert'],
  renewed: ['payments.subscription_invoices insert', 'ordering.orders insert', 'ordering.subscriptions update', 'ledger.postings insert', 'notifications.messages insert'],
};

const month = 31 * 86_400;
/** A further period is another line of the orders, the same as the last one, another invoice and as many mails more. */
const renewedOnceMore = (standing: Standing, before: Standing): Standing => ({
  ...standing, invoices: standing.invoices + 1, mails: standing.mails + (standing.mails - before.mails),
  orders: standing.orders.split('\n').flatMap((line, index, all) => (line.startsWith('renewal') && !all[index - 1]?.startsWith('renewal') ? [line, line] : [line])).join('\n'),
});

it('subscriptions whose marketplace is killed at each step of a first payment, of a change and of a renewal stand as if nobody had', async () => {
  const scout = await place();
  await pay(scout);
  const wanted = { paid: await rest(scout) } as Record<Plan, Standing>;
  expect(wanted.paid).toMatchObject({ state: 'active', access: 'active', orders: 'first; delivered; 1 charges; 1 times paid; 1 times delivered; 1 facts; capture sale; 1 entries; 1 invoices' });
  await price(scout);
  await change(scout);
  wanted.changed = await rest(scout);
  expect(wanted.changed).toMatchObject({ seats: 2, access: 'active active', openChanges: 0, invoices: 2 });

  let left = [...stepsOf.paid.map((at) => ({ at, plan: 'paid' as Plan })), ...stepsOf.changed.map((at) => ({ at, plan: 'changed' as Plan }))];
  for (let round = 0; left.length && round < 5; round += 1) {
    const batch = await Promise.all(left.map(async ({ at, plan }) => ({ subscription: await place(), place: at, plan })));
    for (const { subscription } of batch.filter(({ plan }) => plan === 'changed')) await pay(subscription);
    await rest(scout);
    for (const { subscription } of batch.filter(({ plan }) => plan === 'changed')) await price(subscription);
    const missed = await killAt(batch, async () => {
      const acts: Promise<unknown>[] = [];
      for (const { subscription, plan } of batch) {
        acts.push(plan === 'paid' ? pay(subscription) : change(subscription));
        await wait(25);
      }
      await Promise.all(acts);
    }, round % 2 === 0);
    await settle(({ plan }) => wanted[plan as Plan]);
    await expectEvenBooks();
    left = missed.map(({ place: at, plan }) => ({ at, plan }));
  }
  expect(left).toEqual([]);

  const before = { ...wanted };
  const [plain] = subscriptions.filter(({ plan }) => plan === 'paid');
  await provide('/clock/advance', { seconds: month + 7_200 });
  wanted.paid = await rest(plain!);
  wanted.changed = (await standings([scout])).get(scout.id)!;
  expect(wanted.paid).toMatchObject({ state: 'active', access: 'active', invoices: 2, held: 0 });
  expect(wanted.paid.orders.split('\n')[1]).toBe('renewal; delivered; 1 charges; 1 times paid; 1 times delivered; 1 facts; capture sale; 1 entries; 1 invoices');
  await settle(({ plan }) => wanted[plan as Plan]);
  let places = stepsOf.renewed;
  for (let round = 0; places.length && round < 5; round += 1) {
    const stopped = subscriptions.filter(({ plan }) => plan === 'paid').slice(-places.length);
    const missed = await killAt(stopped.map((subscription, index) => ({ subscription, place: places[index]! })), () => provide('/clock/advance', { seconds: month }), round % 2 === 1);
    for (const plan of ['paid', 'changed'] as const) [before[plan], wanted[plan]] = [wanted[plan], renewedOnceMore(wanted[plan], before[plan])];
    await settle(({ plan }) => wanted[plan as Plan]);
    await expectEvenBooks();
    places = missed.map(({ place: at }) => at);
  }
  expect(places).toEqual([]);

  for (const { id } of subscriptions) {
    const [own] = await rows<{ stripe: string; orders: number }>('SELECT stripe_subscription_id AS stripe, (SELECT count(*)::int FROM ordering.orders o WHERE o.subscription_id = s.id) AS orders FROM payments.subscriptions s WHERE id = $1', [id]);
    expect((await stripe.invoices.list({ subscription: own!.stripe, status: 'paid', limit: 100 })).data).toHaveLength(own!.orders);
  }
}, 120_000);
