import { PublishProducts, type NewProduct } from '@silkport/catalog';
import { AddAssets } from '@silkport/delivery';
import { leavesUnder } from '@silkport/markets';
import { money } from '@silkport/values';
import { ApiUnderTest, type PlacedOrder, type Role } from './support/api-under-test.js';
import { merchants } from './support/catalogue.js';

interface Amount { readonly amount: string; readonly currency: string }
interface Line { readonly id: string; readonly productSlug: string; readonly state: string; readonly total: Amount; readonly refunded: Amount; readonly serviceDays: number | null; readonly withdrawnAt: string | null }
interface Order { readonly status: string; readonly total: Amount; readonly refunded: Amount; readonly lines: readonly Line[]; readonly withdrawalRights: readonly { readonly lineId: string; readonly canWithdraw: boolean; readonly reason: string }[] }
interface Withdrawal { readonly id: string; readonly confirmedAt: string | null; readonly refundId: string | null; readonly refundNow: Amount }
interface Standing { readonly lineId: string; readonly state: string; readonly refund: Amount; readonly returnedAt: string | null; readonly refundId: string | null }

const german = { country: 'DE', currency: 'EUR' };
const who = { name: 'Anna Schmidt', email: 'anna@example.de' };
const recipient = { name: 'Anna Schmidt', street: 'Lange Straße 12', city: 'Köln' };
const minor = ({ amount }: Amount) => BigInt(amount.replace('.', ''));

let api: ApiUnderTest;

beforeAll(async () => {
  api = await ApiUnderTest.start();
  const { studio } = merchants;
  const made = (slug: string, deliveryKind: NewProduct['deliveryKind'], taxonomy: string, serviceDays?: number): NewProduct => ({
    code: slug.toUpperCase(), slug, merchant: { id: studio.id, slug: studio.slug, name: studio.name }, clusterId: 'jingdezhen', taxonomyId: leavesUnder(taxonomy)[0] ?? '', deliveryKind, unit: 'piece',
    name: { en: slug }, description: { en: slug }, tags: {}, variants: [{ sku: slug, name: { en: slug }, prices: [money(30_000n, 'CNY')], ...(serviceDays ? { serviceDays } : {}) }],
  });
  const published = await api.app.get(PublishProducts, { strict: false }).run([
    made('salt-dish', 'parcel', 'g.ceramics'), made('oil-jar', 'parcel', 'g.ceramics'), made('kiln-watch', 'service', 'ds.professional', 30), made('kiln-cloud', 'download', 'dt.cloud', 30),
  ]);
  await api.app.get(AddAssets, { strict: false }).run([{ productId: published[3]?.productId ?? '', fileName: 'key.txt', contentType: 'text/plain', title: { en: 'Key' }, bytes: Buffer.from('key') }]);
  api.catalogue = { ...api.catalogue, ...Object.fromEntries(published.map(({ productId, variantIds, code }) => [code.toLowerCase(), { productId, variantIds }])) };
}, 60_000);
afterAll(() => api.stop());

const path = (order: PlacedOrder, more = '') => `/v1/orders/${order.number}/withdrawals${more}?key=${order.accessKey}`;
const view = async (order: PlacedOrder): Promise<Order> => (await api.get(`/v1/orders/${order.number}?key=${order.accessKey}`).expect(200)).body as Order;
const lineOf = async (order: PlacedOrder, slug: string): Promise<Line> => {
  const line = (await view(order)).lines.find(({ productSlug }) => productSlug === slug);
  if (!line) throw new Error(`The order has no ${slug}`);
  return line;
};
const declare = async (order: PlacedOrder, lineIds?: readonly string[]): Promise<Withdrawal> => (await api.post(path(order), { ...who, ...(lineIds ? { lineIds } : {}) }).expect(201)).body as Withdrawal;
const confirm = async (order: PlacedOrder, { id }: Withdrawal): Promise<Withdrawal> => (await api.post(path(order, `/${id}/confirmation`)).expect(200)).body as Withdrawal;
const withdraw = async (order: PlacedOrder, lineIds?: readonly string[]): Promise<Withdrawal> => confirm(order, await declare(order, lineIds));
const merchantDoes = (order: PlacedOrder, line: Line, what: 'dispatch' | 'delivery' | 'return', role: Role = 'merchant') => (
  api.post(`/v1/${role === 'admin' ? 'admin' : 'merchant'}/orders/${order.number}/lines/${line.id}/${what}`, what === 'dispatch' ? {} : undefined, api.as(role))
);
const standings = async (role: 'merchant' | 'otherMerchant' | 'admin', line: Line): Promise<Standing[]> => (
  ((await api.get(`/v1/${role === 'admin' ? 'admin' : 'merchant'}/withdrawals?limit=100`, api.as(role)).expect(200)).body as { items: Standing[] }).items.filter(({ lineId }) => lineId === line.id)
);
const refunds = ({ number }: PlacedOrder) => api.query<{ reason: string; state: string; minor: bigint }>(
  `SELECT r.reason, r.state, r.total_minor AS minor FROM ordering.refunds r JOIN ordering.orders o ON o.id = r.order_id WHERE o.number = $1 ORDER BY r.id`, [number],
);
const paidAgo = ({ number }: PlacedOrder, days: number) => api.query(`UPDATE ordering.orders SET paid_at = now() - $2 * interval '1 day' WHERE number = $1`, [number, days]);

