import { PublishProducts } from '@silkport/catalog';
import { demoClusters, demoOwnerEmail, newProductOf, placedProducts } from '@silkport/demo';
import { Clock, money, newId } from '@silkport/values';
import request from 'supertest';

import { balancesOf, MarketLedger, minorOf, sumMinor, type Wire } from '../support/market-ledger.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Terms { readonly variantId: string; readonly seats: number; readonly total: Wire }
interface Subscription {
  readonly state: string; readonly isWithheld: boolean; readonly terms: Terms; readonly nextTerms: Terms | null; readonly periodEnd: string; readonly endsAt: string | null; readonly endedAt: string | null;
  readonly nextCharge: Wire | null; readonly card: { last4: string } | null; readonly isChanging: boolean; readonly wasRefused: boolean; readonly possible: readonly string[];
}
interface Order { readonly number: string; readonly status: string; readonly total: Wire; readonly net: Wire; readonly tax: Wire }
interface OwnOrder { readonly id: string; readonly number: string; readonly role: string; readonly accessKey: string }

const day = 86_400;
const hour = 3_600;
const monthly = money(12_000n, 'CNY');
const dearer = money(30_000n, 'CNY');

let market: Market;
let aheadSeconds = 0;
let tool: { standard: string; pro: string };
let plain: { standard: string; pro: string };

beforeAll(async () => {
  market = await Market.open();
  const clock = market.app.get(Clock, { strict: false });
  clock.now = () => new Date(Date.now() + aheadSeconds * 1000);
  tool = await subscribable('loom-studio', 14);
  plain = await subscribable('loom-cloud', 0);
}, 120_000);
afterAll(() => market.close());

/** A product of two plans by the month, by a merchant of the demo. */
async function subscribable(slug: string, trialDays: number): Promise<{ standard: string; pro: string }> {
  const model = placedProducts(demoClusters()).map((placed, order) => newProductOf(placed, order)).find(({ deliveryKind }) => deliveryKind === 'licence-key');
  if (!model) throw new Error('The demo has no software');
  const [standard, pro] = [newId(), newId()];
  const billing = { interval: 'month', intervalCount: 1, trialDays } as const;
  await market.app.get(PublishProducts, { strict: false }).run([{
    ...model, id: newId(), code: slug.toUpperCase(), slug, deliveryKind: 'subscription', unit: 'seat-month',
    variants: [{ id: standard, sku: `${slug}-s`, name: { en: 'Standard' }, prices: [monthly], billing }, { id: pro, sku: `${slug}-p`, name: { en: 'Professional' }, prices: [dearer], billing }],
  }]);
  return { standard, pro };
}

const ledger = () => MarketLedger.open(market);

/** Time passes, for the payment provider and for us. */
async function pass(seconds: number): Promise<void> {
  await (await ledger()).everySoOften('payments/import-late-balance-transactions');
  aheadSeconds += seconds;
  await market.provide('/clock/advance', { seconds });
  await (await ledger()).rest();
  await (await ledger()).everySoOften('payments/import-late-balance-transactions');
}

async function passPeriod(order: PlacedOrder): Promise<void> {
  const { periodEnd } = await subscriptionOf(order);
  await pass(Math.ceil((Date.parse(periodEnd) - Date.now()) / 1000) - aheadSeconds + 2 * hour);
}

async function subscribe(variantId: string, seats = 1): Promise<PlacedOrder> {
  const { body } = await market.post('/v1/quotes', { items: [{ variantId, quantity: seats }], country: 'KZ', currency: 'CNY', locale: 'en' }).expect(201);
  const { body: order } = await market.place((body as { id: string }).id, { startService: true, immediateDelivery: true }).expect(201);
  const placed = order as PlacedOrder;
  await market.pay(placed).expect(303);
  await market.until(async () => (await deliveriesOf(placed)).length === seats);
  await (await ledger()).everySoOften('payments/import-late-balance-transactions');
  return placed;
}

