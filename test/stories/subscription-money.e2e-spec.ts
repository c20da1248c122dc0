import { PublishProducts } from '@silkport/catalog';
import { demoClusters, demoOwnerEmail, newProductOf, placedProducts } from '@silkport/demo';
import { dayAfter, dayOf, ReconcileDay } from '@silkport/settlement';
import { Clock, money, newId } from '@silkport/values';
import { MarketLedger, minorOf, type Wire } from '../support/market-ledger.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Day { readonly movementCount: number; readonly differences: readonly { kind: string; matter: string; subject: string }[]; readonly totals: readonly { readonly provider: Wire; readonly posted: Wire }[] }
interface OwnOrder { readonly id: string; readonly number: string; readonly role: string; readonly accessKey: string; readonly lineId: string; readonly status: string }
interface Seat { readonly state: string; readonly entitlementId: string; readonly seat: number }
interface Listed {
  readonly id: string; readonly orderNumber: string; readonly state: string; readonly merchantId: string; readonly terms: { seats: number; total: Wire; monthly: Wire; name: string }; readonly nextTerms: { seats: number } | null;
  readonly nextCharge: { at: string; amount: Wire } | null; readonly since: string;
}
interface History extends Listed { readonly periods: readonly { role: string; status: string; seats: number; total: Wire; refunded: Wire; days: number }[]; readonly changes: readonly { kind: string; state: string }[] }
interface HeldInvoice { readonly id: string; readonly reason: string; readonly text: string; readonly orderNumber: string; readonly state: string; readonly isCharged: boolean; readonly amount: Wire; readonly note: string | null }

const [hour, day] = [3_600, 86_400];
const model = placedProducts(demoClusters()).map((placed, index) => newProductOf(placed, index)).find(({ deliveryKind }) => deliveryKind === 'licence-key')!;
const buyer = 'aigerim@example.kz';

let market: Market;
let books: MarketLedger;
let aheadSeconds = 0;
let plan: { standard: string; pro: string; yearly: string; productId: string };
let merchant: { authorization: string };

beforeAll(async () => {
  market = await Market.open({ env: { TRUST_PROXY: 'on', COUNTRY_HEADER: 'x-country' }, settlement: { currency: 'USD', rates: { USD: 1, KZT: 479.83, CNY: 7.1, EUR: 0.9 } } });
  books = await MarketLedger.open(market);
  market.app.get(Clock, { strict: false }).now = () => new Date(Date.now() + aheadSeconds * 1000);
  plan = await subscribable();
  // No story of a day ends on the next one, whenever it is told.
  await pass(Math.ceil((Date.parse(`${dayAfter(dayOf(new Date()), 1)}T05:00:00Z`) - Date.now()) / 1000));
}, 120_000);
afterAll(() => market.close());

/** A product of two plans by the month, and one by the year. */
async function subscribable(): Promise<typeof plan> {
  const [standard, pro, yearly, productId] = [newId(), newId(), newId(), newId()];
  const by = (interval: 'month' | 'year') => ({ interval, intervalCount: 1, trialDays: 0 }) as const;
  await market.app.get(PublishProducts, { strict: false }).run([{
    ...model, id: productId, code: 'LOOM-BOOKS', slug: 'loom-books', deliveryKind: 'subscription', unit: 'seat-month',
    variants: [
      { id: standard, sku: 'loom-books-s', name: { en: 'Standard' }, prices: [money(12_000n, 'CNY')], billing: by('month') }, { id: pro, sku: 'loom-books-p', name: { en: 'Professional' }, prices: [money(30_000n, 'CNY')], billing: by('month') },
      { id: yearly, sku: 'loom-books-y', name: { en: 'By the year' }, prices: [money(120_000n, 'CNY')], billing: by('year') },
    ],
  }]);
  return { standard, pro, yearly, productId };
}

