import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Stripe } from 'stripe';
import { InsistentClient } from '../support/insistent-client.js';
import { putOnSale } from '../support/market-goods.js';
import { MarketProcess } from '../support/market-process.js';

const kills = 6;
const buyersAtOnce = 6;
const pieces = 400;
const recipient = { name: 'Айгерім Серікқызы', street: 'Abai Avenue 10', city: 'Almaty' };

let market: MarketProcess;
let client: pg.Client;
let variants: Record<'book' | 'bowl' | 'software', string>;
let shop: InsistentClient;

beforeAll(async () => {
  market = await MarketProcess.prepare();
  client = new pg.Client({ connectionString: market.database.url });
  await client.connect();
  await market.furnish(async (app) => {
    variants = {
      book: await putOnSale({ app }, { slug: 'kill-book', kind: 'download', bytes: Buffer.from('A clay figure wakes.') }),
      bowl: await putOnSale({ app }, { slug: 'kill-bowl', kind: 'parcel', stock: pieces }),
      software: await putOnSale({ app }, { slug: 'kill-seat', kind: 'licence-key', stock: pieces, keys: Array.from({ length: pieces }, (_, n) => `KILL-${n}`) }),
    };
  });
  shop = new InsistentClient(market.url);
  await market.start();
}, 90_000);
afterAll(async () => {
  shop.isOver = true;
  await client.end();
  await market.remove();
});

type Plan = 'pays' | 'cancels' | 'leaves';
interface Purchase { readonly plan: Plan; readonly number: string; readonly page: string }

const rows = async <Row extends object>(text: string): Promise<Row[]> => (await client.query<Row & pg.QueryResultRow>(text)).rows;
const purchases: Purchase[] = [];
let isShopOpen = true;

const card = new URLSearchParams({ email: 'a@example.kz', card_number: '4242424242424242', card_expiry: '12 / 34', card_cvc: '123', name: 'Aigerim', country: 'KZ' });

async function buy(variantIds: readonly string[], plan: Plan): Promise<void> {
  const { id } = await shop.create<{ id: string }>('/v1/quotes', { items: variantIds.map((variantId) => ({ variantId, quantity: 1 })), country: 'KZ', currency: 'KZT', locale: 'ru' });
  const placed = await shop.create<{ number: string; accessKey: string; checkoutUrl: string | null }>('/v1/orders', { quoteId: id, email: `${randomUUID()}@example.kz`, acceptTerms: true, recipient });
  const key = `?key=${placed.accessKey}`;
  const page = `/v1/orders/${placed.number}${key}`;
  let { checkoutUrl } = placed;
  while (!checkoutUrl) checkoutUrl = (await shop.create<{ checkoutUrl: string | null }>(`/v1/orders/${placed.number}/payment${key}`, {})).checkoutUrl;
  const purchase = { plan, number: placed.number, page };
  purchases.push(purchase);
  if (plan === 'pays') await shop.insist(checkoutUrl, { method: 'POST', body: card }, ({ status }) => status === 303);
  // Every second browser comes back from the payment page at once; the others are closed there.
  if (purchases.length % 2) await look(purchase);
  if (plan === 'cancels') await shop.insist(`/v1/orders/${placed.number}/cancellation${key}`, { method: 'POST' }, ({ status }) => status === 200);
}

/** The buyer's look at the order, which asks the provider while the order is unpaid. */
async function look({ page }: Purchase): Promise<void> {
  await shop.insist(page, {}, ({ status }) => status === 200);
}

async function keepBuying(first: number): Promise<void> {
  const baskets = [[variants.book], [variants.book, variants.bowl], [variants.software], [variants.bowl, variants.software, variants.book]];
  const plans: readonly Plan[] = ['pays', 'pays', 'cancels', 'pays', 'leaves'];
  for (let turn = first; isShopOpen; turn++) await buy(baskets[turn % baskets.length] ?? [], plans[turn % plans.length] ?? 'pays');
}

/** Of every order, how often each thing has happened that must happen once. */
const ledger = `
  SELECT o.number, o.status,
    (SELECT count(*)::int FROM ordering.order_lines l WHERE l.order_id = o.id) AS lines,
    (SELECT count(*)::int FROM ordering.order_lines l WHERE l.order_id = o.id AND l.delivery_kind <> 'parcel') AS grants,
    (SELECT count(*)::int FROM payments.charges c WHERE c.reference = o.id) AS charges,
    (SELECT count(*)::int FROM platform.events e WHERE e.name LIKE 'ordering.order_%' AND e.payload->>'orderId' = o.id::text) AS events,
    (SELECT count(*)::int FROM delivery.entitlements e WHERE e.order_id = o.id) AS entitlements,
    (SELECT count(*)::int FROM delivery.parcels p WHERE p.order_id = o.id) AS parcels,
    (SELECT count(*)::int FROM delivery.licence_keys k JOIN delivery.entitlements e ON e.id = k.entitlement_id WHERE e.order_id = o.id) AS keys,
    (SELECT count(*)::int FROM ordering.order_lines l WHERE l.order_id = o.id AND l.delivery_kind = 'licence-key') AS seats,
    (SELECT count(*)::int FROM trade_statistics.facts f WHERE f.order_id = o.id) AS facts,
    (SELECT count(*)::int FROM notifications.messages m WHERE m.recipient = o.email AND m.state = 'sent') AS mails,
    (SELECT count(*)::int FROM catalog.stock_holds h WHERE h.order_id = o.id) AS holds,
    (SELECT count(*)::int FROM ordering.order_lines l WHERE l.order_id = o.id AND l.delivery_kind IN ('parcel', 'licence-key')) AS limited
  FROM ordering.orders o ORDER BY o.number`;