/** Of the mails to the buyer, newest first. */
const subjects = async () => (await market.mailsTo('aigerim@example.kz')).map(({ subject }) => subject);
const of = ({ number, accessKey }: Pick<PlacedOrder, 'number' | 'accessKey'>, path = '') => `/v1/orders/${number}${path}?key=${accessKey}`;
const subscriptionOf = async (order: PlacedOrder) => (await market.get(of(order, '/subscription')).expect(200)).body as Subscription;
const orderOf = async (order: Pick<PlacedOrder, 'number' | 'accessKey'>) => (await market.get(of(order)).expect(200)).body as Order;
const deliveriesOf = async (order: Pick<PlacedOrder, 'number' | 'accessKey'>) => (await market.deliveries(order as PlacedOrder)) as unknown as { state: string; expiresAt: string | null; seat: number }[];
const statesOf = async (order: PlacedOrder) => (await deliveriesOf(order)).map(({ state }) => state);
const price = async (order: PlacedOrder, wanted: string) => (await market.get(`${of(order, '/subscription/price')}&${wanted}`).expect(200)).body as { due: Wire; recurring: Wire; holdsAtOnce: boolean; proratedAt: string | null };

async function change(order: PlacedOrder, body: object): Promise<Subscription> {
  await market.post(of(order, '/subscription/changes'), body).expect(201);
  await (await ledger()).rest();
  return subscriptionOf(order);
}

/** All orders of the subscription that one of them belongs to, oldest first. */
async function ordersOf({ number }: Pick<PlacedOrder, 'number'>): Promise<OwnOrder[]> {
  const rows = await market.query<{ id: string; number: string; role: string }>(
    'SELECT o.id, o.number, o.subscription_role AS role FROM ordering.orders o WHERE o.subscription_id = (SELECT subscription_id FROM ordering.orders WHERE number = $1) ORDER BY o.paid_at, o.id', [number]);
  const { OrderAccess } = await import('@silkport/ordering');
  const access = market.app.get(OrderAccess, { strict: false });
  return rows.map((row) => ({ ...row, accessKey: access.keyOf(row.id) }));
}

/** Puts another card in place of the one that is charged, as on the provider's own page. */
async function giveCard(order: PlacedOrder, card: string): Promise<void> {
  const { body } = await market.post(of(order, '/subscription/card')).expect(200);
  const sessionId = /cs_[A-Za-z0-9_]+/.exec((body as { url: string }).url)?.[0] ?? '';
  await market.provide(`/checkout/sessions/${sessionId}/pay`, { card });
  await (await ledger()).rest();
}

/** Each order is paid, sold and invoiced for what was taken, and all books are even. */
async function expectRightBooks(order: PlacedOrder): Promise<void> {
  const books = await ledger();
  await books.everySoOften('payments/import-late-balance-transactions', 'invoicing/issue-invoices');
  await books.trialBalance();
  for (const own of await ordersOf(order)) {
    const { total, net, tax } = await orderOf(own);
    expect(minorOf(net) + minorOf(tax)).toBe(minorOf(total));
    const invoices = (await books.get<{ items: { total: Wire; tax: Wire; kind: string }[] }>(of(own, '/invoices'), {})).items.filter(({ kind }) => kind === 'invoice');
    expect([own.role, sumMinor(invoices.map((each) => each.total)), sumMinor(invoices.map((each) => each.tax))]).toEqual([own.role, minorOf(total), minorOf(tax)]);
    const facts = await market.query<{ minor: string | null }>('SELECT sum(amount_minor)::text AS minor FROM trade_statistics.facts WHERE order_id = $1', [own.id]);
    expect(BigInt(facts[0]?.minor ?? 0)).toBe(minorOf(total));
    const balances = await books.balancesOf(own);
    expect(Object.keys(balances).filter((account) => account.startsWith('buyer_clearing'))).toEqual([]);
    const listed = (await books.entriesOf(own)).filter(({ kind }) => kind === 'movement_charge');
    expect([own.role, listed.length]).toEqual([own.role, minorOf(total) === 0n ? 0 : 1]);
    expect(Object.keys(balancesOf(await books.entriesOf(own))).filter((account) => account.startsWith('provider_clearing'))).toEqual([]);
  }
}