const now = () => new Date(Date.now() + aheadSeconds * 1000);
const of = ({ number, accessKey }: Pick<PlacedOrder, 'number' | 'accessKey'>, path = '') => `/v1/orders/${number}${path}?key=${accessKey}`;
const subscriptionOf = async (order: PlacedOrder) => (await market.get(of(order, '/subscription')).expect(200)).body as { state: string; periodEnd: string; terms: { seats: number }; nextTerms: { seats: number } | null; nextCharge: Wire | null };
const seatsOf = async (order: Pick<PlacedOrder, 'number' | 'accessKey'>) => (await market.deliveries(order as PlacedOrder)) as unknown as Seat[];

/** Time passes, for the payment provider and for us. */
async function pass(seconds: number): Promise<void> {
  await books.everySoOften('payments/import-late-balance-transactions');
  aheadSeconds += seconds;
  await market.provide('/clock/advance', { seconds });
  // Nobody is signed in for so long.
  [books, merchant] = [await MarketLedger.open(market), await market.signIn(demoOwnerEmail(model.merchant.slug))];
  await books.rest();
  await books.everySoOften('payments/import-late-balance-transactions');
}

async function passPeriod(order: PlacedOrder): Promise<void> {
  await pass(Math.ceil((Date.parse((await subscriptionOf(order)).periodEnd) - now().getTime()) / 1000) + 2 * hour);
}

async function subscribe(variantId: string, seats = 1, { country = 'KZ', currency = 'CNY' } = {}): Promise<PlacedOrder> {
  const { body } = await market.post('/v1/quotes', { items: [{ variantId, quantity: seats }], country, currency, locale: 'en' }, { 'x-country': country }).expect(201);
  const { body: order } = await market.place((body as { id: string }).id, { email: buyer, startService: true, immediateDelivery: true }).expect(201);
  const placed = order as PlacedOrder;
  await market.provide(`/checkout/sessions/${new URL(placed.checkoutUrl).pathname.split('/').at(-1)}/pay`, { country, email: buyer });
  await market.until(async () => (await seatsOf(placed)).length === seats);
  await books.rest();
  return placed;
}

/** All orders of the subscription that one of them belongs to, oldest first. */
async function ordersOf({ number }: Pick<PlacedOrder, 'number'>): Promise<OwnOrder[]> {
  const rows = await market.query<Omit<OwnOrder, 'accessKey'>>(`
    SELECT o.id, o.number, o.subscription_role AS role, o.status, l.id AS "lineId" FROM ordering.orders o JOIN ordering.order_lines l ON l.order_id = o.id
    WHERE o.subscription_id = (SELECT subscription_id FROM ordering.orders WHERE number = $1) ORDER BY o.paid_at, o.id`, [number]);
  const { OrderAccess } = await import('@silkport/ordering');
  const access = market.app.get(OrderAccess, { strict: false });
  return rows.map((row) => ({ ...row, accessKey: access.keyOf(row.id) }));
}

async function change(order: PlacedOrder, body: object): Promise<void> {
  await market.post(of(order, '/subscription/changes'), body).expect(201);
  await books.rest();
}

async function upgrade(order: PlacedOrder): Promise<void> {
  const { body } = await market.get(`${of(order, '/subscription/price')}&variantId=${plan.pro}`).expect(200);
  await change(order, { kind: 'terms', variantId: plan.pro, proratedAt: (body as { proratedAt: string }).proratedAt });
}

async function giveBack({ number }: { number: string }, wanted: object, by = merchant, where = 'merchant') {
  const { body } = await market.post(`/v1/${where}/orders/${number}/refunds`, { reason: 'goodwill', ...wanted }, by).expect(201);
  await books.rest();
  return body as { total: Wire; lines: { endsSeats: number }[]; endedSeats: { entitlementId: string; seat: number; isGiven: boolean }[] };
}

/** Nothing of it is renewed while other stories are told. */
async function stop(...orders: readonly PlacedOrder[]): Promise<void> {
  for (const order of orders) await change(order, { kind: 'cancel' });
}

const latestMail = async (subject: RegExp) => (await market.mailsTo(buyer)).find((mail) => subject.test(mail.subject))?.text.replaceAll(/\s+/g, ' ');