async function bought(slugs: string[], given: object = {}): Promise<PlacedOrder> {
  const order = await api.orderFor(german, slugs, { recipient, ...given });
  await api.settle(order);
  return order;
}

async function sent(slug = 'salt-dish'): Promise<{ order: PlacedOrder; line: Line }> {
  const order = await bought([slug]);
  const line = await lineOf(order, slug);
  await merchantDoes(order, line, 'dispatch').expect(204);
  await api.calm();
  return { order, line };
}

describe('a parcel that was sent, and that its buyer withdraws from', () => {
  it('is shown to its merchant and the admin, and its money goes back once it is back, once and audited', async () => {
    const { order, line } = await sent();
    expect(await withdraw(order)).toMatchObject({ refundId: null });
    expect(await standings('merchant', line)).toMatchObject([{ state: 'return_expected', refund: line.total, returnedAt: null, refundId: null }]);
    expect([await standings('admin', line), await standings('otherMerchant', line)]).toMatchObject([[{ state: 'return_expected' }], []]);
    const { body: seen } = await api.get(`/v1/merchant/orders/${order.number}`, api.as('merchant')).expect(200);
    expect((seen as Order).lines[0]?.withdrawnAt).toEqual(expect.any(String));
    expect((await merchantDoes(order, line, 'return', 'otherMerchant').expect(404)).body).toMatchObject({ errors: [{ field: 'number' }] });
    await Promise.all([1, 2, 3].map(() => merchantDoes(order, line, 'return').expect(204)));
    await merchantDoes(order, line, 'return', 'admin').expect(204);
    await api.calm();
    expect(await refunds(order)).toEqual([{ reason: 'withdrawal', state: 'succeeded', minor: minor(line.total) }]);
    expect(await view(order)).toMatchObject({ status: 'refunded', refunded: line.total });
    expect(await standings('merchant', line)).toMatchObject([{ state: 'paid_back', returnedAt: expect.any(String), refundId: expect.any(String) }]);
    expect(await api.query("SELECT action FROM identity.audit_entries WHERE details->>'lineId' = $1", [line.id])).toEqual([{ action: 'ordering.line_returned' }]);
  });

  it('cannot be withdrawn from again, in any language', async () => {
    const { order, line } = await sent();
    const early = await declare(order);
    await withdraw(order);
    expect((await view(order)).withdrawalRights).toMatchObject([{ canWithdraw: false, reason: 'withdrawn' }]);
    const details = await Promise.all(['en', 'zh-CN', 'ru', 'ar'].map(async (locale) => {
      const { body } = await api.post(path(order), { ...who, lineIds: [line.id] }, { 'accept-language': locale }).expect(409);
      expect(body).toMatchObject({ code: 'ordering.line_already_withdrawn', errors: [{ field: 'lineIds.0' }] });
      return (body as { detail: string }).detail;
    }));
    expect(new Set(details).size).toBe(4);
    expect((await api.post(path(order), who).expect(409)).body).toMatchObject({ code: 'ordering.line_already_withdrawn', errors: [{ field: 'lineIds' }] });
    expect((await api.post(path(order, `/${early.id}/confirmation`)).expect(409)).body).toMatchObject({ code: 'ordering.line_already_withdrawn' });
  });

  it('is not expected back where nobody has confirmed to withdraw', async () => {
    const { order, line } = await sent();
    await declare(order);
    expect((await merchantDoes(order, line, 'return').expect(409)).body).toMatchObject({ code: 'ordering.return_not_expected', errors: [{ field: 'lineId' }] });
    expect(await refunds(order)).toEqual([]);
  });

  it('is paid back no more than is left, where its merchant has given some or all of it back meanwhile', async () => {
    const { order, line } = await sent();
    await withdraw(order);
    await api.post(`/v1/merchant/orders/${order.number}/refunds`, { reason: 'goodwill' }, api.as('merchant')).expect(201);
    await merchantDoes(order, line, 'return').expect(204);
    await api.calm();
    expect(await refunds(order)).toMatchObject([{ reason: 'goodwill', minor: minor(line.total) }]);
    expect(await standings('merchant', line)).toMatchObject([{ state: 'settled' }]);
  });
});