describe('buying a subscription in the shop', () => {
  it('is told what is due today, what follows and from when, before anything is agreed to', async () => {
    const { text: product } = await market.get('/en/products/loom-studio').expect(200);
    expect(product).toContain('14 days for free, then');
    expect(product).toContain('every month');
    const buyer = request.agent(market.url);
    await buyer.post('/en/basket').type('form').set('origin', market.url).send({ variantId: tool.standard, quantity: '1' }).expect(303);
    const { headers } = await buyer.post('/en/basket/checkout').type('form').set('origin', market.url).send({}).expect(303);
    const { text: checkout } = await buyer.get(headers.location ?? '').expect(200);
    expect(checkout).toContain('Due today');
    expect(checkout).toMatch(/14 days for free\. Then .+ every month, from .+ on\./);
    expect(checkout).toContain('You can cancel at any time');
  });

  it('refuses a basket that holds something else beside it, in words', async () => {
    const buyer = request.agent(market.url);
    for (const variantId of [tool.standard, plain.standard]) await buyer.post('/en/basket').type('form').set('origin', market.url).send({ variantId, quantity: '1' }).expect(303);
    const { text } = await buyer.get('/en/basket').expect(200);
    expect(text).toContain('A subscription is ordered by itself.');
  });
});

describe('a subscription that is tried out first', () => {
  let order: PlacedOrder;

  it('is quoted with nothing today and its price from the end of the trial on', async () => {
    const { body } = await market.post('/v1/quotes', { items: [{ variantId: tool.standard, quantity: 2 }], country: 'KZ', currency: 'CNY', locale: 'en' }).expect(201);
    expect(body).toMatchObject({ total: { amount: '0.00' }, lines: [{ subscription: { interval: 'month', trialDays: 14, recurring: { amount: '240.00', currency: 'CNY' } } }] });
  });

  it('is ordered alone', async () => {
    const { body } = await market.post('/v1/quotes', { items: [{ variantId: tool.standard, quantity: 1 }, { variantId: plain.standard, quantity: 1 }], country: 'KZ', currency: 'CNY', locale: 'en' }).expect(422);
    expect(body).toMatchObject({ code: 'ordering.subscription_ordered_alone' });
  });

  it('can be used at once for nothing, and leaves no trace in the books', async () => {
    const before = await (await ledger()).ownBalance();
    order = await subscribe(tool.standard, 2);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'trialing', terms: { seats: 2 }, nextCharge: { amount: '240.00' }, card: { last4: '4242' } });
    expect(await statesOf(order)).toEqual(['active', 'active']);
    expect(await (await ledger()).ownBalance()).toEqual(before);
    await expectRightBooks(order);
  });

  it('tells days before that the trial ends, then charges, and each charge is an order with its invoice', async () => {
    await pass(12 * day);
    expect((await subjects())[0]).toMatch(/^Your trial of .+ ends on /);
    await passPeriod(order);
    expect((await subjects())[0]).toMatch(/was renewed$/);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active' });
    expect((await ordersOf(order)).map(({ role }) => role)).toEqual(['first', 'renewal']);
    expect((await orderOf((await ordersOf(order))[1]!)).total).toEqual({ amount: '240.00', currency: 'CNY' });
    await passPeriod(order);
    expect((await ordersOf(order)).map(({ role }) => role)).toEqual(['first', 'renewal', 'renewal']);
    expect(await statesOf(order)).toEqual(['active', 'active']);
    const renewal = (await ordersOf(order))[1]!;
    const { text } = await market.get(`/en/orders/${renewal.number}?key=${renewal.accessKey}`).expect(200);
    expect(text).toContain('Manage the subscription');
    expect(text).not.toContain('http-equiv="refresh"');
    await expectRightBooks(order);
  });

  it('goes on for days after the card was refused, then is withheld, and is there again when it is paid', async () => {
    await giveCard(order, '4000000000000341');
    await passPeriod(order);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'past_due', isWithheld: false, possible: expect.arrayContaining(['retry', 'cancel']) as string[] });
    expect(await statesOf(order)).toEqual(['active', 'active']);
    await pass(3 * day + hour);
    await (await ledger()).everySoOften('ordering/withhold-overdue');
    expect(await statesOf(order)).toEqual(['suspended', 'suspended']);
    expect((await subjects()).slice(0, 2)).toEqual([expect.stringMatching(/is on hold until it is paid$/), expect.stringMatching(/^The payment for .+ failed$/)]);
    expect(await change(order, { kind: 'retry' })).toMatchObject({ state: 'past_due', wasRefused: true });
    await giveCard(order, '4242424242424242');
    expect(await change(order, { kind: 'retry' })).toMatchObject({ state: 'active', isWithheld: false, wasRefused: false });
    expect(await statesOf(order)).toEqual(['active', 'active']);
    expect((await ordersOf(order)).length).toBe(4);
    await expectRightBooks(order);
  });
});