async function expectEvenBooks(): Promise<void> {
  await books.everySoOften('payments/import-balance-transactions', 'payments/import-late-balance-transactions');
  expect(Object.keys(await books.trialBalance()).filter((account) => /^(provider|buyer)_clearing/.test(account))).toEqual([]);
}

describe('seats that are given back by the piece', () => {
  let order: PlacedOrder;
  const renewal = async () => (await ordersOf(order)).findLast(({ role }) => role === 'renewal')!;
  const states = async () => (await seatsOf(order)).map(({ state }) => state);

  it('are told before, end with the refund, and come again with the next period that is charged for them', async () => {
    order = await subscribe(plan.standard, 3);
    await passPeriod(order);
    const [first] = await seatsOf(order);
    await market.post(`/v1/orders/${order.number}/items/${first!.entitlementId}/seat?key=${order.accessKey}`, { email: 'colleague@example.kz' });
    const { number, lineId } = await renewal();
    const { body: told } = await market.get(`/v1/merchant/orders/${number}/ending-seats?lineId=${lineId}&quantity=1`, merchant).expect(200);
    const refund = await giveBack({ number }, { lines: [{ lineId, quantity: 1 }] });
    expect([refund.total.amount, refund.lines.map(({ endsSeats }) => endsSeats), refund.endedSeats]).toEqual(['120.00', [1], (told as { items: unknown[] }).items]);
    expect(refund.endedSeats).toHaveLength(1);
    expect((await seatsOf(order)).filter(({ state }) => state === 'revoked').map(({ entitlementId }) => entitlementId)).toEqual(refund.endedSeats.map(({ entitlementId }) => entitlementId));
    expect(await latestMail(/goes back to you$/)).toMatch(/1 seat of your subscription has ended: .* The next period has as many seats as before/);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active', terms: { seats: 3 }, nextTerms: null, nextCharge: { amount: '360.00' } });
    await passPeriod(order);
    const newest = await renewal();
    expect([(await states()).filter((state) => state === 'active').length, (await seatsOf(newest)).map(({ state }) => state)]).toEqual([2, ['active']]);
  });

  it('are charged no more where that was asked for, and give nothing back of what is over', async () => {
    const { number, lineId } = await renewal();
    const over = (await ordersOf(order)).find(({ role }) => role === 'first')!;
    const { body: none } = await market.get(`/v1/merchant/orders/${over.number}/ending-seats?lineId=${over.lineId}&quantity=1`, merchant).expect(200);
    expect(none).toEqual({ items: [] });
    expect((await giveBack(over, { lines: [{ lineId: over.lineId, quantity: 1 }] })).endedSeats).toEqual([]);
    const { body: refused } = await market.post(`/v1/merchant/orders/${over.number}/refunds`, { reason: 'goodwill', lines: [{ lineId: over.lineId, quantity: 1 }], givesUpSeats: true }, merchant).expect(422);
    expect(refused).toMatchObject({ code: 'ordering.seats_not_given_up' });
    await giveBack({ number }, { lines: [{ lineId, quantity: 1 }], givesUpSeats: true }, books.admin, 'admin');
    expect(await latestMail(/goes back to you$/)).toMatch(/From the next period on they are charged no more/);
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active', terms: { seats: 3 }, nextTerms: { seats: 2 }, nextCharge: { amount: '240.00' } });
    await passPeriod(order);
    const all = (await Promise.all((await ordersOf(order)).map(seatsOf))).flat();
    expect(all.filter(({ state }) => state === 'active')).toHaveLength(2);
    const { lineId: last, ...newest } = await renewal();
    await giveBack(newest, { lines: [{ lineId: last, quantity: 1 }] });
    await giveBack(newest, { lines: [{ lineId: last, quantity: 1 }] });
    expect([(await subscriptionOf(order)).state, (await Promise.all((await ordersOf(order)).map(seatsOf))).flat().filter(({ state }) => state === 'active')]).toEqual(['ended', []]);
    await expectEvenBooks();
  });

  it('that were added are given up once, however they are given back', async () => {
    const own = await subscribe(plan.standard, 1);
    const { body } = await market.get(`${of(own, '/subscription/price')}&seats=3`).expect(200);
    await change(own, { kind: 'terms', seats: 3, proratedAt: (body as { proratedAt: string }).proratedAt });
    const added = (await ordersOf(own)).find(({ role }) => role === 'seats')!;
    await giveBack(added, { lines: [{ lineId: added.lineId, quantity: 1 }], givesUpSeats: true });
    expect(await subscriptionOf(own)).toMatchObject({ nextTerms: { seats: 2 } });
    await giveBack(added, {});
    expect(await subscriptionOf(own)).toMatchObject({ state: 'active', nextTerms: { seats: 1 }, nextCharge: { amount: '120.00' } });
    expect((await seatsOf(added)).map(({ state }) => state)).toEqual(['revoked', 'revoked']);
    expect((await seatsOf(own)).map(({ state }) => state)).toEqual(['active']);
    await stop(own);
  });
});

