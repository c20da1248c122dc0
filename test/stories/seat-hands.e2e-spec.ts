import { PublishProducts } from '@silkport/catalog';
import { demoClusters, demoOwnerEmail, newProductOf, placedProducts } from '@silkport/demo';
import { money, newId } from '@silkport/values';
import request from 'supertest';
import { Market, type PlacedOrder } from '../support/market.js';
import { MarketLedger } from '../support/market-ledger.js';
import { buyService, sellService } from '../support/service-goods.js';

let market: Market;
let books: MarketLedger;

beforeAll(async () => {
  market = await Market.open();
  books = await MarketLedger.open(market);
}, 120_000);
afterAll(() => market.close());

const put = (path: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) => request(market.url).put(path).set(headers).send(body);
const body = async <Answer>(asked: PromiseLike<{ body: unknown }>) => (await asked).body as Answer;

/** A seat of an order in the hands of whoever holds the order. */
function seatOf({ number, accessKey }: PlacedOrder, entitlementId: string) {
  const at = (what: string, key = accessKey) => `/v1/orders/${number}/deliveries/${entitlementId}/${what}?key=${encodeURIComponent(key)}`;
  return {
    at,
    /** @returns the key of the link in the letter */
    give: async (email: string): Promise<string> => {
      await put(at('seat'), { email }).expect(200);
      await books.rest();
      return /key=([\w-]+)/.exec((await market.mailsTo(email))[0]?.text ?? '')?.[1] ?? '';
    },
    takeBack: async () => {
      await request(market.url).delete(at('seat')).expect(204);
      await books.rest();
    },
  };
}

