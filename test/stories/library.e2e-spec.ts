import { CreatePeople, hashPassword } from '@silkport/identity';
import { money, newId } from '@silkport/values';
import request from 'supertest';
import { putOnSale } from '../support/market-goods.js';
import { foundMerchant, type TestMerchant } from '../support/market-merchant.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Seat { readonly orderLineId: string; readonly entitlementId: string; readonly seat: number; readonly state: string; readonly deliveryKind: string; readonly files: readonly { readonly url: string | null }[] }

const password = 'loom and kiln and lathe';
let market: Market;
let maker: TestMerchant;
let order: PlacedOrder;
let seats: readonly Seat[];

beforeAll(async () => {
  market = await Market.open();
  maker = await foundMerchant(market, 'seat-school', 'CN');
  await putOnSale(market, { slug: 'seat-tool', kind: 'licence-key', merchant: maker, price: money(3_000n, 'CNY'), stock: 9, keys: ['KEY-1', 'KEY-2', 'KEY-3'], bytes: Buffer.from('a tool') });
  await putOnSale(market, { slug: 'seat-book', kind: 'download', merchant: maker, price: money(2_000n, 'CNY'), bytes: Buffer.from('a book') });
  const createPeople = market.app.get(CreatePeople, { strict: false });
  await createPeople.run([
    { email: 'aigerim@example.kz', passwordHash: await hashPassword(password), locale: 'en', emailConfirmed: true }, { email: 'student@example.kz', passwordHash: await hashPassword(password), locale: 'en', emailConfirmed: true },
  ]);
  const { body: quote } = await market.post('/v1/quotes', { items: [{ variantId: await market.variant('seat-tool'), quantity: 2 }, { variantId: await market.variant('seat-book'), quantity: 1 }], country: 'KZ', currency: 'KZT', locale: 'en' }).expect(201);
  order = (await market.place((quote as { id: string }).id).expect(201)).body as PlacedOrder;
  await market.pay(order).expect(303);
  await market.until(async () => (await market.deliveries(order)).length === 3);
  seats = ((await market.deliveries(order)) as unknown as Seat[]).filter(({ deliveryKind }) => deliveryKind === 'licence-key');
}, 90_000);
afterAll(() => market.close());

const itemOf = (seat: Seat | undefined, key = order.accessKey) => `/en/orders/${order.number}/items/${seat?.entitlementId}?key=${key}`;
const page = (path: string, headers: Readonly<Record<string, string>> = {}) => market.get(path, { accept: 'text/html', ...headers });
const mailTo = async (email: string, words: string) => (await market.mailsTo(email)).find(({ subject }) => subject.includes(words));
const give = (seat: Seat | undefined, email: string, key = order.accessKey) => request(market.url).post(`/en/orders/${order.number}/items/${seat?.entitlementId}/seat?key=${key}`).set('accept', 'text/html').type('form').send({ email });

async function session(email: string): Promise<{ cookie: string }> {
  const answer = await request(market.url).post('/en/sign-in').type('form').send({ email, password }).expect(303);
  return { cookie: [answer.headers['set-cookie']].flat().map((cookie) => String(cookie).split(';')[0]).join('; ') };
}

async function entitlementOf(slug: string): Promise<string> {
  const line = order.lines.find(({ productSlug }) => productSlug === slug)?.id;
  return ((await market.deliveries(order)) as unknown as Seat[]).find(({ orderLineId }) => orderLineId === line)?.entitlementId ?? '';
}

