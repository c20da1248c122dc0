import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { demoAdminEmail, demoPassword } from '@silkport/demo';
import pg from 'pg';
import type { Stripe } from 'stripe';
import { InsistentClient } from '../support/insistent-client.js';
import { MarketProcess } from '../support/market-process.js';
import { Steps, type Step } from '../support/steps.js';

let market: MarketProcess;
let client: pg.Client;
let pool: pg.Pool;
let shop: InsistentClient;
let steps: Steps;
let admin: { authorization: string };
let goods: string[];

beforeAll(async () => {
  market = await MarketProcess.prepare({ DATABASE_POOL_SIZE: '100', WORKER_CONCURRENCY: '60' });
  client = new pg.Client({ connectionString: market.database.url });
  await client.connect();
  pool = new pg.Pool({ connectionString: market.database.url, max: 4 });
  pool.on('error', () => undefined);
  steps = await Steps.watch(client);
  goods = (await rows<{ id: string }>(`
    SELECT DISTINCT ON (p.merchant_id) v.id FROM catalog.products p JOIN catalog.variants v ON v.product_id = p.id JOIN delivery.assets a ON a.product_id = p.id
    WHERE p.delivery_kind = 'download' AND p.from_price_minor < 500000 ORDER BY p.merchant_id, p.code, v.position`)).map(({ id }) => id);
  shop = new InsistentClient(market.url);
  await market.start();
  const { token } = await shop.create<{ token: string }>('/v1/sessions', { email: demoAdminEmail, password: demoPassword });
  admin = { authorization: `Bearer ${token}` };
}, 90_000);
afterAll(async () => {
  shop.isOver = true;
  await pool.end();
  await client.end();
  await market.remove();
});

type Plan = 'paid' | 'refunded';
interface Purchase { readonly id: string; readonly number: string; readonly email: string; readonly page: string; readonly checkoutUrl: string; plan: Plan }

const rows = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> => (await pool.query<Row & pg.QueryResultRow>(text, [...values])).rows;
const purchases: Purchase[] = [];
const card = new URLSearchParams({ email: 'a@example.kz', card_number: '4242424242424242', card_expiry: '12 / 34', card_cvc: '123', name: 'Aigerim', country: 'KZ' });
const needlesOf = ({ id, number, email }: Purchase) => [id, number, email];

