import { ApiUnderTest, type PlacedOrder } from './support/api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());

const recipient = { name: 'Айгерім', street: 'Abai Avenue 10', city: 'Almaty' };

interface Line { id: string; state: string; quantity: number; total: Amount; refunded: Amount; productSlug: string }
interface Amount { amount: string; currency: string }
interface Order { status: string; total: Amount; net: Amount; tax: Amount; refunded: Amount; lines: Line[]; parts: { merchantId: string; status: string; total: Amount }[] }

const view = async (order: PlacedOrder): Promise<Order> => (await api.get(`/v1/orders/${order.number}?key=${order.accessKey}`).expect(200)).body as Order;
const refund = (order: PlacedOrder, body: object, role: 'admin' | 'merchant' | 'otherMerchant' = 'admin', key?: string) => (
  api.post(`/v1/${role === 'admin' ? 'admin' : 'merchant'}/orders/${order.number}/refunds`, { reason: 'goodwill', ...body }, { ...api.as(role), ...(key ? { 'idempotency-key': key } : {}) })
);
const idOf = async ({ number }: PlacedOrder): Promise<string> => (await api.query<{ id: string }>('SELECT id FROM ordering.orders WHERE number = $1', [number]))[0]?.id ?? '';
const states = async (order: PlacedOrder) => (await view(order)).lines.map(({ state }) => state);
const entitlements = async (order: PlacedOrder) => (
  (await api.query<{ state: string }>('SELECT state FROM delivery.entitlements WHERE order_id = $1 ORDER BY order_line_id', [await idOf(order)])).map(({ state }) => state)
);
const refundStates = async (order: PlacedOrder) => (
  (await api.query<{ state: string }>('SELECT state FROM ordering.refunds WHERE order_id = $1 ORDER BY id', [await idOf(order)])).map(({ state }) => state)
);

/** What is left of each frozen amount of an order once all of its refunds are taken off. */
async function unreturned(order: PlacedOrder): Promise<Record<string, bigint>> {
  const shares = ['total', 'net', 'tax', 'merchantTotal', 'merchantNet', 'commission', 'commissionTax', 'payable'];
  const column = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const [row] = await api.query<Record<string, bigint>>(
    `SELECT ${shares.map((name) => `(sum(l.${column(name)}_minor) - coalesce(sum((SELECT sum((r.share->'${name}'->>'amountMinor')::bigint) FROM ordering.refund_lines r WHERE r.line_id = l.id)), 0))::bigint AS "${name}"`).join(', ')}
     FROM ordering.order_lines l WHERE l.order_id = $1`, [await idOf(order)],
  );
  return row ?? {};
}

const nothing = { total: 0n, net: 0n, tax: 0n, merchantTotal: 0n, merchantNet: 0n, commission: 0n, commissionTax: 0n, payable: 0n };