describe('seats that are revoked by hand', () => {
  const access = (id: string, by: Readonly<Record<string, string>>, where: string) => market.post(`/v1/${where}/entitlements/${id}/access`, { to: 'revoked', reason: 'abuse' }, by);

  it('are refused to their merchant, who is told what to do, and an admin ends with them what they are charged', async () => {
    const order = await subscribe(plan.standard, 4);
    const [one, two, three, four] = (await seatsOf(order)).map(({ entitlementId }) => entitlementId) as [string, string, string, string];
    expect((await access(one, merchant, 'merchant').expect(409)).body).toMatchObject({ code: 'delivery.seat_revocation_needs_refund', detail: expect.stringContaining('seats are given up') as string });
    // Both at once: the second waits until the first has been asked of the provider.
    await Promise.all([one, two].map((id) => access(id, books.admin, 'admin').expect(200)));
    await market.until(async () => (await subscriptionOf(order)).nextTerms?.seats === 2);
    await books.rest();
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active', terms: { seats: 4 }, nextTerms: { seats: 2 }, nextCharge: { amount: '240.00' } });
    const [{ lineId } = { lineId: '' }] = await ordersOf(order);
    expect((await giveBack(order, { lines: [{ lineId, quantity: 2 }] })).endedSeats).toEqual([]);
    await passPeriod(order);
    const running = async () => (await Promise.all((await ordersOf(order)).map(seatsOf))).flat().filter(({ state }) => state === 'active').map(({ entitlementId }) => entitlementId);
    expect([(await ordersOf(order)).map(({ role }) => role), (await running()).toSorted()]).toEqual([['first', 'renewal'], [three, four].toSorted()]);
    // With fewer asked for already, the one that goes is one of these.
    await change(order, { kind: 'terms', seats: 1 });
    await access(three, books.admin, 'admin').expect(200);
    await books.rest();
    expect(await subscriptionOf(order)).toMatchObject({ state: 'active', terms: { seats: 2 }, nextTerms: { seats: 1 } });
    await access(four, books.admin, 'admin').expect(200);
    await books.rest();
    expect(await subscriptionOf(order)).toMatchObject({ state: 'ended', nextCharge: null });
    await pass(40 * day);
    expect([(await ordersOf(order)).map(({ role }) => role), await running()]).toEqual([['first', 'renewal'], []]);
    await expectEvenBooks();
  });
});

