import { Clock, money } from '@silkport/values';
import request from 'supertest';
import { MarketLedger } from '../support/market-ledger.js';
import { Market, type PlacedOrder } from '../support/market.js';
import { sellService } from '../support/service-goods.js';

const availability = {
  timeZone: 'Asia/Shanghai', sessionMinutes: 60, bufferMinutes: 0, noticeMinutes: 0, changeNoticeMinutes: 0, capacity: 2, sessionsPerPiece: 2, horizonDays: 30,
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })), exceptions: [], meetingLink: null,
};

let market: Market;
let books: MarketLedger;
let aheadMilliseconds = 0;

beforeAll(async () => {
  market = await Market.open({ env: { TRUST_PROXY: 'on', COUNTRY_HEADER: 'x-country' } });
  books = await MarketLedger.open(market);
  market.app.get(Clock, { strict: false }).now = () => new Date(Date.now() + aheadMilliseconds);
}, 180_000);
afterAll(() => market.close());

const put = (address: string, body: object, headers: Readonly<Record<string, string>> = {}) => request(market.url).put(address).set(headers).send(body);

/** Of a buyer in Germany who asked that the work begins before the period of withdrawal is over. */
async function bought(variantId: string): Promise<{ order: PlacedOrder; at: (what: string) => string }> {
  const { body: quote } = await market.post('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'DE', currency: 'EUR', locale: 'en' }, { 'x-country': 'DE' }).expect(201);
  const order = (await market.place((quote as { id: string }).id, { email: 'anna@example.de', startService: true }).expect(201)).body as PlacedOrder;
  await market.provide(`/checkout/sessions/${new URL(order.checkoutUrl).pathname.split('/').at(-1)}/pay`, { country: 'DE', email: 'anna@example.de' });
  await market.until(async () => (await market.deliveries(order)).length > 0);
  const [item] = (await market.deliveries(order)) as unknown as { entitlementId: string }[];
  return { order, at: (what) => `/v1/orders/${order.number}/deliveries/${item?.entitlementId}${what}?key=${order.accessKey}` };
}

/** @returns what is paid back, of how much, in minor units */
async function withdrawn({ number, accessKey }: PlacedOrder): Promise<{ refund: bigint; total: bigint }> {
  const { body: declared } = await market.post(`/v1/orders/${number}/withdrawals?key=${accessKey}`, { name: 'Anna Schmidt', email: 'anna@example.de' }).expect(201);
  await market.post(`/v1/orders/${number}/withdrawals/${(declared as { id: string }).id}/confirmation?key=${accessKey}`).expect(200);
  await books.rest();
  const [row] = await market.query<{ total: bigint; refund: bigint }>('SELECT total_minor AS total, refunded_minor AS refund FROM ordering.orders WHERE number = $1', [number]);
  return { total: row?.total ?? 0n, refund: row?.refund ?? 0n };
}

it('who withdraws from work of which a part was accepted pays for that part, and gets the rest back', async () => {
  const work = await sellService(market, { slug: 'portrait-in-parts', kind: 'commission', price: money(100_000n, 'CNY') });
  const milestones = [{ name: { en: 'Sketch' }, shareBasisPoints: 9_000, dueDays: 7 }, { name: { en: 'Colours' }, shareBasisPoints: 1_000, dueDays: 7 }];
  await put(`/v1/merchant/products/${work.productId}/variants/${work.variantId}/commission-plan`, { questions: [], milestones, acceptDays: 3, changeRounds: 1 }, work.owner).expect(200);
  const { order, at } = await bought(work.variantId);
  await put(at('/commission/brief'), { answers: {} }).expect(200);
  const standing = async () => ((await market.get(at('/commission')).expect(200)).body as { id: string; milestones: { id: string; handOverId: string | null }[] });
  const { milestones: [sketch] } = await standing();
  const entitlementId = at('').split('/').at(-1)?.split('?')[0];
  await market.post(`/v1/merchant/commissions/${entitlementId}/milestones/${sketch?.id}/hand-over`, { words: 'The sketch', uploadIds: [] }, work.owner).expect(204);
  const { milestones: [handedOver] } = await standing();
  await market.post(at(`/commission/milestones/${sketch?.id}/acceptance`), { handOverId: handedOver?.handOverId }).expect(200);
  await books.rest();
  const { body: told } = await market.get(`/v1/orders/${order.number}?key=${order.accessKey}`).expect(200);
  expect(JSON.stringify(told)).toContain('"performed":{');
  const page = await market.get(`/en/orders/${order.number}/withdrawal?key=${order.accessKey}`, { accept: 'text/html' }).expect(200);
  expect(page.text).toContain('were performed');
  const { refund, total } = await withdrawn(order);
  expect(Number(refund) / Number(total)).toBeCloseTo(0.1, 3);
  const [hold] = await market.query<{ held: bigint; released: bigint; refunded: bigint }>('SELECT held_minor AS held, released_minor AS released, refunded_minor AS refunded FROM settlement.work_holds ORDER BY 1 LIMIT 1');
  expect((hold?.released ?? 0n) + (hold?.refunded ?? 0n)).toBe(hold?.held);
}, 60_000);

it('who withdraws after one of two sessions pays for one', async () => {
  const talk = await sellService(market, { slug: 'two-talks', kind: 'booking', price: money(100_000n, 'CNY') });
  await put(`/v1/merchant/products/${talk.productId}/availability`, availability, talk.owner).expect(200);
  const { order, at } = await bought(talk.variantId);
  const { body: free } = await market.get(at('/free-times')).expect(200);
  const startsAt = (free as { items: { startsAt: string }[] }).items[1]?.startsAt ?? '';
  const { body: booked } = await market.post(at('/bookings'), { startsAt, timeZone: 'Europe/Berlin' }).expect(201);
  aheadMilliseconds = Date.parse(startsAt) - Date.now() + 2 * 60 * 60 * 1000;
  await put(`/v1/merchant/bookings/${(booked as { items: { id: string }[] }).items[0]?.id}/attendance`, { state: 'attended' }, talk.owner).expect(204);
  await books.rest();
  const { refund, total } = await withdrawn(order);
  expect(refund).toBe(total - total / 2n);
  aheadMilliseconds = 0;
}, 60_000);
