import { CancelOrder } from '@silkport/ordering';
import { cancelledUnpaid, paidOnce } from '../support/market-books.js';
import { putOnSale } from '../support/market-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

const recipient = { name: 'Айгерім Серікқызы', street: 'Abai Avenue 10', city: 'Almaty', postalCode: '050000' };
const book = 'film-book';
const bowl = 'five-bowls';
const software = 'five-seats';
const keys = ['SEAT-1', 'SEAT-2', 'SEAT-3', 'SEAT-4', 'SEAT-5'];

let market: Market;

beforeAll(async () => {
  market = await Market.open();
  await putOnSale(market, { slug: book, kind: 'download', bytes: Buffer.from('A clay figure wakes, and walks to the sea.') });
  await putOnSale(market, { slug: bowl, kind: 'parcel', stock: 5 });
  await putOnSale(market, { slug: software, kind: 'licence-key', stock: 5, keys });
}, 90_000);
afterAll(() => market.close());

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const sessionOf = ({ checkoutUrl }: PlacedOrder) => new URL(checkoutUrl).pathname.split('/').at(-1) ?? '';
const isPaid = (order: PlacedOrder) => () => market.ask(order).then(({ status }) => status === 'paid' || status === 'delivered');
const countOf = async (table: string) => (await market.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`))[0]?.count;

/** One order, one charge, the right status: now, and still so when everything that was under way has ended. */
async function expectPaidOnce(order: PlacedOrder): Promise<void> {
  await market.untilBooks(order, paidOnce());
  await market.provide('/webhooks/drain');
  await market.until(async () => !(await market.query(`SELECT FROM platform.waiting_events UNION ALL SELECT FROM graphile_worker.jobs WHERE attempts <= 1 AND run_at <= now()`)).length);
  expect(await market.books(order)).toEqual(paidOnce());
}

describe('a buyer who pays', () => {
  it('with a card that is declined and then with another has one order and one charge', async () => {
    const order = await market.order([book]);
    for (const declined of ['4000 0000 0000 0002', '4000 0000 0000 9995']) {
      await market.pay(order, declined).expect(402);
      expect(await market.ask(order)).toMatchObject({ status: 'awaiting_payment', paymentStatus: 'open', checkoutUrl: order.checkoutUrl });
    }
    const { headers } = await market.pay(order).expect(303);
    expect(headers.location).toContain(`/ru/orders/${order.number}?key=${order.accessKey}&paid=1`);
    await expectPaidOnce(order);
  });

  it('fails at the bank’s question first has one charge all the same', async () => {
    const order = await market.order([book]);
    const asked = { card: '4000002760003184' };
    await market.provide(`/checkout/sessions/${sessionOf(order)}/pay`, { ...asked, authenticate: 'fail' });
    expect(await market.ask(order)).toMatchObject({ status: 'awaiting_payment', paymentStatus: 'open' });
    await market.provide(`/checkout/sessions/${sessionOf(order)}/pay`, { ...asked, authenticate: 'complete' });
    await expectPaidOnce(order);
  });

  it('clicks twice on “order” has one order: with one key the same answer, with two keys one refusal', async () => {
    const quoteId = await market.quoteFor(book);
    const before = await countOf('ordering.orders');
    const same = { 'idempotency-key': 'doubled-click-1' };
    const answers = await Promise.all([market.place(quoteId, {}, same), market.place(quoteId, {}, same)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const [first, second] = answers.map(({ body }) => body as PlacedOrder);
    expect(second).toMatchObject({ number: first?.number, checkoutUrl: first?.checkoutUrl, accessKey: first?.accessKey });

    const other = await market.quoteFor(book);
    const rivals = await Promise.all([market.place(other), market.place(other)]);
    expect(rivals.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(rivals.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'ordering.quote_already_ordered' });
    expect(await countOf('ordering.orders')).toBe((before ?? 0) + 2);
    if (!first) throw new Error('no order');
    await market.pay(first).expect(303);
    await expectPaidOnce(first);
  });

  it('sends the payment form twice at once is charged once', async () => {
    const order = await market.order([book]);
    const sent = await Promise.all([market.pay(order), market.pay(order)]);
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    await expectPaidOnce(order);
  });

  it('is known to have paid before the browser comes back, and after it', async () => {
    const early = await market.order([book]);
    await market.pay(early).expect(303);
    await market.untilBooks(early, { status: 'delivered' });
    expect(await market.ask(early)).toMatchObject({ status: 'delivered', paymentStatus: 'paid', checkoutUrl: null });
    await expectPaidOnce(early);

    await market.provide('/webhooks/hold');
    const late = await market.order([book]);
    const { headers } = await market.pay(late).expect(303);
    expect((await market.get(headers.location ?? '', { accept: 'text/html' }).expect(200)).text).toContain(late.number);
    await market.untilBooks(late, { status: 'delivered' });
    await market.provide('/webhooks/release');
    await expectPaidOnce(late);
  });
});

describe('the provider’s notice of a payment', () => {
  it('that comes three times at once, and once more later, counts once', async () => {
    await market.provide('/webhooks/copies', { count: 3 });
    const order = await market.order([book]);
    await market.pay(order).expect(303);
    await expectPaidOnce(order);
    await market.provide('/webhooks/copies', { count: 1 });
    const events = await market.stripe.events.list({ type: 'checkout.session.completed', limit: 100 });
    const told = events.data.find(({ data }) => (data.object as { id: string }).id === sessionOf(order));
    await Promise.all(times(2, () => market.provide(`/events/${told?.id}/resend`)));
    await expectPaidOnce(order);
  });

  it('that meets the browser’s question and its own double in the same moment counts once', async () => {
    await market.provide('/webhooks/copies', { count: 2 });
    for (const order of await Promise.all(times(4, () => market.order([book])))) {
      await market.pay(order).expect(303);
      await Promise.all(times(3, () => market.ask(order)));
      await expectPaidOnce(order);
    }
    await market.provide('/webhooks/copies', { count: 1 });
  });

  it('that comes after all the others, in reverse, brings the order to the same end', async () => {
    await market.provide('/webhooks/hold');
    const order = await market.order([book]);
    await market.pay(order, '4000 0000 0000 0002').expect(402);
    await market.pay(order).expect(303);
    expect((await market.books(order)).status).toBe('awaiting_payment');
    await market.provide('/webhooks/release', { order: 'reversed' });
    await expectPaidOnce(order);
  });

  it('that is lost is made good by the buyer’s look at the order', async () => {
    await market.provide('/webhooks/hold');
    const order = await market.order([book]);
    await market.pay(order).expect(303);
    await market.until(isPaid(order));
    await market.untilBooks(order, { mails: 1, entitlements: 1 });
    expect(await market.books(order)).toEqual(paidOnce());
    await market.provide('/webhooks/release');
    await expectPaidOnce(order);
  });
});

describe('while the provider is away', () => {
  it('an order is kept, and its one payment page is there as soon as it is back', async () => {
    const quoteId = await market.quoteFor(book);
    await market.provide('/faults', { kind: 'status', status: 503, count: 3, method: 'POST', path: '/v1/checkout/sessions' });
    const { body } = await market.place(quoteId).expect(201);
    expect(body).toMatchObject({ status: 'awaiting_payment', checkoutUrl: null });
    const order = body as PlacedOrder;
    await market.until(async () => (await market.ask(order)).checkoutUrl !== null, 20_000);
    const { checkoutUrl } = await market.ask(order);
    expect((await market.books(order)).pagesAtStripe).toBe(1);
    await market.pay({ checkoutUrl: checkoutUrl ?? '' }).expect(303);
    await expectPaidOnce(order);
  });

  it('an answer that is lost on its way opens no second page', async () => {
    const quoteId = await market.quoteFor(book);
    await market.provide('/faults', { kind: 'drop', when: 'after', count: 2, method: 'POST', path: '/v1/checkout/sessions' });
    const { body } = await market.place(quoteId).expect(201);
    const order = body as PlacedOrder;
    expect(order.checkoutUrl).not.toBeNull();
    await market.pay(order).expect(303);
    await expectPaidOnce(order);
  });
});

describe('an order that is not paid', () => {
  it('ends when its payment page does, gives its pieces back and cannot be paid any more', async () => {
    const before = await market.available(bowl);
    const order = await market.order([bowl], { recipient });
    expect(await market.available(bowl)).toBe(before - 1);
    await market.stripe.checkout.sessions.expire(sessionOf(order));
    await market.untilBooks(order, cancelledUnpaid());
    expect(await market.available(bowl)).toBe(before);
    await market.pay(order).expect(410);
    expect(await market.ask(order)).toMatchObject({ status: 'cancelled', checkoutUrl: null });
    expect(await market.books(order)).toEqual(cancelledUnpaid());
  });

  it('ends by the buyer’s look where the notice of it is lost, once', async () => {
    await market.provide('/webhooks/hold');
    const before = await market.available(bowl);
    const order = await market.order([bowl], { recipient });
    await market.stripe.checkout.sessions.expire(sessionOf(order));
    await market.until(async () => (await market.ask(order)).status === 'cancelled');
    await market.provide('/webhooks/release', { order: 'reversed' });
    await market.provide('/webhooks/drain');
    expect(await market.books(order)).toEqual(cancelledUnpaid());
    expect(await market.available(bowl)).toBe(before);
  });

  it('and is paid after it was cancelled gives the money back whole, and delivers nothing', async () => {
    const before = await market.available(bowl);
    const order = await market.order([bowl], { recipient });
    const [row] = await market.query<{ id: string }>('SELECT id FROM ordering.orders WHERE number = $1', [order.number]);
    await market.app.get(CancelOrder, { strict: false }).run(row?.id ?? '', { actor: 'operator', reason: 'a piece was broken' });
    await market.pay(order).expect(303);
    await market.untilBooks(order, { refunds: 1, refundsAtStripe: 1 });
    expect(await market.books(order)).toEqual({ ...cancelledUnpaid(), charges: 1, refunds: 1, chargesAtStripe: 1, refundsAtStripe: 1 });
    expect(await market.available(bowl)).toBe(before);
  });
});

describe('the clock', () => {
  /** As when its time was over a minute ago; then what is done every minute. */
  async function passTimeOf(...orders: readonly Pick<PlacedOrder, 'number'>[]): Promise<void> {
    await market.query(`UPDATE ordering.orders SET expires_at = now() - interval '1 minute' WHERE number = ANY ($1)`, [orders.map(({ number }) => number)]);
    await market.query(`SELECT graphile_worker.add_job('ordering/end-stale-orders')`);
  }

  it('ends an order that was not paid in time and closes its page, but never one that was paid', async () => {
    const before = await market.available(bowl);
    await market.provide('/webhooks/hold');
    const [left, paid] = await Promise.all([market.order([bowl], { recipient }), market.order([bowl], { recipient })]);
    await market.pay(paid).expect(303);
    await passTimeOf(left, paid);
    await market.untilBooks(left, cancelledUnpaid());
    await market.untilBooks(paid, { ...paidOnce(), status: 'paid', entitlements: 0, parcels: 1 });
    await market.pay(left).expect(410);
    expect(await market.available(bowl)).toBe(before - 1);
    await market.provide('/webhooks/release', { order: 'reversed' });
    expect([(await market.books(left)).status, (await market.books(paid)).status]).toEqual(['cancelled', 'paid']);
    await market.query(`UPDATE catalog.stock SET available = 5 WHERE variant_id = $1`, [await market.variant(bowl)]);
  });

  it('ends the others too where one cannot be ended, since the provider names another sum for it', async () => {
    await market.provide('/webhooks/hold');
    const odd = await market.order([book]);
    const left = await market.order([book]);
    const wrong = (minor: number) => market.query(`UPDATE payments.checkouts SET amount_minor = amount_minor + $2 WHERE stripe_session_id = $1`, [sessionOf(odd), minor]);
    await wrong(1);
    await market.pay(odd).expect(303);
    await passTimeOf(odd, left);
    await market.untilBooks(left, cancelledUnpaid());
    expect((await market.books(odd)).status).toBe('awaiting_payment');
    await wrong(-1);
    await market.provide('/webhooks/release');
    await expectPaidOnce(odd);
  });
});

describe('sixteen buyers at once of five pieces', () => {
  it('are five with an order and eleven who are told so before they pay; what one lets go another has', async () => {
    const quotes = await Promise.all(times(16, () => market.quoteFor(bowl)));
    const before = await countOf('ordering.order_lines');
    const answers = await Promise.all(quotes.map((quoteId, n) => market.place(quoteId, { email: `buyer-${n}@example.kz`, recipient })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...times(5, () => 201), ...times(11, () => 409)]);
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body).toMatchObject({ code: 'catalog.sold_out' });
    expect(await countOf('ordering.order_lines')).toBe((before ?? 0) + 5);
    expect(await market.available(bowl)).toBe(0);
    expect((await market.quote([{ variantId: await market.variant(bowl), quantity: 1 }])).body).toMatchObject({ status: 409, code: 'catalog.sold_out' });

    const [given, ...kept] = answers.filter(({ status }) => status === 201).map(({ body }) => body as PlacedOrder);
    if (!given) throw new Error('nobody has an order');
    await Promise.all(kept.map((order) => market.pay(order).expect(303)));
    await market.stripe.checkout.sessions.expire(sessionOf(given));
    await market.untilBooks(given, cancelledUnpaid());
    const stillWaiting = quotes[answers.findIndex(({ status }) => status === 409)] ?? '';
    const { body } = await market.place(stillWaiting, { recipient }).expect(201);
    await market.pay(body as PlacedOrder).expect(303);
    for (const order of [...kept, body as PlacedOrder]) await market.untilBooks(order, { ...paidOnce(), status: 'paid', entitlements: 0, parcels: 1 });
    expect(await market.available(bowl)).toBe(0);
    expect(await market.query(`SELECT 1 FROM catalog.stock_holds h JOIN catalog.variants v ON v.id = h.variant_id WHERE v.sku = '${bowl}'`)).toEqual([]);
  });

  it('and eight of five licence keys are five, each with a key of its own', async () => {
    const quotes = await Promise.all(times(8, () => market.quoteFor(software)));
    const answers = await Promise.all(quotes.map((quoteId) => market.place(quoteId)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...times(5, () => 201), ...times(3, () => 409)]);
    const orders = answers.filter(({ status }) => status === 201).map(({ body }) => body as PlacedOrder);
    await Promise.all(orders.map((order) => market.pay(order).expect(303)));
    for (const order of orders) await market.untilBooks(order, paidOnce());
    const given = (await Promise.all(orders.map((order) => market.deliveries(order)))).flatMap((deliveries) => deliveries.flatMap((delivery) => delivery.keys));
    expect(given.toSorted()).toEqual(keys);
  });
});

describe('a payment page that is left open', () => {
  // Last: it moves the provider's clock on.
  it('closes by itself after its half hour, and the order with it', async () => {
    const order = await market.order([book]);
    await market.provide('/clock/advance', { seconds: 40 * 60 });
    await market.untilBooks(order, cancelledUnpaid());
    await market.pay(order).expect(410);
  });
});