/** A subscription of one seat that gives API access and a key for one machine. */
async function subscribed() {
  const model = placedProducts(demoClusters()).map((placed, order) => newProductOf(placed, order)).find(({ deliveryKind }) => deliveryKind === 'download');
  if (!model) throw new Error('The demo has nothing to download');
  const [variantId, productId] = [newId(), newId()];
  await market.app.get(PublishProducts, { strict: false }).run([{
    ...model, id: productId, code: 'SEAT-API', slug: 'seat-api', deliveryKind: 'subscription', unit: 'seat-month',
    variants: [{ id: variantId, sku: 'seat-api', name: { en: 'Standard' }, prices: [money(12_000n, 'CNY')], billing: { interval: 'month', intervalCount: 1, trialDays: 0 } }],
  }]);
  const owner = await market.signIn(demoOwnerEmail(model.merchant.slug));
  const plan = { scopes: [{ name: 'read', methods: ['GET'], path: '/', units: 1 }], quotaUnits: 60, quotaPeriod: 'purchase', perSecond: null, perMinute: null, validDays: null };
  await put(`/v1/merchant/products/${productId}/variants/${variantId}/api-plan`, plan, owner).expect(200);
  await put(`/v1/merchant/variants/${variantId}/key-plan`, { source: 'generated', pattern: 'XXXXXXXXXXXXXXXXXX', maxMachines: 1 }, owner).expect(204);
  const quote = await body<{ id: string }>(market.post('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'CNY', locale: 'en' }).expect(201));
  const placed = await body<PlacedOrder>(market.place(quote.id, { startService: true, immediateDelivery: true }).expect(201));
  await market.pay(placed).expect(303);
  await market.until(async () => (await market.deliveries(placed)).length === 1);
  const [{ entitlementId } = { entitlementId: '' }] = (await market.deliveries(placed)) as unknown as { entitlementId: string }[];
  return { productId, seat: seatOf(placed, entitlementId) };
}

describe('a seat with API access and a key', () => {
  it('leaves whoever had it with neither, also while nobody has it', async () => {
    const { productId, seat } = await subscribed();
    const first = await seat.give('first@example.kz');
    // Its page leads to the API, whatever the kind of what was bought.
    const page = (path: string) => seat.at(path, first).replace('/v1/', '/en/').replace('/deliveries/', '/items/').replace(/\/(?=\?)/, '');
    expect((await market.get(page('')).expect(200)).text).toContain(page('usage'));
    await market.get(page('usage')).expect(200);
    const { token } = await body<{ token: string }>(market.post(seat.at('api/credentials', first), { name: 'mine' }).expect(201));
    const call = (given: string) => market.get(`/v1/gateway-checks/${productId}`, { 'x-api-key': given });
    await call(token).expect(204);
    const keyOf = async (key: string) => (await body<{ items: { key: string }[] }>(market.get(seat.at('licence', key)).expect(200))).items[0]?.key ?? '';
    const licence = (what: string, key: string, fingerprint?: string) => market.post(`/v1/licences/${what}`, { key, product: productId, fingerprint });
    const firstKey = await keyOf(first);
    await licence('activate', firstKey, 'firsts-machine').expect(200);

    await seat.takeBack();
    await call(token).expect(401);
    expect((await licence('verify', firstKey)).body).toMatchObject({ valid: false, code: 'revoked' });

    const second = await seat.give('second@example.kz');
    await call(token).expect(401);
    expect((await licence('activate', firstKey, 'firsts-machine').expect(403)).body).toMatchObject({ code: 'delivery.licence_key_retired' });
    const secondKey = await keyOf(second);
    await licence('activate', secondKey, 'seconds-machine').expect(200);
    expect((await licence('verify', secondKey, 'seconds-machine')).body).toMatchObject({ valid: true });
    const access = await body<{ credentials: unknown[] }>(market.get(seat.at('api', second)).expect(200));
    expect(access.credentials).toEqual([]);
    const span = `&from=${new Date(Date.now() - 86_400_000).toISOString()}`;
    expect((await body<{ items: unknown[] }>(market.get(`${seat.at('api/usage', second)}${span}`).expect(200))).items).toEqual([]);
    expect((await body<{ items: unknown[] }>(market.get(`${seat.at('api/usage')}${span}`).expect(200))).items).not.toEqual([]);
    const log = await body<{ items: { what: string; subject: string | null }[] }>(market.get(seat.at('accesses', second)).expect(200));
    expect(log.items.map(({ what }) => what)).not.toContain('credential_issued');
    expect(log.items.map(({ subject }) => subject)).not.toContain('delivery.licence_key_retired');
  });
});

describe('a seat in a course', () => {
  it('begins anew for its next holder, and the certificate of the one before stays good and is seen by nobody else', async () => {
    const course = await sellService(market, { slug: 'throwing-course', kind: 'course', price: money(19_900n, 'CNY') });
    const modules = [{ title: { en: 'Clay' }, lessons: [{ title: { en: 'Wedging' }, body: { en: 'Fold the clay.' }, assetIds: [], isPreview: false }] }];
    await put(`/v1/merchant/products/${course.productId}/course`, { basedOn: 0, modules }, course.owner).expect(200);
    const { order, entitlementIds: [id = ''] } = await buyService(market, course, 1);
    const seat = seatOf(order, id);
    const courseOf = (key: string) => body<{ isCompleted: boolean; certificateNumber: string | null; modules: { lessons: { id: string }[] }[] }>(market.get(`${seat.at('course', key)}&locale=en`).expect(200));

    const anna = await seat.give('anna@example.kz');
    const lessonId = (await courseOf(anna)).modules[0]?.lessons[0]?.id ?? '';
    await put(seat.at(`lessons/${lessonId}/completion`, anna), {}).expect(200);
    const certify = (key: string, learnerName: string) => market.post(seat.at('certificate', key), { name: learnerName });
    const { number } = await body<{ number: string }>(certify(anna, 'Anna A').expect(201));
    expect(await courseOf(anna)).toMatchObject({ isCompleted: true, certificateNumber: number });

    const boris = await seat.give('boris@example.kz');
    expect(await courseOf(boris)).toMatchObject({ isCompleted: false, certificateNumber: null });
    await market.get(seat.at('certificate', boris)).expect(404);
    await certify(boris, 'Boris B').expect(409);
    expect((await market.get(`/v1/certificates/${number}`).expect(200)).body).toMatchObject({ learnerName: 'Anna A' });
    await put(seat.at(`lessons/${lessonId}/completion`, boris), {}).expect(200);
    const own = await body<{ number: string; learnerName: string }>(certify(boris, 'Boris B').expect(201));
    expect(own).toMatchObject({ learnerName: 'Boris B' });
    expect(own.number).not.toBe(number);
    const learners = await market.get(`/v1/merchant/products/${course.productId}/learners`, course.owner).expect(200);
    expect(JSON.stringify(learners.body)).not.toContain(number);

    const endsTold = async (email: string) => (await market.mailsTo(email)).filter(({ subject }) => subject.includes('ваше место больше не действует')).length;
    expect([await endsTold('anna@example.kz'), await endsTold('boris@example.kz')]).toEqual([1, 0]);
    await market.post(`/v1/merchant/orders/${order.number}/refunds`, { reason: 'goodwill' }, course.owner).expect(201);
    await books.rest();
    expect([await endsTold('anna@example.kz'), await endsTold('boris@example.kz')]).toEqual([1, 1]);
  });
});