describe('lists of subscriptions', () => {
  const list = async (query: string, by = merchant, where = 'merchant') => (await market.get(`/v1/${where}/subscriptions${query}`, by).expect(200)).body as { items: Listed[]; nextCursor: string | null };

  it('show a merchant its own, with what each brings in a month', async () => {
    const [yearly, pro] = [await subscribe(plan.yearly, 2), await subscribe(plan.pro)];
    const found = (await list('?state=active')).items;
    expect(found.slice(0, 2).map(({ orderNumber, terms, nextCharge }) => [orderNumber, terms.seats, terms.total.amount, terms.monthly.amount, nextCharge?.amount.amount])).toEqual([
      [pro.number, 1, '300.00', expect.stringMatching(/^\d+\.\d\d$/), '300.00'], [yearly.number, 2, '2400.00', expect.stringMatching(/^\d+\.\d\d$/), '2400.00'],
    ]);
    const [ofPro, ofYearly] = found;
    const [net] = await market.query<{ net: string }>('SELECT l.net_minor::text AS net FROM ordering.order_lines l JOIN ordering.orders o ON o.id = l.order_id WHERE o.number = $1', [yearly.number]);
    expect(minorOf(ofYearly!.terms.monthly)).toBe((BigInt(net!.net) * 2n + 12n) / 24n);
    expect(ofPro?.nextCharge?.at).toBe((await subscriptionOf(pro)).periodEnd);
    const other = await market.signIn(demoOwnerEmail(placedProducts(demoClusters()).find(({ merchant: { slug } }) => slug !== model.merchant.slug)!.merchant.slug));
    expect((await list('', other)).items).toEqual([]);
    await market.get(`/v1/merchant/subscriptions/${ofPro!.id}`, other).expect(404);
    await market.get(`/v1/merchant/subscriptions/${ofPro!.id}`, merchant).expect(200);
    await stop(yearly, pro);
    expect((await list(`?q=${pro.number}`)).items).toEqual([expect.objectContaining({ state: 'active', nextCharge: null, endsAt: expect.any(String) as string })]);
  });

  it('are asked for by state, product and the number of any order, and go on page by page', async () => {
    const all = (await list('?limit=100')).items;
    const paged: Listed[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: Listed[]; nextCursor: string | null } = await list(`?limit=2${cursor && `&cursor=${cursor}`}`, books.admin, 'admin');
      expect(page.items.length).toBeLessThanOrEqual(2);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted().toReversed());
    const ended = all.filter(({ state }) => state === 'ended');
    expect([ended.length > 0, (await list('?state=ended')).items]).toEqual([true, ended]);
    expect(ended.every(({ nextCharge }) => nextCharge === null)).toBe(true);
    expect((await list(`?product=${plan.productId}&limit=100`)).items).toHaveLength(all.length);
    expect((await list(`?product=${newId()}`)).items).toEqual([]);
    const [renewed] = await market.query<{ number: string; first: string }>(`SELECT o.number, f.number AS first FROM ordering.orders o JOIN ordering.subscriptions s ON s.id = o.subscription_id JOIN ordering.orders f ON f.id = s.order_id WHERE o.subscription_role = 'renewal' LIMIT 1`);
    expect((await list(`?q=${renewed!.number.toLowerCase()}`)).items.map(({ orderNumber }) => orderNumber)).toEqual([renewed!.first]);
    expect((await list('?q=SP-00000-00000')).items).toEqual([]);
  });

  it('tell of one all that was paid for it and asked of it', async () => {
    const order = await subscribe(plan.standard);
    await upgrade(order);
    const [{ id }] = (await list(`?q=${order.number}`)).items as [Listed];
    const { body } = await market.get(`/v1/admin/subscriptions/${id}`, books.admin).expect(200);
    const { periods, changes } = body as History;
    expect(periods.map(({ role, status, seats, refunded }) => [role, status, seats, refunded.amount])).toEqual([['first', 'delivered', 1, '0.00'], ['upgrade', 'delivered', 1, '0.00']]);
    expect(periods.every(({ days, total }) => days > 27 && days < 32 && minorOf(total) > 0n)).toBe(true);
    expect(changes).toEqual([expect.objectContaining({ kind: 'upgrade', state: 'done' })]);
    await stop(order);
  });
});