describe('the first charge after a trial', () => {
  it('is held where the billing address speaks for another country/region, and what runs goes on meanwhile', async () => {
    const order = await subscribe((await subscribable('loom-abroad', 14)).standard);
    const [atStripe] = await market.query<{ id: string }>('SELECT s.stripe_subscription_id AS id FROM payments.subscriptions s JOIN ordering.orders o ON o.subscription_id = s.id WHERE o.number = $1', [order.number]);
    const { customer } = await market.stripe.subscriptions.retrieve(atStripe!.id);
    await market.stripe.customers.update(customer as string, { address: { country: 'DE' } });
    await passPeriod(order);
    const [held] = await market.query<{ status: string; billing_country: string }>(`SELECT status, billing_country FROM ordering.orders WHERE subscription_id = (SELECT subscription_id FROM ordering.orders WHERE number = $1) AND subscription_role = 'renewal'`, [order.number]);
    expect(held).toEqual({ status: 'held', billing_country: 'DE' });
    expect(await statesOf(order)).toEqual(['active']);
  });
});

describe('a subscription that changes', () => {
  let order: PlacedOrder;

  it('is upgraded for exactly the price that was shown, at once', async () => {
    order = await subscribe(plain.standard);
    await pass(10 * day);
    const shown = await price(order, `variantId=${plain.pro}`);
    expect(shown).toMatchObject({ holdsAtOnce: true, recurring: { amount: '300.00' } });
    const changed = await change(order, { kind: 'terms', variantId: plain.pro, proratedAt: shown.proratedAt });
    expect(changed).toMatchObject({ state: 'active', terms: { variantId: plain.pro }, wasRefused: false });
    const [, upgrade] = await ordersOf(order);
    expect(upgrade?.role).toBe('upgrade');
    expect((await orderOf(upgrade!)).total).toEqual(shown.due);
    const moved = await market.query('SELECT DISTINCT variant_id FROM delivery.entitlements e JOIN ordering.orders o ON o.id = e.order_id WHERE o.number = $1', [order.number]);
    expect(moved).toEqual([{ variant_id: plain.pro }]);
    await expectRightBooks(order);
  });

  it('gets seats at once and gives them back with the period', async () => {
    const shown = await price(order, 'seats=3');
    await change(order, { kind: 'terms', seats: 3, proratedAt: shown.proratedAt });
    const seats = (await ordersOf(order)).at(-1)!;
    expect([seats.role, (await orderOf(seats)).total]).toEqual(['seats', shown.due]);
    expect((await deliveriesOf(seats)).map(({ state }) => state)).toEqual(['active', 'active']);
    expect(await change(order, { kind: 'terms', seats: 2 })).toMatchObject({ terms: { seats: 3 }, nextTerms: { seats: 2, total: { amount: '600.00' } }, nextCharge: { amount: '600.00' } });
    await passPeriod(order);
    expect(await subscriptionOf(order)).toMatchObject({ terms: { seats: 2 }, nextTerms: null });
    expect([...(await deliveriesOf(order)), ...(await deliveriesOf(seats))].map(({ state }) => state).toSorted()).toEqual(['active', 'active', 'expired']);
    expect((await orderOf((await ordersOf(order)).at(-1)!)).total).toEqual({ amount: '600.00', currency: 'CNY' });
    await expectRightBooks(order);
  });

  it('gets more from the next period on where too little would be due now, and every seat that is paid for then', async () => {
    const own = await subscribe(plain.standard);
    const { periodEnd } = await subscriptionOf(own);
    await pass(Math.floor((Date.parse(periodEnd) - Date.now()) / 1000) - aheadSeconds - 2 * hour);
    const shown = await price(own, 'seats=3');
    expect(shown).toMatchObject({ holdsAtOnce: false, due: { amount: '0.00' }, proratedAt: null });
    expect(await change(own, { kind: 'terms', seats: 3 })).toMatchObject({ terms: { seats: 1 }, nextTerms: { seats: 3, total: { amount: '360.00' } } });
    await passPeriod(own);
    expect(await subscriptionOf(own)).toMatchObject({ terms: { seats: 3 }, nextTerms: null });
    const renewal = (await ordersOf(own)).at(-1)!;
    expect((await orderOf(renewal)).total.amount).toBe('360.00');
    expect([...(await deliveriesOf(own)), ...(await deliveriesOf(renewal))].map(({ state }) => state)).toEqual(['active', 'active', 'active']);
  });

  it('keeps what was changed for the next period when something else is, and goes back to what runs', async () => {
    const own = await subscribe(plain.pro, 2);
    await change(own, { kind: 'terms', variantId: plain.standard });
    expect(await change(own, { kind: 'terms', seats: 1 })).toMatchObject({ terms: { variantId: plain.pro, seats: 2 }, nextTerms: { variantId: plain.standard, seats: 1, total: { amount: '120.00' } } });
    await change(own, { kind: 'terms', seats: 2 });
    expect(await change(own, { kind: 'terms', variantId: plain.pro })).toMatchObject({ terms: { variantId: plain.pro, seats: 2 }, nextTerms: null, nextCharge: { amount: '600.00' } });
  });

  it('rests without being charged, and goes on', async () => {
    const before = (await ordersOf(order)).length;
    expect(await change(order, { kind: 'pause' })).toMatchObject({ state: 'paused' });
    expect(await statesOf(order)).toEqual(['suspended']);
    await passPeriod(order);
    expect((await ordersOf(order)).length).toBe(before);
    expect(await change(order, { kind: 'resume' })).toMatchObject({ state: 'paused' });
    expect(await statesOf(order)).toEqual(['suspended']);
    await passPeriod(order);
    expect((await ordersOf(order)).length).toBe(before + 1);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active' });
    expect(await statesOf(order)).toEqual(['active']);
  });

  it('asks for one thing at a time, and refuses what makes no sense', async () => {
    const refused = async (body: object) => ((await market.post(of(order, '/subscription/changes'), body)).body as { code: string }).code;
    expect(await refused({ kind: 'resume' })).toBe('ordering.subscription_change_refused');
    expect(await refused({ kind: 'terms', variantId: tool.pro })).toBe('ordering.plan_not_offered');
    expect(await refused({ kind: 'terms', seats: 5, proratedAt: '2020-01-01T00:00:00Z' })).toBe('ordering.subscription_change_refused');
    const stranger = await market.get(`/v1/orders/${order.number}/subscription?key=wrong`);
    expect(stranger.status).toBe(404);
    const both = await Promise.all(['cancel', 'pause'].map(async (kind) => (await market.post(of(order, '/subscription/changes'), { kind })).status));
    expect(both.toSorted()).toEqual([201, 409]);
    await (await ledger()).rest();
    const key = { 'idempotency-key': newId() };
    const undo = (await subscriptionOf(order)).state === 'paused' ? 'resume' : 'keep';
    const again = await Promise.all([1, 2, 3].map(async () => (await market.post(of(order, '/subscription/changes'), { kind: undo }, key)).body as { id: string }));
    expect(new Set(again.map(({ id }) => id)).size).toBe(1);
    await (await ledger()).rest();
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active', endsAt: null });
  });

  it('ends with its period, unless its buyer keeps it', async () => {
    expect(await change(order, { kind: 'cancel' })).toMatchObject({ state: 'active', nextCharge: null, endsAt: expect.any(String) as string });
    expect((await deliveriesOf(order))[0]?.expiresAt).not.toBeNull();
    expect(await change(order, { kind: 'keep' })).toMatchObject({ endsAt: null });
    expect((await deliveriesOf(order))[0]?.expiresAt).toBeNull();
    await change(order, { kind: 'cancel' });
    const before = (await ordersOf(order)).length;
    await passPeriod(order);
    await (await ledger()).everySoOften('delivery/expire-access');
    expect(await subscriptionOf(order)).toMatchObject({ state: 'ended', possible: [] });
    expect(await statesOf(order)).toEqual(['expired']);
    expect((await ordersOf(order)).length).toBe(before);
    await expectRightBooks(order);
  });
});