describe('who asks with a wrong key', () => {
  it('is told that there is no such order, and is written down, with the thing where it is one', async () => {
    const tries = async () => (await market.query<{ id: string | null; times: bigint; country: string | null }>(
      "SELECT entitlement_id AS id, sum(times)::bigint AS times, max(client_country) AS country FROM delivery.accesses WHERE what = 'refused' GROUP BY 1 ORDER BY 1 NULLS LAST")).map(({ id, times }) => [id, Number(times)]);
    const [seat] = seats;
    expect(await tries()).toEqual([]);
    await market.get(`/v1/orders/${order.number}/deliveries?key=wrong`).expect(404);
    await market.get(`/v1/orders/${order.number}/deliveries/${newId()}/licence?key=${order.accessKey}`).expect(404);
    await page(itemOf(seat, 'wrong')).expect(404);
    const { body } = await market.get(`/v1/orders/${order.number}/deliveries/${seat?.entitlementId}/licence?key=wrong`, { 'accept-language': 'ru' }).expect(404);
    expect(body).toMatchObject({ code: 'ordering.order_unknown', detail: expect.stringMatching(/[а-я]{3}/) as string });
    await market.until(async () => JSON.stringify(await tries()) === JSON.stringify([[seat?.entitlementId, 2], [null, 2]]));
  });
});

describe('a buyer of two seats', () => {
  let firstLink: string;

  it('sees them on the order page, each with a page of its own', async () => {
    const { text } = await page(`/en/orders/${order.number}?key=${order.accessKey}`).expect(200);
    for (const { entitlementId } of seats) expect(text).toContain(`/items/${entitlementId}`);
    expect((await page(itemOf(seats[0])).expect(200)).text).toContain('Not given away: you use it yourself.');
  });

  it('gives one to a student, who opens it by the link of a mail and sees nothing else of the order', async () => {
    await give(seats[1], 'nobody').expect(400);
    await give(seats[1], 'Student@example.kz').expect(303);
    await give(seats[1], 'student@example.kz').expect(303);
    await market.until(async () => (await mailTo('student@example.kz', 'a seat for you')) !== undefined);
    expect((await market.mailsTo('student@example.kz')).filter(({ subject }) => subject.includes('a seat for you'))).toHaveLength(1);
    firstLink = /https?:\S+\/items\/\S+?key=[\w-]+/.exec((await mailTo('student@example.kz', 'a seat for you'))?.text ?? '')?.[0] ?? '';
    const { text } = await page(firstLink).expect(200);
    expect(text).toContain('This seat was given to you.');
    expect(text).not.toContain('aigerim@example.kz');
    const key = new URL(firstLink).searchParams.get('key') ?? '';
    await page(itemOf(seats[0], key)).expect(404);
    await page(`/en/orders/${order.number}?key=${key}`).expect(404);
    await market.get(`/v1/orders/${order.number}/deliveries?key=${key}`).expect(404);
    await give(seats[1], 'friend@example.kz', key).expect(403);
  });

  it('finds everything in the library by kind, and the student the seat alone', async () => {
    const own = await session('aigerim@example.kz');
    const { text } = await page('/en/library', own).expect(200);
    for (const word of ['seat-tool', 'seat-book', 'Software and keys', '2 seats']) expect(text).toContain(word);
    const { text: files } = await page('/en/library?kind=download', own).expect(200);
    expect([files.includes('/products/seat-book'), files.includes('/products/seat-tool')]).toEqual([true, false]);
    const { text: found } = await page('/en/library?q=SEAT-SCHOOL', own).expect(200);
    expect(found).toContain('/products/seat-book');
    expect((await page('/en/library?q=nothing+such', own).expect(200)).text).toContain('Nothing found here.');
    const { text: students } = await page('/en/library', await session('student@example.kz')).expect(200);
    expect([students.includes('/products/seat-tool'), students.includes('/products/seat-book'), students.includes(`/items/${seats[1]?.entitlementId}`)]).toEqual([true, false, true]);
    expect((await page('/en/library').expect(200)).text).toContain('Open the link in our e-mail');
  });

  it('gives it to another: the first link opens nothing any more, by page or by session', async () => {
    await give(seats[1], 'other@example.kz').expect(303);
    await page(firstLink).expect(404);
    await page(itemOf(seats[1], ''), await session('student@example.kz')).expect(404);
    await market.until(async () => (await mailTo('other@example.kz', 'a seat for you')) !== undefined);
    const path = `/v1/orders/${order.number}/deliveries/${seats[1]?.entitlementId}/seat?key=${order.accessKey}`;
    await request(market.url).delete(path).expect(204);
    expect((await market.get(path).expect(200)).body).toEqual({ seat: 2, email: null });
  });
});

