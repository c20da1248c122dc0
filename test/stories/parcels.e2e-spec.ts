import { money } from '@silkport/values';
import { putOnSale } from '../support/market-goods.js';
import { foundMerchant, type TestMerchant } from '../support/market-merchant.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Shipment { readonly id: string; readonly state: string; readonly tracking: string | null; readonly trackingUrl: string | null; readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly returnedAt: string | null }[] }
interface Parcel { readonly lineId: string; readonly state: string; readonly toPack: number }
interface Problem { readonly code: string; readonly errors?: readonly { readonly field: string }[] }

const recipient = { name: 'Anna Schmidt', street: 'Lange Straße 12', city: 'Köln', postalCode: '50667', phone: '+49 221 000000' };
const legalFacts = {
  legalName: '景德镇蓝窑陶瓷有限公司', streetLines: ['陶溪川 1 号'], postalCode: '333000', city: '景德镇市', region: '江西省', country: 'CN', registrationNumber: '91000000DEM0000019', taxId: '91000000DEM0000019', accountsEmail: 'accounts@studio.example',
};

let market: Market;
let maker: TestMerchant;

beforeAll(async () => {
  market = await Market.open();
  maker = await foundMerchant(market, 'parcel-kiln', 'CN');
  for (const slug of ['story-bowl', 'story-cup']) await putOnSale(market, { slug, kind: 'parcel', merchant: maker, price: money(9_900n, 'CNY'), stock: 40 });
}, 90_000);
afterAll(() => market.close());

const merchant = () => maker.owner;
const boxPath = (id: string, what = '') => `/v1/merchant/shipments/${id}${what}`;

async function paid(...wanted: readonly (readonly [slug: string, quantity: number])[]): Promise<PlacedOrder> {
  const items = await Promise.all(wanted.map(async ([slug, quantity]) => ({ variantId: await market.variant(slug), quantity })));
  const { body: quote } = await market.post('/v1/quotes', { items, country: 'DE', currency: 'EUR', locale: 'en' }).expect(201);
  const order = (await market.place((quote as { id: string }).id, { email: 'anna@example.de', recipient }).expect(201)).body as PlacedOrder;
  await market.pay(order).expect(303);
  await market.until(async () => (await market.deliveries(order)).length === wanted.length);
  return order;
}

const lineOf = ({ lines }: PlacedOrder, slug: string) => lines.find(({ productSlug }) => productSlug === slug)?.id ?? '';
const standing = async ({ number }: PlacedOrder) => (await market.get(`/v1/merchant/orders/${number}/shipments`, merchant()).expect(200)).body as { parcels: Parcel[]; shipments: Shipment[] };
const lineStates = async ({ number, accessKey }: PlacedOrder) => ((await market.get(`/v1/orders/${number}?key=${accessKey}`).expect(200)).body as { lines: { productSlug: string; state: string }[] }).lines.map(({ productSlug, state }) => `${productSlug} ${state}`).toSorted();
const page = async ({ number, accessKey }: PlacedOrder) => (await market.get(`/en/orders/${number}?key=${accessKey}`, { accept: 'text/html' }).expect(200)).text;

async function packed({ number }: PlacedOrder, lines: readonly { lineId: string; quantity: number }[], carriage: object = {}): Promise<Shipment> {
  return (await market.post(`/v1/merchant/orders/${number}/shipments`, { lines, ...carriage }, merchant()).expect(201)).body as Shipment;
}