describe('the page of a subscription', () => {
  const page = (order: PlacedOrder, path = '') => market.get(`/en/orders/${order.number}/subscription${path}${path.includes('?') ? '&' : '?'}key=${order.accessKey}`);
  const send = (order: PlacedOrder, path: string, form: object) => request(market.url).post(`/en/orders/${order.number}/subscription${path}?key=${order.accessKey}`).type('form').set('origin', market.url).send(form);
  const fieldsOf = (html: string) => Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));

  it('shows the price of another plan first, and changes it when that is confirmed, without any script', async () => {
    const order = await subscribe(plain.standard);
    const { text } = await page(order).expect(200);
    expect(text).toContain('Paid until');
    expect(text).toContain(`<input type="radio" name="variantId" value="${plain.pro}"`);
    const { text: priced } = await page(order, `/price?variantId=${plain.pro}`).expect(200);
    expect(priced).toMatch(/Change it and pay/);
    const fields = fieldsOf(priced.slice(priced.indexOf('confirm-form')).split('</form>')[0] ?? '');
    await send(order, '/changes', fields).expect(303);
    await (await ledger()).rest();
    await send(order, '/changes', fields).expect(303);
    await (await ledger()).rest();
    expect((await ordersOf(order)).map(({ role }) => role)).toEqual(['first', 'upgrade']);
    expect((await page(order).expect(200)).text).toContain('Professional');
  });

  it('ends it with its period and keeps it, by a button each', async () => {
    const order = await subscribe(plain.standard);
    const attempt = newId();
    await send(order, '/changes', { kind: 'cancel', attempt }).expect(303);
    await (await ledger()).rest();
    expect((await page(order).expect(200)).text).toContain('Cancelled. It can be used until');
    expect((await subjects())[0]).toMatch(/ends on /);
    const { text } = await send(order, '/changes', { kind: 'pause', attempt: newId() }).expect(409);
    expect(text).toContain('This cannot be done with the subscription as it stands.');
    await send(order, '/changes', { kind: 'keep', attempt: newId() }).expect(303);
    await (await ledger()).rest();
    expect((await page(order).expect(200)).text).toContain('Active. Paid until');
  });

  it('leads to the provider’s own page for another card, and from a seat to its subscription', async () => {
    const order = await subscribe(plain.standard);
    const { headers } = await send(order, '/card', {}).expect(303);
    expect(headers.location).toMatch(/cs_/);
    const [seat] = (await deliveriesOf(order)) as unknown as { entitlementId: string }[];
    const { headers: led } = await market.get(`/en/orders/${order.number}/items/${seat?.entitlementId}/subscription?key=${order.accessKey}`).expect(303);
    expect(led.location).toContain(`/orders/${order.number}/subscription`);
  });

  it('is nobody else’s', async () => {
    const order = await subscribe(plain.standard);
    expect((await market.get(`/en/orders/${order.number}/subscription?key=wrong`)).status).toBe(404);
  });
});