interface Entry {
  number: string; status: string; lines: number; grants: number; charges: number; events: number; entitlements: number; parcels: number; keys: number; seats: number; facts: number; mails: number;
  holds: number; limited: number;
}

/** Events and deliveries that are still to come. */
const waiting = `SELECT 'event ' || event_id AS waiting FROM platform.waiting_events UNION ALL SELECT 'delivery ' || key FROM graphile_worker.jobs WHERE task_identifier = 'deliver'`;

/** What is wrong with an order, by what its buyer did; nothing where all is as it must be. */
function faultOf(entry: Entry): string | undefined {
  const plan = purchases.find(({ number }) => number === entry.number)?.plan;
  const { status, lines, grants, charges, events, entitlements, parcels, keys, seats, facts, mails, holds, limited } = entry;
  const found = { status, charges, events, entitlements, parcels, keys, facts, mails, holds };
  const nothing = { charges: 0, entitlements: 0, parcels: 0, keys: 0, facts: 0 };
  const wanted = plan === 'pays' ? { status: grants === lines ? 'delivered' : grants ? 'partly_delivered' : 'paid', charges: 1, events: 1, entitlements: grants, parcels: lines - grants, keys: seats, facts: lines, mails: 1, holds: 0 }
    : plan === 'cancels' ? { ...nothing, status: 'cancelled', events: 1, mails: 1, holds: 0 } : { ...nothing, status: 'awaiting_payment', events: 0, mails: 0, holds: limited };
  const wrong = Object.entries(wanted).filter(([name, value]) => found[name as keyof typeof found] !== value).map(([name, value]) => `${name} ${found[name as keyof typeof found]} instead of ${value}`);
  return wrong.length ? `${entry.number} (${plan ?? 'nobody’s'}): ${wrong.join(', ')}` : undefined;
}

it('a marketplace that is killed at any instant and started again loses nothing, does nothing twice and leaves nothing half done', async () => {
  const buyers = Promise.all(Array.from({ length: buyersAtOnce }, (_, n) => keepBuying(n * 3)));
  buyers.catch(() => undefined);
  for (let kill = 0; kill < kills; kill++) {
    await wait(100 + Math.random() * 700);
    await market.kill();
    await market.start();
  }
  isShopOpen = false;
  await buyers;

  let faults: string[] = [];
  const ended = Date.now();
  for (let looked = false; Date.now() < ended + 45_000; await wait(250)) {
    faults = [...(await rows<Entry>(ledger)).flatMap((entry) => faultOf(entry) ?? []), ...(await rows<{ waiting: string }>(waiting)).map((row) => row.waiting)];
    if (!faults.length) break;
    // Notices that met a dead marketplace come again after 5 and 30 seconds; a buyer who wonders is faster.
    if (!looked && Date.now() > ended + 6_000) await Promise.all(purchases.map(look)).then(() => { looked = true; });
  }
  expect(faults).toEqual([]);

  const orders = await rows<Entry>(ledger);
  expect(orders.map(({ number }) => number)).toEqual(purchases.map(({ number }) => number).toSorted());
  expect(purchases.filter(({ plan }) => plan === 'pays').length).toBeGreaterThan(kills);

  for (const sku of ['kill-bowl', 'kill-seat']) {
    const [stock] = await rows<{ all: number }>(`SELECT (s.available
      + coalesce((SELECT sum(h.quantity) FROM catalog.stock_holds h WHERE h.variant_id = s.variant_id), 0)
      + coalesce((SELECT sum(l.quantity) FROM ordering.order_lines l JOIN ordering.orders o ON o.id = l.order_id WHERE l.variant_id = s.variant_id AND o.paid_at IS NOT NULL), 0))::int AS all
      FROM catalog.stock s JOIN catalog.variants v ON v.id = s.variant_id WHERE v.sku = '${sku}'`);
    expect([sku, stock?.all]).toEqual([sku, pieces]);
  }

  const letters = orders.filter(({ status }) => status !== 'awaiting_payment').length;
  expect(readdirSync(path.join(market.folder, 'mail')).filter((name) => name.endsWith('.eml'))).toHaveLength(letters);

  await market.stop();
  const charged = await market.atStripe(async (stripe) => {
    const references: string[] = [];
    const sessions: Stripe.Checkout.Session[] = [];
    for await (const session of stripe.checkout.sessions.list({ limit: 100 })) sessions.push(session);
    for await (const charge of stripe.charges.list({ limit: 100 })) {
      if (charge.status === 'succeeded' && !charge.refunded) references.push(sessions.find(({ payment_intent: intent }) => intent === charge.payment_intent)?.client_reference_id ?? 'nobody');
    }
    return references;
  });
  const paid = await rows<{ id: string }>(`SELECT id::text FROM ordering.orders WHERE paid_at IS NOT NULL`);
  expect(charged.toSorted()).toEqual(paid.map(({ id }) => id).toSorted());
}, 150_000);