async function place(variantId: string, plan: Plan): Promise<Purchase> {
  const email = `${randomUUID()}@example.kz`;
  const quote = await shop.create<{ id: string }>('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'KZT', locale: 'ru' });
  const placed = await shop.create<{ number: string; accessKey: string; checkoutUrl: string | null }>('/v1/orders', { quoteId: quote.id, email, acceptTerms: true });
  const key = `?key=${placed.accessKey}`;
  let { checkoutUrl } = placed;
  while (!checkoutUrl) checkoutUrl = (await shop.create<{ checkoutUrl: string | null }>(`/v1/orders/${placed.number}/payment${key}`, {})).checkoutUrl;
  const [row] = await rows<{ id: string }>('SELECT id FROM ordering.orders WHERE number = $1', [placed.number]);
  const purchase = { id: row?.id ?? '', number: placed.number, email, page: `/v1/orders/${placed.number}${key}`, checkoutUrl, plan };
  purchases.push(purchase);
  return purchase;
}

const pay = ({ checkoutUrl }: Purchase) => shop.insist(checkoutUrl, { method: 'POST', body: card }, ({ status }) => status === 303);
/** The buyer's look at the order, which asks the provider while the order is unpaid. */
const look = ({ page }: Purchase) => shop.insist(page, {}, ({ status }) => status === 200);

/** Looks until the order is known to be paid. */
async function seePaid(purchase: Purchase): Promise<void> {
  for (;;) {
    const read = await (await look(purchase)).json().then((value: unknown) => value as { status: string }, () => undefined);
    if (read && read.status !== 'awaiting_payment') return;
    await wait(50);
  }
}

const refund = ({ number }: Purchase) => shop.create(`/v1/admin/orders/${number}/refunds`, { reason: 'goodwill' }, admin);

/** Of every order, how often each thing has happened that must happen once. */
const ledger = `
  SELECT o.number, o.status,
    (SELECT count(*)::int FROM payments.charges c WHERE c.reference = o.id) AS charges,
    (SELECT count(*)::int FROM payments.refunds r JOIN payments.charges c ON c.id = r.charge_id WHERE c.reference = o.id AND r.status = 'succeeded' AND NOT r.is_foreign) AS refunds,
    (SELECT count(*)::int FROM ordering.refunds r WHERE r.order_id = o.id) AS "askedRefunds",
    (SELECT count(*)::int FROM platform.events e WHERE e.name = 'ordering.order_paid' AND e.payload->>'orderId' = o.id::text) AS "paidEvents",
    (SELECT count(*)::int FROM platform.events e WHERE e.name = 'ordering.order_refunded' AND e.payload->>'orderId' = o.id::text) AS "refundedEvents",
    (SELECT coalesce(string_agg(e.state, ' '), '') FROM delivery.entitlements e WHERE e.order_id = o.id) AS access,
    (SELECT count(*)::int FROM trade_statistics.facts f WHERE f.order_id = o.id) AS facts,
    (SELECT count(*)::int FROM notifications.messages m WHERE m.recipient = o.email AND m.state = 'sent') AS mails,
    (SELECT coalesce(string_agg(t.kind, ' ' ORDER BY t.kind), '') FROM ledger.transactions t WHERE t.reference = o.id::text AND t.kind !~ '^movement|_unsold$|_sold$') AS posted,
    (SELECT count(*)::int FROM (SELECT account FROM ledger.transactions t JOIN ledger.postings p ON p.transaction_id = t.id WHERE t.reference = o.id::text AND t.kind !~ '^movement'
      GROUP BY account, currency HAVING sum(amount_minor) <> 0) AS left_over) AS "openAccounts",
    (SELECT count(*)::int FROM settlement.merchant_entries e WHERE e.reference = o.id::text) AS entries,
    (SELECT count(*)::int FROM invoicing.invoices i WHERE i.order_id = o.id) + (SELECT count(*)::int FROM invoicing.pending_sources s WHERE s.payload->>'orderId' = o.id::text) AS invoices
  FROM ordering.orders o ORDER BY o.number`;

type Entry = Readonly<Record<string, string | number>> & { readonly number: string };

const once = { charges: 1, paidEvents: 1 };
const wanted: Readonly<Record<Plan, Readonly<Record<string, string | number>>>> = {
  paid: { ...once, status: 'delivered', refunds: 0, askedRefunds: 0, refundedEvents: 0, access: 'active', facts: 1, mails: 1, posted: 'capture sale', entries: 1, invoices: 1 },
  refunded: { ...once, status: 'refunded', refunds: 1, askedRefunds: 1, refundedEvents: 1, access: 'revoked', facts: 2, mails: 2, posted: 'capture refund refund_paid sale', openAccounts: 0, entries: 2, invoices: 2 },
};

async function faults(): Promise<string[]> {
  const entries = await rows<Entry>(ledger);
  return entries.flatMap((entry) => {
    const plan = purchases.find(({ number }) => number === entry.number)?.plan;
    const wrong = plan ? Object.entries(wanted[plan]).filter(([name, value]) => entry[name] !== value) : [['plan', 'none']];
    return wrong.length ? [`${entry.number} (${plan ?? 'nobody’s'}): ${wrong.map(([name, value]) => `${name} ${entry[String(name)]} instead of ${value}`).join(', ')}`] : [];
  });
}

/** Events, deliveries and jobs that are still to come. */
const waiting = async () => (await rows<{ waiting: string }>(`
  SELECT 'event ' || event_id AS waiting FROM platform.waiting_events
  UNION ALL SELECT task_identifier || coalesce(' ' || last_error, '') FROM graphile_worker.jobs WHERE task_identifier NOT LIKE '%/%' OR task_identifier ~ 'send|refund'`)).map((row) => row.waiting);

/** Waits until every order is as if nobody had killed anything. Retries are not waited for, and what the minute's sweep does is done now. */
async function settle(milliseconds: number): Promise<void> {
  let found: string[] = [];
  const looked = new Set<Purchase>();
  for (const until = Date.now() + milliseconds; Date.now() < until; await wait(150)) {
    found = [...await faults(), ...await waiting()];
    if (!found.length) return;
    await rows(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0 AND attempts < max_attempts AND run_at > now() AND locked_at IS NULL`);
    await rows(`SELECT pg_notify('jobs:insert', '{"r":"1","count":1}')`);
    for (const purchase of purchases.filter((each) => !looked.has(each))) {
      await look(purchase);
      looked.add(purchase);
    }
  }
  expect(found).toEqual([]);
}

async function expectEvenBooks(): Promise<void> {
  const answer = await shop.insist('/v1/admin/ledger/trial-balance', { headers: admin }, ({ status }) => status === 200);
  expect(await answer.json()).toMatchObject({ isEven: true });
  expect(await rows(`SELECT key FROM ledger.transactions GROUP BY key HAVING count(*) > 1`)).toEqual([]);
}

it('a marketplace that is killed at each step of a payment and of a refund finds the same final state', async () => {
  const scout = await place(goods[0] ?? '', 'paid');
  const ofPayment = await steps.placesOf(needlesOf(scout), async () => {
    await pay(scout);
    await settle(10_000);
  });
  scout.plan = 'refunded';
  const ofRefund = await steps.placesOf(needlesOf(scout), async () => {
    await refund(scout);
    await settle(10_000);
  });
  expect(ofPayment).toEqual(expect.arrayContaining(
    ['payments.charges insert', 'ordering.orders update', 'ledger.transactions insert', 'delivery.entitlements insert', 'settlement.merchant_entries insert', 'trade_statistics.facts insert', 'notifications.messages insert']));
  expect(ofRefund).toEqual(expect.arrayContaining(
    ['payments.refunds insert', 'payments.refunds update', 'ordering.refunds insert', 'ordering.refunds update', 'ledger.transactions insert', 'delivery.entitlements update', 'trade_statistics.facts insert', 'notifications.messages insert']));

  let left = [...ofPayment.map((at) => ({ at, plan: 'paid' as const })), ...ofRefund.map((at) => ({ at, plan: 'refunded' as const }))];
  for (let round = 0; left.length && round < 4; round += 1) {
    const batch: { step: Step; purchase: Purchase; at: string; plan: Plan }[] = [];
    for (const [index, { at, plan }] of left.entries()) {
      const purchase = await place(goods[index % goods.length] ?? '', 'paid');
      batch.push({ step: { needles: needlesOf(purchase), place: at }, purchase, at, plan });
    }
    const refunds = batch.filter(({ plan }) => plan === 'refunded');
    await Promise.all(refunds.map(({ purchase }) => pay(purchase).then(() => seePaid(purchase))));
    await settleOnly(refunds.map(({ purchase }) => purchase));
    for (const { purchase, plan } of batch) purchase.plan = plan;
    await steps.stopAt(batch.map(({ step }) => step));
    const answers: Promise<unknown>[] = [];
    for (const { purchase, plan } of batch) {
      answers.push(plan === 'paid' ? pay(purchase) : refund(purchase));
      await wait(25);
    }
    const reached = await standingAt(batch.map(({ step }) => step));
    await market.kill();
    await steps.open(round % 2 === 0);
    await market.start();
    await Promise.all(answers);
    await settle(20_000);
    await expectEvenBooks();
    left = batch.filter(({ step }) => !reached.includes(step)).map(({ at, plan }) => ({ at, plan }));
  }
  expect(left).toEqual([]);
}, 120_000);

/** Those of the orders only: others are on their way. */
async function settleOnly(some: readonly Purchase[]): Promise<void> {
  for (let until = Date.now() + 10_000; Date.now() < until; await wait(100)) {
    const found = await faults();
    if (!some.some(({ number }) => found.some((fault) => fault.startsWith(number)))) return;
  }
  throw new Error(`Some orders were not paid: ${(await faults()).join('; ')}`);
}

/** When nobody else arrives any more. */
async function standingAt(all: readonly Step[]): Promise<Step[]> {
  let before: Step[] = [];
  for (let calm = 0; calm < 6; await wait(120)) {
    const now = await steps.reached(all);
    calm = now.length === before.length ? calm + 1 : 0;
    before = now;
    if (now.length === all.length) return now;
  }
  return before;
}

it('a marketplace that is killed at any instant while it is paid and gives back charges once and refunds once', async () => {
  let isOpen = true;
  const buy = async (turn: number) => {
    const purchase = await place(goods[turn % goods.length] ?? '', 'paid');
    await pay(purchase);
    if (turn % 3 === 0) return;
    await seePaid(purchase);
    purchase.plan = 'refunded';
    await refund(purchase);
  };
  const buyers = Promise.all(Array.from({ length: 5 }, async (_, n) => {
    for (let turn = n * 7; isOpen; turn += 1) await buy(turn);
  }));
  buyers.catch(() => undefined);
  for (let kill = 0; kill < 3; kill += 1) {
    await wait(100 + Math.random() * 700);
    await market.kill();
    await market.start();
  }
  isOpen = false;
  await buyers;
  await settle(30_000);
  await expectEvenBooks();
  expect(purchases.filter(({ plan }) => plan === 'refunded').length).toBeGreaterThan(4);

  await market.stop();
  const atStripe = await market.atStripe(async (stripe) => {
    const sessions: Stripe.Checkout.Session[] = [];
    for await (const session of stripe.checkout.sessions.list({ limit: 100 })) sessions.push(session);
    const charges: { reference: string; refunds: number; left: number }[] = [];
    for await (const charge of stripe.charges.list({ limit: 100 })) {
      if (charge.status !== 'succeeded') continue;
      const { data } = await stripe.refunds.list({ charge: charge.id, limit: 100 });
      charges.push({ reference: sessions.find(({ payment_intent: intent }) => intent === charge.payment_intent)?.client_reference_id ?? 'nobody', refunds: data.length, left: charge.amount - charge.amount_refunded });
    }
    return charges;
  });
  expect(atStripe.map(({ reference }) => reference).toSorted()).toEqual(purchases.map(({ id }) => id).toSorted());
  for (const { reference, refunds, left } of atStripe) {
    const plan = purchases.find(({ id }) => id === reference)?.plan;
    expect([reference, refunds, left === 0]).toEqual([reference, plan === 'refunded' ? 1 : 0, plan === 'refunded']);
  }
}, 90_000);