describe('a period that is given back', () => {
  it('ends the subscription where it runs, and leaves it where it is over', async () => {
    const order = await subscribe(plain.standard);
    await passPeriod(order);
    const [first, running] = await ordersOf(order);
    const merchant = placedProducts(demoClusters()).map((placed, index) => newProductOf(placed, index)).find(({ deliveryKind }) => deliveryKind === 'licence-key')!.merchant;
    const give = async (own: OwnOrder) => market.post(`/v1/merchant/orders/${own.number}/refunds`, { reason: 'goodwill' }, await market.signIn(demoOwnerEmail(merchant.slug))).expect(201);
    await give(first!);
    await (await ledger()).rest();
    expect((await subscriptionOf(order)).state).toBe('active');
    expect(await statesOf(order)).toEqual(['active']);
    await give(running!);
    await (await ledger()).rest();
    expect((await subscriptionOf(order)).state).toBe('ended');
    expect(await statesOf(order)).toEqual(['revoked']);
    const [atStripe] = await market.query<{ id: string }>('SELECT s.stripe_subscription_id AS id FROM payments.subscriptions s JOIN ordering.orders o ON o.subscription_id = s.id WHERE o.number = $1', [order.number]);
    expect((await market.stripe.subscriptions.retrieve(atStripe!.id)).status).toBe('canceled');
  });

  it('of added seats takes these, and they are charged no more', async () => {
    const order = await subscribe(plain.standard);
    await pass(5 * day);
    await change(order, { kind: 'terms', seats: 3, proratedAt: (await price(order, 'seats=3')).proratedAt });
    const seats = (await ordersOf(order)).at(-1)!;
    const merchant = placedProducts(demoClusters()).map((placed, index) => newProductOf(placed, index)).find(({ deliveryKind }) => deliveryKind === 'licence-key')!.merchant;
    await market.post(`/v1/merchant/orders/${seats.number}/refunds`, { reason: 'goodwill' }, await market.signIn(demoOwnerEmail(merchant.slug))).expect(201);
    await (await ledger()).rest();
    expect((await deliveriesOf(seats)).map(({ state }) => state)).toEqual(['revoked', 'revoked']);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active', nextCharge: { amount: '120.00' }, nextTerms: { seats: 1 } });
    await passPeriod(order);
    expect((await orderOf((await ordersOf(order)).at(-1)!)).total.amount).toBe('120.00');
    expect(await statesOf(order)).toEqual(['active']);
  });

  const giveBack = async (own: OwnOrder) => {
    const merchant = placedProducts(demoClusters()).map((placed, index) => newProductOf(placed, index)).find(({ deliveryKind }) => deliveryKind === 'licence-key')!.merchant;
    await market.post(`/v1/merchant/orders/${own.number}/refunds`, { reason: 'goodwill' }, await market.signIn(demoOwnerEmail(merchant.slug))).expect(201);
    await (await ledger()).rest();
  };

  it('of an upgrade leads back to the former plan, which goes on', async () => {
    const order = await subscribe(plain.standard);
    await change(order, { kind: 'terms', variantId: plain.pro, proratedAt: (await price(order, `variantId=${plain.pro}`)).proratedAt });
    await giveBack((await ordersOf(order)).find(({ role }) => role === 'upgrade')!);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active', terms: { variantId: plain.standard }, nextTerms: null, nextCharge: { amount: '120.00' } });
    expect(await statesOf(order)).toEqual(['active']);
    expect(await market.query('SELECT DISTINCT variant_id FROM delivery.entitlements e JOIN ordering.orders o ON o.id = e.order_id WHERE o.number = $1', [order.number])).toEqual([{ variant_id: plain.standard }]);
    await passPeriod(order);
    expect((await orderOf((await ordersOf(order)).at(-1)!)).total.amount).toBe('120.00');
  });

  it('takes seats and upgrades with it that were paid for the same period', async () => {
    const order = await subscribe(plain.standard);
    await change(order, { kind: 'terms', seats: 3, proratedAt: (await price(order, 'seats=3')).proratedAt });
    await giveBack((await ordersOf(order)).find(({ role }) => role === 'first')!);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'ended' });
    expect(await Promise.all((await ordersOf(order)).map(async (own) => (await orderOf(own)).status))).toEqual(['refunded', 'refunded']);
    expect((await Promise.all((await ordersOf(order)).map((own) => statesOf({ ...order, ...own })))).flat()).toEqual(['revoked', 'revoked', 'revoked']);
  });

  it('is given back with its seats when the next one is being paid for meanwhile', async () => {
    const order = await subscribe(plain.standard);
    await market.query(`CREATE FUNCTION public.delay_orders() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.subscription_role = 'renewal' THEN RAISE EXCEPTION 'delayed'; END IF; RETURN NEW; END $$`);
    await market.query('CREATE TRIGGER delay_orders BEFORE INSERT ON ordering.orders FOR EACH ROW EXECUTE FUNCTION public.delay_orders()');
    const { periodEnd } = await subscriptionOf(order);
    const seconds = Math.ceil((Date.parse(periodEnd) - Date.now()) / 1000) - aheadSeconds + 2 * hour;
    aheadSeconds += seconds;
    await market.provide('/clock/advance', { seconds });
    await market.until(async () => (await market.query(`SELECT FROM graphile_worker.jobs WHERE task_identifier = 'ordering/order-period' AND last_error LIKE '%delayed%'`)).length > 0);
    const merchant = placedProducts(demoClusters()).map((placed, index) => newProductOf(placed, index)).find(({ deliveryKind }) => deliveryKind === 'licence-key')!.merchant;
    await market.post(`/v1/merchant/orders/${order.number}/refunds`, { reason: 'goodwill' }, await market.signIn(demoOwnerEmail(merchant.slug))).expect(201);
    await market.until(async () => (await subscriptionOf(order)).state === 'ended');
    await market.query('DROP TRIGGER delay_orders ON ordering.orders');
    await (await ledger()).rest();
    expect(await Promise.all((await ordersOf(order)).map(async (own) => [own.role, (await orderOf(own)).status]))).toEqual([['first', 'refunded'], ['renewal', 'refunded']]);
    expect(await statesOf(order)).toEqual(['revoked']);
  });

  it('is disputed like any payment: its seats rest until the bank has decided', async () => {
    const order = await subscribe(plain.standard);
    await giveCard(order, '4000000000000259');
    await passPeriod(order);
    await (await ledger()).rest();
    expect((await ordersOf(order)).length).toBe(2);
    expect((await orderOf((await ordersOf(order))[1]!)).status).toBe('disputed');
    expect(await statesOf(order)).toEqual(['suspended']);
  });
});