describe('goods that come in several parcels', () => {
  it('can be given back until two weeks after the last of them', async () => {
    const order = await bought(['salt-dish', 'oil-jar']);
    const [dish, jar] = [await lineOf(order, 'salt-dish'), await lineOf(order, 'oil-jar')];
    await merchantDoes(order, dish, 'delivery').expect(204);
    await api.calm();
    await api.query(`UPDATE ordering.order_lines SET delivered_at = now() - interval '40 days' WHERE id = $1`, [dish.id]);
    expect((await view(order)).withdrawalRights).toMatchObject([{ canWithdraw: true, reason: 'before_delivery' }, { canWithdraw: true, reason: 'before_delivery' }]);
    await merchantDoes(order, jar, 'delivery').expect(204);
    await api.calm();
    expect((await view(order)).withdrawalRights).toMatchObject([{ canWithdraw: true, reason: 'in_period' }, { canWithdraw: true, reason: 'in_period' }]);
    await api.query(`UPDATE ordering.order_lines SET delivered_at = now() - interval '18 days' WHERE id = $1`, [jar.id]);
    expect((await view(order)).withdrawalRights).toMatchObject([{ canWithdraw: false, reason: 'period_over' }, { canWithdraw: false, reason: 'period_over' }]);
  });
});

describe('a withdrawal while the buyer’s bank disputes the payment', () => {
  async function disputed(): Promise<{ order: PlacedOrder; dispute: string; line: Line }> {
    const order = await bought(['market-advice']);
    const { body } = await api.controlSandbox(`/charges/${await api.chargeOf(order)}/dispute`, { reason: 'fraudulent' });
    await api.eventually(async () => (await view(order)).status === 'disputed');
    return { order, dispute: (body as { id: string }).id, line: await lineOf(order, 'market-advice') };
  }

  it.each([['win', ['withdrawal']], ['lose', ['chargeback']]])('is received, and paid back by one of the two when the bank lets the merchant %s', async (decision, reasons) => {
    const { order, dispute, line } = await disputed();
    expect(await withdraw(order)).toMatchObject({ confirmedAt: expect.any(String), refundId: null });
    expect(await refunds(order)).toEqual([]);
    await api.controlSandbox(`/disputes/${dispute}/${decision}`).expect(200);
    await api.eventually(async () => (await view(order)).status !== 'disputed');
    await api.calm();
    expect((await refunds(order)).map(({ reason }) => reason)).toEqual(reasons);
    expect((await view(order)).refunded).toEqual(line.total);
    const [event] = await api.query<{ payload: object }>(`SELECT payload FROM platform.events WHERE name = 'ordering.withdrawal_received' AND payload->>'orderNumber' = $1`, [order.number]);
    expect(event?.payload).toMatchObject({ merchantIds: [merchants.datahouse.id], waitsFor: ['decision'] });
  });
});

describe('a withdrawal from an order that is held', () => {
  async function held(): Promise<PlacedOrder> {
    const order = await api.orderFor(german, ['market-advice']);
    await api.payFrom(order, 'CN');
    await api.eventually(async () => (await view(order)).status === 'held');
    return order;
  }
  const decide = (order: PlacedOrder, what: 'release' | 'refusal') => api.post(`/v1/admin/orders/${order.number}/${what}`, { note: 'A bill was shown' }, api.as('admin')).expect(204);

  it('is received, and paid back when the order is let go on, whose buyer has nothing of it', async () => {
    const order = await held();
    expect(await withdraw(order)).toMatchObject({ confirmedAt: expect.any(String), refundId: null });
    await decide(order, 'release');
    await api.calm();
    expect(await refunds(order)).toMatchObject([{ reason: 'withdrawal', state: 'succeeded' }]);
    expect(await view(order)).toMatchObject({ status: 'refunded' });
    expect(await api.query('SELECT e.state FROM delivery.entitlements e JOIN ordering.orders o ON o.id = e.order_id WHERE o.number = $1', [order.number])).toEqual([{ state: 'revoked' }]);
  });

  it('needs nothing more when the order is refused: all of its money goes back as it came', async () => {
    const order = await held();
    await withdraw(order);
    const line = await lineOf(order, 'market-advice');
    await decide(order, 'refusal');
    await api.calm();
    expect([await refunds(order), (await view(order)).status, await standings('admin', line), await standings('otherMerchant', line)]).toMatchObject([[], 'cancelled', [{ state: 'settled' }], []]);
  });
});