describe('a merchant’s hand on access', () => {
  const change = async (to: string, headers: Readonly<Record<string, string>> = maker.owner, id?: string) => market.post(`/v1/merchant/entitlements/${id ?? (await entitlementOf('seat-book'))}/access`, { to, reason: 'The account was shared' }, headers);

  it('stops the links that are in the buyer’s hands, and the buyer is told why', async () => {
    const [book] = ((await market.deliveries(order)) as unknown as Seat[]).filter(({ deliveryKind }) => deliveryKind === 'download');
    const link = book?.files[0]?.url ?? '';
    await market.get(link).expect(200);
    expect((await change('suspended')).body).toEqual({ state: 'suspended' });
    expect((await change('suspended')).body).toEqual({ state: 'suspended' });
    await market.get(link).expect(403);
    await market.until(async () => (await mailTo('aigerim@example.kz', 'is paused')) !== undefined);
    expect((await mailTo('aigerim@example.kz', 'is paused'))?.text).toContain('The account was shared');
    expect((await page(itemOf(book)).expect(200)).text).toContain('Paused');
    expect((await change('active')).body).toEqual({ state: 'active' });
    await market.until(async () => (await mailTo('aigerim@example.kz', 'You can use')) !== undefined);
  });

  it('is on its own goods only, and every use is on record for merchant and buyer', async () => {
    const stranger = (await foundMerchant(market, 'other-school', 'CN')).owner;
    expect((await change('revoked', stranger)).status).toBe(404);
    const id = await entitlementOf('seat-book');
    const ofBuyer = (await market.get(`/v1/orders/${order.number}/deliveries/${id}/accesses?key=${order.accessKey}`).expect(200)).body as { items: { what: string }[] };
    expect(ofBuyer.items.map(({ what }) => what)).toContain('downloaded');
    expect((await market.get(`/v1/merchant/entitlements/${id}/accesses`, maker.owner).expect(200)).body).toEqual(ofBuyer);
    await market.get(`/v1/merchant/entitlements/${id}/accesses`, stranger).expect(404);
    const { body } = await market.get('/v1/merchant/entitlements?limit=10&state=active', maker.owner).expect(200);
    expect((body as { items: { orderNumber: string }[] }).items).toHaveLength(3);
  });

  it('takes nothing back for ever without its money; an admin’s hand ends a seat', async () => {
    expect((await change('revoked', maker.owner, seats[0]?.entitlementId)).body).toMatchObject({ status: 409, code: 'delivery.revocation_needs_refund' });
    const { body } = await market.post(`/v1/admin/entitlements/${seats[0]?.entitlementId}/access`, { to: 'revoked', reason: 'Sold on to a school' }, await market.signIn('admin@silkport.example')).expect(200);
    expect(body).toEqual({ state: 'revoked' });
    expect((await change('active', maker.owner, seats[0]?.entitlementId)).status).toBe(409);
    expect((await page(itemOf(seats[0])).expect(200)).text).toContain('Access to this has ended.');
    await give(seats[0], 'student@example.kz').expect(409);
  });
});

describe('a rule of a market', () => {
  it('withholds what was bought there until an admin lifts it, and the buyer is told of both', async () => {
    const admin = await market.signIn('admin@silkport.example');
    const { body: product } = await market.get('/v1/products/seat-book').expect(200);
    const { body } = await market.post('/v1/admin/access-rules', { country: 'KZ', productId: (product as { id: string }).id, reason: 'Export licence withdrawn', source: 'Order 12 of 2026' }, admin).expect(201);
    const stateOf = async () => ((await market.deliveries(order)) as unknown as Seat[]).find(({ deliveryKind }) => deliveryKind === 'download')?.state;
    await market.until(async () => (await stateOf()) === 'suspended');
    await market.post(`/v1/admin/access-rules/${(body as { id: string }).id}/lifting`, {}, admin).expect(204);
    await market.until(async () => (await stateOf()) === 'active');
    await market.until(async () => (await market.mailsTo('aigerim@example.kz')).filter(({ subject }) => subject.includes('is paused')).length === 2);
  });
});