describe('a notice that is lost, late or repeated', () => {
  it('says the same twice and in the wrong order', async () => {
    const order = await subscribe(plain.standard);
    await market.provide('/webhooks/copies', { count: 2 });
    await market.provide('/webhooks/hold');
    const { periodEnd } = await subscriptionOf(order);
    const seconds = Math.ceil((Date.parse(periodEnd) - Date.now()) / 1000) - aheadSeconds + 2 * hour;
    aheadSeconds += seconds;
    await market.provide('/clock/advance', { seconds });
    await market.provide('/webhooks/release', { order: 'reversed' });
    await (await ledger()).rest();
    await market.provide('/webhooks/copies', { count: 1 });
    expect((await ordersOf(order)).map(({ role }) => role)).toEqual(['first', 'renewal']);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active' });
    await expectRightBooks(order);
  });

  it('loses no period and makes none twice', async () => {
    const order = await subscribe(plain.standard);
    await market.query(`CREATE FUNCTION public.lose_orders() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.subscription_role = 'renewal' THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$`);
    await market.query('CREATE TRIGGER lose_orders BEFORE INSERT ON ordering.orders FOR EACH ROW EXECUTE FUNCTION public.lose_orders()');
    const { periodEnd } = await subscriptionOf(order);
    const seconds = Math.ceil((Date.parse(periodEnd) - Date.now()) / 1000) - aheadSeconds + 2 * hour;
    aheadSeconds += seconds;
    await market.provide('/clock/advance', { seconds });
    await market.until(async () => (await market.query(`SELECT FROM graphile_worker.jobs WHERE task_identifier = 'ordering/order-period' AND last_error LIKE '%killed%'`)).length > 0);
    expect((await ordersOf(order)).length).toBe(1);
    await market.query('DROP TRIGGER lose_orders ON ordering.orders');
    await (await ledger()).rest();
    expect((await ordersOf(order)).length).toBe(2);
    const [told] = await market.query<{ payload: object }>(`SELECT payload FROM platform.events WHERE name = 'payments.billing_invoice_paid' AND payload->>'reference' = $1`, [(await ordersOf(order))[1]!.id]);
    for (let copy = 0; copy < 3; copy += 1) await market.query(`SELECT graphile_worker.add_job('ordering/order-period', $1::json)`, [JSON.stringify(told?.payload)]);
    await (await ledger()).everySoOften('payments/follow-due-subscriptions');
    expect((await ordersOf(order)).length).toBe(2);
    await expectRightBooks(order);
  });
});