describe('a merchant who sends an order of two things to Germany in two boxes', () => {
  let order: PlacedOrder;
  let first: Shipment;

  it('sees what is to be packed, and packs a box of both', async () => {
    order = await paid(['story-bowl', 3], ['story-cup', 1]);
    expect((await standing(order)).parcels.map(({ state, toPack }) => [state, toPack]).toSorted()).toEqual([['to_ship', 1], ['to_ship', 3]]);
    const { body: toSend } = await market.get('/v1/merchant/parcels?state=to_ship', merchant()).expect(200);
    expect((toSend as { items: { orderNumber: string; toPack: number }[] }).items.map(({ orderNumber, toPack }) => [orderNumber, toPack]).toSorted()).toEqual([[order.number, 1], [order.number, 3]]);
    first = await packed(order, [{ lineId: lineOf(order, 'story-bowl'), quantity: 1 }, { lineId: lineOf(order, 'story-cup'), quantity: 1 }]);
    expect((await standing(order)).parcels.map(({ toPack }) => toPack).toSorted()).toEqual([0, 2]);
    const { body } = await market.post(`/v1/merchant/orders/${order.number}/shipments`, { lines: [{ lineId: lineOf(order, 'story-cup'), quantity: 1 }] }, merchant()).expect(409);
    expect(body).toMatchObject({ code: 'delivery.not_to_be_packed' });
  });

  it('is told every field that customs miss, and gets the papers when they are there', async () => {
    const { body } = await market.get(boxPath(first.id, '/packing-list.pdf'), merchant()).expect(422);
    const fields = ((body as Problem).errors ?? []).map(({ field }) => field);
    expect((body as Problem).code).toBe('delivery.paper_incomplete');
    expect(fields).toEqual(expect.arrayContaining(['sender.legalName', 'sender.country']));
    await market.get('/v1/merchant/legal-facts', merchant()).expect(200);
    await put('/v1/merchant/legal-facts', legalFacts);
    const { body: still } = await market.get(boxPath(first.id, '/packing-list.pdf'), merchant()).expect(422);
    expect(((still as Problem).errors ?? []).map(({ field }) => field)).toEqual(expect.arrayContaining(['products.STORY-BOWL.hsCode', 'products.STORY-CUP.netWeightGrams', 'weightGrams']));
    for (const slug of ['story-bowl', 'story-cup']) {
      const { body: product } = await market.get(`/v1/products/${slug}`).expect(200);
      await put(`/v1/merchant/products/${(product as { id: string }).id}/customs`, { hsCode: '691110', originCountry: 'CN', description: { en: `Porcelain ${slug}`, de: `Porzellan ${slug}` }, netWeightGrams: 380 });
    }
    await put(boxPath(first.id, '/carriage'), { carrier: 'china-post', tracking: 'LX123456789CN', weightGrams: 900 });
    const { body: declared } = await market.get(boxPath(first.id, '/declaration'), merchant()).expect(200);
    expect(declared).toMatchObject({
      form: 'CN22', category: 'sale_of_goods', importScheme: { name: 'IOSS', market: 'EU', number: 'IMDEMO0000' }, weightGrams: 900, netWeightGrams: 760,
      sender: { country: 'CN', lines: [legalFacts.legalName, '陶溪川 1 号', '333000 景德镇市 江西省'] }, recipient: { country: 'DE', lines: ['Anna Schmidt', 'Lange Straße 12', '50667 Köln'] },
    });
    expect((declared as { items: { localDescription: string; hsCode: string }[] }).items.map(({ localDescription, hsCode }) => [localDescription, hsCode]).toSorted()).toEqual([['Porzellan story-bowl', '691110'], ['Porzellan story-cup', '691110']]);
    for (const locale of ['en', 'zh-CN', 'ar', 'ru']) {
      const { body: pdf } = await market.get(boxPath(first.id, `/packing-list.pdf?locale=${locale}`), merchant()).buffer(true).expect(200);
      expect((pdf as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  it('sends it, and the buyer is told by mail and on the page how to follow it', async () => {
    await market.post(boxPath(first.id, '/dispatch'), {}, merchant()).expect(200);
    await market.post(boxPath(first.id, '/dispatch'), {}, merchant()).expect(200);
    await market.until(async () => (await market.mailsTo('anna@example.de')).some(({ subject }) => subject.includes('is on its way')));
    const [mail] = (await market.mailsTo('anna@example.de')).filter(({ subject }) => subject.includes('is on its way'));
    expect(mail?.text).toContain('LX123456789CN');
    const html = await page(order);
    expect(html).toContain('yjcx.ems.com.cn');
    expect(html).toContain('1 of 3 pieces');
    const { body } = await market.get(`/v1/orders/${order.number}/shipments?key=${order.accessKey}`).expect(200);
    expect((body as { items: Shipment[] }).items).toMatchObject([{ state: 'shipped', tracking: 'LX123456789CN' }]);
    await market.get(`/v1/orders/${order.number}/shipments?key=nonsense`).expect(404);
  });

  it('has delivered what arrived whole, and not yet what is in the other box', async () => {
    await market.post(boxPath(first.id, '/delivery'), {}, merchant()).expect(200);
    await market.until(async () => (await lineStates(order)).includes('story-cup delivered'));
    expect(await lineStates(order)).toEqual(['story-bowl paid', 'story-cup delivered']);
  });

  it('takes back a box that could not be handed over: its pieces are paid back, and the rest is delivered', async () => {
    const second = await packed(order, [{ lineId: lineOf(order, 'story-bowl'), quantity: 2 }], { carrier: 'a cousin with a van' });
    await market.post(boxPath(second.id, '/return'), { reason: 'undeliverable' }, merchant()).expect(409);
    await market.post(boxPath(second.id, '/dispatch'), {}, merchant()).expect(200);
    for (const _ of ['once', 'again']) await market.post(boxPath(second.id, '/return'), { reason: 'undeliverable' }, merchant()).expect(200);
    await market.until(async () => (await market.mailsTo('anna@example.de')).some(({ subject }) => subject.includes('goes back to you')));
    const [refund] = await market.query<{ count: number }>('SELECT count(*)::int AS count FROM ordering.refunds r JOIN ordering.orders o ON o.id = r.order_id WHERE o.number = $1', [order.number]);
    expect(refund?.count).toBe(1);
    await market.until(async () => (await standing(order)).parcels.every(({ state }) => state === 'delivered'));
  });

  it('hears of a withdrawal, and the parcel that comes back is returned', async () => {
    await market.post(`/v1/orders/${order.number}/withdrawals?key=${order.accessKey}`, { lineIds: [lineOf(order, 'story-cup')], name: 'Anna Schmidt', email: 'anna@example.de' }).expect(201)
      .then(async ({ body }) => market.post(`/v1/orders/${order.number}/withdrawals/${(body as { id: string }).id}/confirmation?key=${order.accessKey}`).expect(200));
    await market.post(`/v1/merchant/orders/${order.number}/lines/${lineOf(order, 'story-cup')}/return`, {}, merchant()).expect(204);
    await market.until(async () => (await lineStates(order)).includes('story-cup refunded'));
    expect((await standing(order)).parcels.find(({ lineId }) => lineId === lineOf(order, 'story-cup'))?.state).toBe('returned');
    expect(await page(order)).toContain('Came back on');
  });
});

describe('a parcel of which one piece of three has gone', () => {
  let order: PlacedOrder;
  let box: Shipment;

  it('has a number to follow it by later, and the buyer is told of it once', async () => {
    order = await paid(['story-bowl', 3]);
    box = await packed(order, [{ lineId: lineOf(order, 'story-bowl'), quantity: 1 }]);
    await market.post(boxPath(box.id, '/dispatch'), {}, merchant()).expect(200);
    const told = async () => (await market.mailsTo('anna@example.de')).filter(({ subject, text }) => subject.includes('can be followed') && text.includes(order.number));
    for (const tracking of ['LX000000001CN', 'LX000000002CN']) await put(boxPath(box.id, '/carriage'), { carrier: 'china-post', tracking });
    await market.until(async () => (await told()).length > 0);
    expect((await told()).map(({ text }) => text.includes('LX000000001CN'))).toEqual([true]);
  });

  it('is withdrawn from: what has gone comes back first, the rest is on sale again and never sent, then all of the money goes back', async () => {
    const before = await market.available('story-bowl');
    const { body: declared } = await market.post(`/v1/orders/${order.number}/withdrawals?key=${order.accessKey}`, { name: 'Anna Schmidt', email: 'anna@example.de' }).expect(201);
    expect((declared as { lines: { returnExpected: boolean }[] }).lines).toMatchObject([{ returnExpected: true }]);
    await market.post(`/v1/orders/${order.number}/withdrawals/${(declared as { id: string }).id}/confirmation?key=${order.accessKey}`).expect(200);
    await market.until(async () => (await standing(order)).parcels.every(({ toPack }) => toPack === 0));
    expect(await market.available('story-bowl')).toBe((before ?? 0) + 2);
    const ask = () => market.get(`/v1/orders/${order.number}?key=${order.accessKey}`).expect(200).then(({ body }) => body as { total: object; refunded: { amount: string } });
    expect((await ask()).refunded.amount).toBe('0.00');
    await market.post(`/v1/merchant/orders/${order.number}/lines/${lineOf(order, 'story-bowl')}/return`, {}, merchant()).expect(204);
    await market.until(async () => (await ask()).refunded.amount !== '0.00');
    const { total, refunded } = await ask();
    expect(refunded).toEqual(total);
    expect((await standing(order)).parcels.map(({ state }) => state)).toEqual(['returned']);
  });
});

describe('somebody else', () => {
  it('sees and moves none of it', async () => {
    const order = await paid(['story-bowl', 1]);
    const box = await packed(order, [{ lineId: lineOf(order, 'story-bowl'), quantity: 1 }]);
    const stranger = (await foundMerchant(market, 'other-kiln', 'CN')).owner;
    await market.get(boxPath(box.id), stranger).expect(404);
    await market.get(boxPath(box.id, '/packing-list.pdf'), stranger).expect(404);
    for (const what of ['/dispatch', '/delivery']) await market.post(boxPath(box.id, what), {}, stranger).expect(404);
    await market.post(boxPath(box.id, '/return'), { reason: 'undeliverable' }, stranger).expect(404);
    await market.post(`/v1/merchant/orders/${order.number}/shipments`, { lines: [{ lineId: lineOf(order, 'story-bowl'), quantity: 1 }] }, stranger).expect(404);
    const { body: product } = await market.get('/v1/products/story-bowl').expect(200);
    await put(`/v1/merchant/products/${(product as { id: string }).id}/customs`, { hsCode: '691110', originCountry: 'CN', description: { en: 'Bowl' }, netWeightGrams: 380 }, stranger, 404);
    expect((await standing(order)).shipments).toMatchObject([{ id: box.id, state: 'packed' }]);
  });
});

async function put(path: string, body: object, headers = merchant(), status?: number): Promise<void> {
  const response = await fetch(`${market.url}${path}`, { method: 'PUT', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  if (status === undefined ? !response.ok : response.status !== status) throw new Error(`PUT ${path}: ${response.status} ${await response.text()}`);
}