describe('a paid order', () => {
  it('has its tax, its commission and a part for each merchant, which sum', async () => {
    const order = await api.orderFor({}, [{ slug: 'clay-film-book', quantity: 3 }, 'port-calls']);
    await api.settle(order);
    const paid = await view(order);
    expect(paid).toMatchObject({ status: 'delivered', refunded: { amount: '0.00' } });
    expect(paid.parts.map(({ status }) => status)).toEqual(['delivered', 'delivered']);
    expect(Number(paid.parts[0]?.total.amount) + Number(paid.parts[1]?.total.amount)).toBeCloseTo(Number(paid.total.amount), 6);
    expect(Number(paid.net.amount) + Number(paid.tax.amount)).toBeCloseTo(Number(paid.total.amount), 6);
    const [line] = await api.query('SELECT commission_minor, payable_minor, merchant_net_minor FROM ordering.order_lines WHERE order_id = $1', [await idOf(order)]);
    expect(line).toMatchObject({ merchant_net_minor: expect.anything() });
    expect((await api.query('SELECT from_status, to_status, actor FROM ordering.order_transitions WHERE order_id = $1 ORDER BY id', [await idOf(order)]))).toEqual([
      { from_status: null, to_status: 'awaiting_payment', actor: 'buyer' }, { from_status: 'awaiting_payment', to_status: 'paid', actor: 'stripe' },
      { from_status: 'paid', to_status: 'delivered', actor: 'delivery' },
    ]);
  });

  it('is given back by amount, by the piece and by the rest, and then nothing of any frozen amount is left', async () => {
    const order = await api.orderFor({}, [{ slug: 'clay-film-book', quantity: 3 }, 'port-calls']);
    await api.settle(order);
    const [book] = (await view(order)).lines;
    await refund(order, { amount: { amount: '777.77', currency: 'KZT' } }).expect(201);
    await refund(order, { lines: [{ lineId: book?.id, quantity: 1 }] }).expect(201);
    expect(await view(order)).toMatchObject({ status: 'partly_refunded' });
    expect(await entitlements(order)).toEqual(['active', 'active']);
    const { body } = await refund(order, {}).expect(201);
    expect(body).toMatchObject({ state: 'asked', reason: 'goodwill' });
    await api.calm();
    expect(await view(order)).toMatchObject({ status: 'refunded', lines: [{ state: 'refunded' }, { state: 'refunded' }] });
    expect(await unreturned(order)).toEqual(nothing);
    expect(await refundStates(order)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(await entitlements(order)).toEqual(['revoked', 'revoked']);
    const [facts] = await api.query('SELECT sum(amount_minor)::bigint AS amount, sum(cny_minor)::bigint AS cny, count(*)::int AS n FROM trade_statistics.facts WHERE order_number = $1', [order.number]);
    expect(facts).toEqual({ amount: 0n, cny: 0n, n: expect.any(Number) });
  });

  it('is given back once for a repeated request', async () => {
    const order = await api.orderFor({}, ['port-calls']);
    await api.settle(order);
    const body = { amount: { amount: '100.00', currency: 'KZT' } };
    const first = await refund(order, body, 'admin', 'refund-once-123').expect(201);
    const again = await refund(order, body, 'admin', 'refund-once-123').expect(201);
    expect(again.body).toEqual(first.body);
    await api.calm();
    expect(await refundStates(order)).toEqual(['succeeded']);
  });

  it('is given back by a merchant as far as it is the merchant’s', async () => {
    const order = await api.orderFor({}, ['clay-film-book', 'port-calls']);
    await api.settle(order);
    const lines = (await view(order)).lines;
    const foreign = lines.find(({ productSlug }) => productSlug === 'port-calls');
    expect((await refund(order, { lines: [{ lineId: foreign?.id }] }, 'merchant').expect(404)).body).toMatchObject({ code: 'ordering.order_line_unknown' });
    await refund(order, {}, 'merchant').expect(201);
    expect(await view(order)).toMatchObject({ status: 'partly_refunded', parts: [{ status: 'refunded' }, { status: 'delivered' }] });
  });
});

describe('a refund', () => {
  let order: PlacedOrder;
  beforeAll(async () => {
    order = await api.orderFor({}, ['port-calls']);
    await api.settle(order);
  });

  it.each([
    ['above what was paid', { amount: { amount: '99999999.00', currency: 'KZT' } }, 422, 'ordering.refund_above_paid'],
    ['in another currency', { amount: { amount: '1.00', currency: 'EUR' } }, 422, 'ordering.refund_in_other_currency'],
    ['of nothing', { amount: { amount: '0.00', currency: 'KZT' } }, 422, 'ordering.refund_not_positive'],
    ['below nothing', { amount: { amount: '-5.00', currency: 'KZT' } }, 422, 'ordering.refund_not_positive'],
    ['of a line of another order', { lines: [{ lineId: '01a20a06-7505-750f-a367-988b94fb523a' }] }, 404, 'ordering.order_line_unknown'],
  ])('%s is refused in every language, and nothing is posted', async (_name, body, status, code) => {
    const counts = () => api.query('SELECT (SELECT count(*) FROM ordering.refunds) AS refunds, (SELECT count(*) FROM platform.events) AS events, (SELECT count(*) FROM identity.audit_entries) AS audited');
    const before = await counts();
    const sentences = new Set<string>();
    for (const locale of ['en', 'zh-CN', 'ru', 'ar']) {
      const answer = await api.post(`/v1/admin/orders/${order.number}/refunds`, { reason: 'goodwill', ...body }, { ...api.as('admin'), 'accept-language': locale }).expect(status);
      expect(answer.body).toMatchObject({ code });
      sentences.add((answer.body as { title?: string; detail?: string }).detail ?? (answer.body as { title?: string }).title ?? '');
    }
    expect(sentences.size).toBe(4);
    expect(await counts()).toEqual(before);
  });

  it('of an order that was not paid is refused', async () => {
    const unpaid = await api.orderFor({}, ['port-calls']);
    expect((await refund(unpaid, {}).expect(409)).body).toMatchObject({ code: 'ordering.order_not_paid' });
  });
});

/** The bank disputes the payment of an order. */
async function dispute(order: PlacedOrder): Promise<string> {
  const answer = await api.controlSandbox(`/charges/${await api.chargeOf(order)}/dispute`, { reason: 'product_not_received' });
  if (answer.status >= 400) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  await api.eventually(async () => (await view(order)).status === 'disputed');
  await api.calm();
  return (answer.body as { id: string }).id;
}

describe('a dispute', () => {
  it('stops access, is answered with what was delivered, and gives access back when it is won', async () => {
    const order = await api.orderFor({}, ['clay-film-book', 'market-advice']);
    await api.settle(order);
    const id = await dispute(order);
    expect(await states(order)).toEqual(['disputed', 'disputed']);
    expect(await entitlements(order)).toEqual(['suspended', 'suspended']);
    expect((await refund(order, {}).expect(409)).body).toMatchObject({ code: 'ordering.order_in_dispute' });
    await api.eventually(async () => (await api.query<{ evidence: string }>('SELECT evidence FROM payments.disputes WHERE id = $1', [id]))[0]?.evidence === 'submitted');
    await api.controlSandbox(`/disputes/${id}/win`).expect(200);
    await api.eventually(async () => (await view(order)).status === 'partly_delivered');
    await api.calm();
    expect(await states(order)).toEqual(['delivered', 'paid']);
    expect(await entitlements(order)).toEqual(['active', 'active']);
  });

  it('that is lost is a refund that nobody sends, and ends access', async () => {
    const order = await api.orderFor({}, ['clay-film-book', 'port-calls']);
    await api.settle(order);
    const id = await dispute(order);
    await api.controlSandbox(`/disputes/${id}/lose`).expect(200);
    await api.eventually(async () => (await view(order)).status === 'lost');
    await api.calm();
    expect(await entitlements(order)).toEqual(['revoked', 'revoked']);
    expect(await refundStates(order)).toEqual(['taken_by_bank']);
    expect(await unreturned(order)).toEqual(nothing);
    expect((await refund(order, {}).expect(422)).body).toMatchObject({ code: 'ordering.refund_above_paid' });
  });

  it('after a refund of a part is about the rest: lost, all is given back once', async () => {
    const order = await api.orderFor({}, ['port-calls']);
    await api.settle(order);
    await refund(order, { amount: { amount: '1000.00', currency: 'KZT' } }).expect(201);
    await api.calm();
    const id = await dispute(order);
    await api.controlSandbox(`/disputes/${id}/lose`).expect(200);
    await api.eventually(async () => (await view(order)).status === 'lost');
    await api.calm();
    expect(await refundStates(order)).toEqual(['succeeded', 'taken_by_bank']);
    expect(await unreturned(order)).toEqual(nothing);
  });
});

describe('a refund and a dispute at once', () => {
  /** A refund of a part is asked for in the moment in which the bank asks for all of it. */
  async function overtaken(): Promise<{ order: PlacedOrder; id: string; refundsTaken: number }> {
    const order = await api.orderFor({}, ['port-calls']);
    await api.settle(order);
    const answer = await api.controlSandbox(`/charges/${await api.chargeOf(order)}/dispute`, { reason: 'fraudulent' });
    const [{ status }] = await Promise.all([refund(order, { amount: { amount: '1000.00', currency: 'KZT' } }), api.eventually(async () => (await view(order)).status === 'disputed')]);
    await api.calm();
    return { order, id: (answer.body as { id: string }).id, refundsTaken: status === 201 ? 1 : 0 };
  }

  it.each(['win', 'lose'])('end in one truth when the bank lets the buyer %s', async (decision) => {
    const { order, id, refundsTaken } = await overtaken();
    await api.controlSandbox(`/disputes/${id}/${decision}`).expect(200);
    await api.eventually(async () => !['disputed'].includes((await view(order)).status));
    await api.calm();
    const left = await unreturned(order);
    const settled = await refundStates(order);
    expect(settled.filter((state) => !['succeeded', 'taken_by_bank'].includes(state))).toEqual([]);
    expect(settled).toHaveLength(refundsTaken + (decision === 'lose' ? 1 : 0));
    if (decision === 'lose') expect(left).toEqual(nothing);
    else expect(left.total).toBe(minorOf((await view(order)).total) - minorOf((await view(order)).refunded));
  });
});

const minorOf = ({ amount }: Amount) => BigInt(amount.replace('.', ''));

describe('the right of withdrawal', () => {
  const german = { country: 'DE', currency: 'EUR' };
  const who = { name: 'Anna Schmidt', email: 'anna@example.de' };
  const path = (order: PlacedOrder, more = '') => `/v1/orders/${order.number}/withdrawals${more}?key=${order.accessKey}`;

  it('from a file is given up expressly before it is delivered at once, in words that are kept', async () => {
    const { body: quote } = await api.post('/v1/quotes', { ...api.quoteBody('clay-film-book'), ...german }).expect(201);
    expect(quote).toMatchObject({ needsImmediateDeliveryConsent: true });
    const refused = await api.post('/v1/orders', { quoteId: (quote as { id: string }).id, email: 'anna@example.de', acceptTerms: true }).expect(422);
    expect(refused.body).toMatchObject({ code: 'ordering.immediate_delivery_consent_missing' });
    const order = await api.orderFor(german, ['clay-film-book']);
    await api.settle(order);
    await api.confirmByMail(order);
    const [row] = await api.query<{ consents: { kind: string; version: string }[] }>('SELECT consents FROM ordering.orders WHERE number = $1', [order.number]);
    expect(row?.consents.map(({ kind }) => kind)).toEqual(['terms', 'immediate_delivery', 'loss_of_withdrawal', 'durable_confirmation']);
    expect((await api.post(path(order), who).expect(409)).body).toMatchObject({ code: 'ordering.withdrawal_not_possible' });
  });

  it('is used in two steps without signing in: nothing happens at the first, money and access go back at the second, once', async () => {
    const order = await api.orderFor(german, ['market-advice', 'tea-bowl'], { recipient: { ...recipient, city: 'Bonn' } });
    await api.settle(order);
    const { body: declared } = await api.post(path(order), who).expect(201);
    expect(declared).toMatchObject({ confirmedAt: null, refundId: null, lines: [{ returnExpected: false }, { returnExpected: false }] });
    expect(await refundStates(order)).toEqual([]);
    const confirm = () => api.post(path(order, `/${(declared as { id: string }).id}/confirmation`)).expect(200);
    const { body: receipt } = await confirm();
    expect(receipt).toMatchObject({ confirmedAt: expect.any(String), refundId: expect.any(String) });
    expect((await confirm()).body).toEqual(receipt);
    await api.calm();
    expect(await view(order)).toMatchObject({ status: 'refunded' });
    expect(await refundStates(order)).toEqual(['succeeded']);
    expect(await entitlements(order)).toEqual(['revoked']);
    expect(await api.query('SELECT state FROM delivery.parcels WHERE order_id = $1', [await idOf(order)])).toEqual([{ state: 'cancelled' }]);
  });

  it('from a parcel that is on its way is paid back when it is back again', async () => {
    const order = await api.orderFor(german, ['tea-bowl'], { recipient });
    await api.settle(order);
    const [line] = (await view(order)).lines;
    await api.post(`/v1/merchant/orders/${order.number}/lines/${line?.id}/dispatch`, { carrier: 'EMS' }, api.as('merchant')).expect(204);
    await api.calm();
    const { body: declared } = await api.post(path(order), who).expect(201);
    expect(declared).toMatchObject({ lines: [{ returnExpected: true }], refundNow: { amount: '0.00' } });
  });

  it('from a parcel that has arrived waits for its return, and is refused without the key', async () => {
    const order = await api.orderFor(german, ['tea-bowl'], { recipient });
    await api.settle(order);
    const [line] = (await view(order)).lines;
    await api.post(`/v1/merchant/orders/${order.number}/lines/${line?.id}/dispatch`, { carrier: 'EMS' }, api.as('merchant')).expect(204);
    await api.post(`/v1/merchant/orders/${order.number}/lines/${line?.id}/delivery`, undefined, api.as('merchant')).expect(204);
    await api.eventually(async () => (await view(order)).status === 'delivered');
    await api.post(`/v1/orders/${order.number}/withdrawals?key=wrong`, who).expect(404);
    const { body: declared } = await api.post(path(order), who).expect(201);
    expect(declared).toMatchObject({ lines: [{ returnExpected: true }], refundNow: { amount: '0.00' } });
    expect((await api.post(path(order, `/${(declared as { id: string }).id}/confirmation`)).expect(200)).body).toMatchObject({ refundId: null });
    expect(await view(order)).toMatchObject({ status: 'delivered' });
  });
});