describe('a paid period of which no order can be made', () => {
  const held = async (state = 'held') => (await books.get<{ items: HeldInvoice[] }>(`/v1/admin/held-invoices?state=${state}`)).items;
  /** Only its own orders cannot be made: everybody else's can. */
  const failing = async (order: PlacedOrder, work: () => Promise<void>) => {
    await market.query(`CREATE OR REPLACE FUNCTION public.no_orders() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.subscription_role = 'renewal' AND NEW.subscription_id = (SELECT subscription_id FROM ordering.orders WHERE number = '${order.number}') THEN RAISE EXCEPTION 'no such day'; END IF; RETURN NEW; END $$`);
    await market.query('CREATE TRIGGER no_orders BEFORE INSERT ON ordering.orders FOR EACH ROW EXECUTE FUNCTION public.no_orders()');
    await work();
    await market.query('DROP TRIGGER no_orders ON ordering.orders');
  };
  const heldOf = async (order: PlacedOrder) => {
    await market.until(async () => (await held()).some(({ orderNumber }) => orderNumber === order.number));
    return (await held()).find(({ orderNumber }) => orderNumber === order.number)!;
  };

  it('is seen by an admin with its reason, is tried again, and is an order then', async () => {
    const [order, other] = [await subscribe(plan.standard), await subscribe(plan.standard)];
    await failing(order, () => passPeriod(order));
    const invoice = await heldOf(order);
    expect(invoice).toMatchObject({ reason: 'no_order', isCharged: true, state: 'held', amount: { amount: '120.00' }, text: 'Its money was taken, but no order could be made of it.' });
    expect((await ordersOf(other)).map(({ role }) => role)).toEqual(['first', 'renewal']);
    await market.post(`/v1/admin/held-invoices/${invoice.id}/retry`, {}, books.admin).expect(202);
    await books.rest();
    expect([(await held()).some(({ id }) => id === invoice.id), (await ordersOf(order)).map(({ role }) => role)]).toEqual([false, ['first', 'renewal']]);
    expect((await held('taken')).map(({ id }) => id)).toContain(invoice.id);
    await market.post(`/v1/admin/held-invoices/${invoice.id}/retry`, {}, books.admin).expect(409);
    await market.post(`/v1/admin/held-invoices/${invoice.id}/set-aside`, { reason: 'Too late' }, merchant).expect(403);
    await expectEvenBooks();
    await stop(order, other);
  });

  it('is set aside with its money given back, and never becomes one', async () => {
    const order = await subscribe(plan.standard);
    await failing(order, async () => {
      await passPeriod(order);
      await market.post(`/v1/admin/held-invoices/${(await heldOf(order)).id}/set-aside`, { reason: 'The loom is gone', givesBack: true }, books.admin).expect(200);
      await books.rest();
    });
    await books.everySoOften('payments/follow-due-subscriptions');
    expect((await ordersOf(order)).map(({ role }) => role)).toEqual(['first']);
    expect((await held('set_aside')).filter(({ orderNumber }) => orderNumber === order.number).map(({ note }) => note)).toEqual(['The loom is gone']);
    const [refund] = await market.query<{ status: string; minor: string }>(`SELECT r.status, r.amount_minor::text AS minor FROM payments.refunds r JOIN payments.held_invoices h ON h.reference = r.reference JOIN ordering.orders o ON o.number = $1 AND o.subscription_id = h.subscription_id`, [order.number]);
    expect(refund).toEqual({ status: 'succeeded', minor: '12000' });
    await expectEvenBooks();
    await stop(order);
  });
});