describe('a service of 30 days', () => {
  it.each([[true, 2n], [false, 3n]])('that is withdrawn from after ten: its buyer asked it to begin: %s; thirds that go back: %s', async (startService, thirds) => {
    const order = await bought(['kiln-watch'], { startService });
    await paidAgo(order, 10);
    const line = await lineOf(order, 'kiln-watch');
    expect((await view(order)).withdrawalRights).toMatchObject([startService ? { usedDays: 10, ofDays: 30 } : { usedDays: null, ofDays: null }]);
    expect(line.serviceDays).toBe(30);
    await withdraw(order);
    await api.calm();
    const total = minor(line.total);
    // Shared two to one without rest: the cent that does not divide is the buyer's.
    const wanted = thirds === 3n ? total : total - total / 3n;
    const [refund] = await refunds(order);
    expect(refund).toMatchObject({ reason: 'withdrawal', state: 'succeeded' });
    expect(refund?.minor).toBe(wanted);
    const { body } = await api.get(`/v1/merchant/orders/${order.number}`, api.as('merchant')).expect(200);
    expect((body as { startServiceAsked: boolean }).startServiceAsked).toBe(startService);
  });

  it('that begins at once needs consents of its own, and is paid for by the day', async () => {
    const { body: quote } = await api.post('/v1/quotes', { ...api.quoteBody('kiln-cloud'), ...german }).expect(201);
    expect(quote).toMatchObject({ needsImmediateDeliveryConsent: true, immediateDeliveryConsents: ['service_start', 'service_payment'], serviceStartConsents: [] });
    const order = await bought(['kiln-cloud']);
    const [kept] = await api.query<{ consents: { kind: string; key: string }[] }>('SELECT consents FROM ordering.orders WHERE number = $1', [order.number]);
    expect(kept?.consents.map(({ key }) => key)).toEqual(['ordering.consent_terms', 'ordering.consent_service_start', 'ordering.consent_service_payment']);
    const line = await lineOf(order, 'kiln-cloud');
    await api.query(`UPDATE ordering.order_lines SET delivered_at = now() - interval '10 days' WHERE id = $1`, [line.id]);
    await withdraw(order);
    await api.calm();
    expect(await view(order)).toMatchObject({ status: 'partly_refunded' });
    expect(await api.query('SELECT state FROM delivery.entitlements WHERE order_line_id = $1', [line.id])).toEqual([{ state: 'revoked' }]);
    expect((await api.post(path(order), who).expect(409)).body).toMatchObject({ code: 'ordering.line_already_withdrawn' });
  });
});

describe('a waiver', () => {
  it('counts once the mail that confirms it has gone out, once, and not before', async () => {
    const order = await bought(['clay-film-book']);
    const kinds = async () => (await api.query<{ kinds: string[] }>(`SELECT ARRAY(SELECT c->>'kind' FROM jsonb_array_elements(consents) AS c) AS kinds FROM ordering.orders WHERE number = $1`, [order.number]))[0]?.kinds;
    expect(await kinds()).toEqual(['terms', 'immediate_delivery', 'loss_of_withdrawal']);
    expect((await view(order)).withdrawalRights).toMatchObject([{ canWithdraw: true, reason: 'in_period' }]);
    const completes = async () => (await api.query<{ isOver: boolean }>('SELECT completes_at <= now() AS "isOver" FROM ordering.orders WHERE number = $1', [order.number]))[0]?.isOver;
    expect(await completes()).toBe(false);
    await api.confirmByMail(order);
    await api.confirmByMail(order);
    expect(await completes()).toBe(true);
    expect(await kinds()).toEqual(['terms', 'immediate_delivery', 'loss_of_withdrawal', 'durable_confirmation']);
    expect((await view(order)).withdrawalRights).toMatchObject([{ canWithdraw: false, reason: 'waived' }]);
    expect((await api.post(path(order), who).expect(409)).body).toMatchObject({ code: 'ordering.withdrawal_not_possible' });
  });
});