describe('withdrawing from a subscription’s period', () => {
  const withdraw = async (order: Pick<PlacedOrder, 'number' | 'accessKey'>) => {
    const { body } = await market.post(`/v1/orders/${order.number}/withdrawals?key=${order.accessKey}`, { name: 'Anna Schmidt', email: buyer }).expect(201);
    await market.post(`/v1/orders/${order.number}/withdrawals/${(body as { id: string }).id}/confirmation?key=${order.accessKey}`).expect(200);
    await books.rest();
    return (body as { refundNow: Wire }).refundNow;
  };
  const inGermany = () => subscribe(plan.standard, 1, { country: 'DE', currency: 'EUR' });
  const totalOf = async (order: Pick<PlacedOrder, 'number' | 'accessKey'>) => ((await market.get(of(order)).expect(200)).body as { total: Wire }).total;
  const expectEnded = async (order: PlacedOrder) => {
    expect([(await subscriptionOf(order)).state, (await seatsOf(order)).map(({ state }) => state)]).toEqual(['ended', ['revoked']]);
    const [atStripe] = await market.query<{ id: string }>('SELECT s.stripe_subscription_id AS id FROM payments.subscriptions s JOIN ordering.orders o ON o.subscription_id = s.id WHERE o.number = $1', [order.number]);
    expect((await market.stripe.subscriptions.retrieve(atStripe!.id)).status).toBe('canceled');
    await expectEvenBooks();
  };

  it('gives all of it back, or what the days that were used have left, as the law of the market says', async () => {
    const [chilean, german] = [await subscribe(plan.standard, 1, { country: 'CL', currency: 'USD' }), await inGermany()];
    const late = await subscribe(plan.standard, 1, { country: 'CL', currency: 'USD' });
    await pass(8 * day + hour);
    expect(await withdraw(chilean)).toEqual(await totalOf(chilean));
    await expectEnded(chilean);
    const [total, back, [line]] = [minorOf(await totalOf(german)), minorOf(await withdraw(german)), await market.query<{ days: number }>('SELECT l.service_days AS days FROM ordering.order_lines l JOIN ordering.orders o ON o.id = l.order_id WHERE o.number = $1', [german.number])];
    expect(line!.days).toBe(31);
    const exact = (total * 23n) / 31n;
    expect([back >= exact, back <= exact + 1n, back < total]).toEqual([true, true, true]);
    await expectEnded(german);
    await pass(3 * day);
    const { body } = await market.post(`/v1/orders/${late.number}/withdrawals?key=${late.accessKey}`, { name: 'Ana Rojas', email: buyer }).expect(409);
    expect(body).toMatchObject({ code: 'ordering.withdrawal_not_possible' });
    await stop(late);
  });

  it('of a renewed period leaves the one before as it was', async () => {
    const order = await inGermany();
    await passPeriod(order);
    const [first, renewal] = await ordersOf(order);
    const back = minorOf(await withdraw(renewal!));
    expect(back).toBe(minorOf(await totalOf(renewal!)));
    expect(((await market.get(of(first!)).expect(200)).body as { refunded: Wire }).refunded.amount).toBe('0.00');
    await expectEnded(order);
  });
});

describe('a day with all that can happen to subscriptions', () => {
  it('agrees with the payment provider’s list, movement by movement and in its sums', async () => {
    const renewed = await subscribe(plan.standard, 3);
    await passPeriod(renewed);
    const today = dayOf(now());
    const [begun, given] = [await subscribe(plan.standard), await subscribe(plan.yearly)];
    await upgrade(begun);
    const renewal = (await ordersOf(renewed)).findLast(({ role }) => role === 'renewal')!;
    await giveBack(renewal, { lines: [{ lineId: renewal.lineId, quantity: 1 }] });
    await giveBack(given, {});
    await books.everySoOften('payments/import-balance-transactions', 'payments/import-late-balance-transactions');
    const reconcile = async (which: string) => {
      await market.app.get(ReconcileDay, { strict: false }).run(which);
      return books.get<Day>(`/v1/admin/reconciliations/${which}`);
    };
    const { movementCount, differences, totals } = await reconcile(today);
    const from = Date.parse(`${today}T00:00:00Z`) / 1000;
    const { data: movements } = await market.stripe.balanceTransactions.list({ created: { gte: from, lt: from + day }, limit: 100 });
    expect([differences, movementCount]).toEqual([[], movements.length]);
    expect(movements.filter(({ type }) => type === 'charge').length).toBeGreaterThanOrEqual(4);
    expect(movements.filter(({ type }) => type === 'refund').length).toBe(2);
    for (const { provider, posted } of totals) expect(posted).toEqual(provider);
    expect(minorOf(totals[0]!.provider)).toBe(BigInt(movements.reduce((sum, { net }) => sum + net, 0)));
    expect((await reconcile(dayAfter(today, 2))).differences).toEqual([]);
    await expectEvenBooks();
    const { available, pending } = await market.stripe.balance.retrieve();
    expect((await books.trialBalance())['stripe_balance USD']).toBe(BigInt([...available, ...pending].reduce((sum, { amount }) => sum + amount, 0)));
  });
});
