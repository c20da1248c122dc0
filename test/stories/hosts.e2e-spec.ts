import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CONFIG, type Config } from '@silkport/platform';
import { money } from '@silkport/values';
import PostalMime from 'postal-mime';
import request from 'supertest';
import { Market, type PlacedOrder } from '../support/market.js';
import { MarketLedger } from '../support/market-ledger.js';
import { buyService, sellService, type ServiceOnSale } from '../support/service-goods.js';

interface Booking { readonly id: string; readonly startsAt: string; readonly state: string; readonly hostId: string | null; readonly hostName: string | null; readonly merchantTimeZone: string; readonly calendarUrl: string }
interface FreeTimes { readonly hosts: readonly { readonly id: string; readonly name: string }[]; readonly items: readonly { readonly startsAt: string; readonly hostIds: readonly string[] }[] }
interface Bought { readonly order: PlacedOrder; readonly id: string }

let market: Market;
let books: MarketLedger;
let advice: ServiceOnSale;
let lesson: ServiceOnSale;
let li: string;
let aru: string;

const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
const host = { timeZone: 'Asia/Shanghai', bufferMinutes: 0, weekly: hours, exceptions: [], meetingLink: null };
const availability = { ...host, sessionMinutes: 60, noticeMinutes: 0, changeNoticeMinutes: 0, capacity: 1, sessionsPerPiece: 1, horizonDays: 30 };
const at = ({ order, id }: Bought, what: string) => `/v1/orders/${order.number}/deliveries/${id}/${what}?key=${order.accessKey}`;
const page = ({ order, id }: Bought, what = '') => `/ru/orders/${order.number}/items/${id}/booking${what}?key=${order.accessKey}`;
const put = (address: string, body: object, headers: Readonly<Record<string, string>> = {}) => request(market.url).put(address).set(headers).send(body);
const html = (address: string) => market.get(address, { accept: 'text/html' });
const form = (address: string, fields: object) => request(market.url).post(address).set('accept', 'text/html').type('form').send(fields);
const freeTimes = async (bought: Bought, hostId = '') => (await market.get(`${at(bought, 'free-times')}${hostId ? `&hostId=${hostId}` : ''}`).expect(200)).body as FreeTimes;
const bookingsOf = async (bought: Bought) => ((await market.get(at(bought, 'bookings')).expect(200)).body as { items: Booking[] }).items;
const take = (bought: Bought, startsAt: string, hostId?: string) => market.post(at(bought, 'bookings'), { startsAt, timeZone: 'Asia/Almaty', hostId });

async function buy(service: ServiceOnSale, quantity = 1): Promise<Bought> {
  const { order, entitlementIds: [id = ''] } = await buyService(market, service, quantity);
  return { order, id };
}

/** The calendar entries that mails to a buyer carry, as their reader finds them; oldest first. */
async function enclosed(recipient: string): Promise<{ subject: string; method: string; attached: string; text: string }[]> {
  await books.rest();
  const folder = path.join(market.app.get<Config>(CONFIG, { strict: false }).dataDir, 'mail');
  const files = await readdir(folder);
  const messages = await market.query<{ id: string; subject: string }>('SELECT id, subject FROM notifications.messages WHERE recipient = $1 AND calendar IS NOT NULL ORDER BY id', [recipient]);
  return Promise.all(messages.map(async ({ id, subject }) => {
    const { attachments } = await PostalMime.parse(await readFile(path.join(folder, files.find((file) => file.includes(id)) ?? id)));
    const inline = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
    const file = attachments.find(({ filename }) => filename === 'session.ics');
    const textOf = (content: string | ArrayBuffer | Uint8Array | undefined) => (typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString()).replaceAll('\r\n', '\n');
    return { subject, method: inline?.method ?? '', attached: textOf(file?.content), text: textOf(inline?.content) };
  }));
}

beforeAll(async () => {
  market = await Market.open();
  books = await MarketLedger.open(market);
  advice = await sellService(market, { slug: 'glaze-advice', kind: 'booking', price: money(30_000n, 'CNY') });
  lesson = await sellService(market, { slug: 'glaze-lesson', kind: 'booking', price: money(20_000n, 'CNY') });
}, 120_000);
afterAll(() => market.close());

describe('a merchant with two hosts', () => {
  it('names them with hours of their own, and who of them holds what', async () => {
    const add = (words: object, who = advice.owner) => market.post('/v1/merchant/hosts', { ...host, ...words }, who);
    await add({ name: 'Li Wei', timeZone: 'Mars/Olympus' }).expect(422);
    await add({ name: '…' }).expect(422);
    li = ((await add({ name: 'Li Wei' }).expect(201)).body as { id: string }).id;
    aru = ((await add({ name: 'Ару <b>Сапарова</b>', timeZone: 'Asia/Almaty', weekly: hours.map(({ weekday }) => ({ weekday, from: '09:00', to: '12:00' })) }).expect(201)).body as { id: string }).id;
    const stranger = ((await add({ name: 'Stranger' }, advice.foreigner).expect(201)).body as { id: string }).id;
    const set = (service: ServiceOnSale, hostIds: string[]) => put(`/v1/merchant/products/${service.productId}/availability`, { ...availability, hostIds }, advice.owner);
    await set(advice, [li, stranger]).expect(404);
    await set(advice, [li, 'nobody']).expect(400);
    await set(advice, [li, aru]).expect(200);
    expect((await set(lesson, [li]).expect(200)).body).toMatchObject({ hostIds: [li] });
    await put(`/v1/merchant/hosts/${li}`, { ...host, name: 'Li' }, advice.foreigner).expect(404);
    expect((await put(`/v1/merchant/hosts/${li}`, { ...host, name: 'Li Wei' }, advice.owner).expect(200)).body).toMatchObject({ id: li, name: 'Li Wei' });
    expect(((await market.get('/v1/merchant/hosts', advice.owner).expect(200)).body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([li, aru]);
  });
});

describe('a buyer', () => {
  let bought: Bought;
  let startsAt: string;

  beforeAll(async () => {
    bought = await buy(advice, 2);
    const { items } = await freeTimes(bought);
    startsAt = items.filter(({ hostIds }) => hostIds.length === 2)[4]?.startsAt ?? '';
  });

  it('chooses a host or anyone on the page without a script, in that host’s time beside their own', async () => {
    const { hosts } = await freeTimes(bought);
    expect(hosts.map(({ name }) => name)).toEqual(['Li Wei', 'Ару <b>Сапарова</b>']);
    const all = (await html(page(bought)).expect(200)).text;
    expect(all).toContain('>Любой<');
    expect(all).toContain('Ару &lt;b>Сапарова&lt;/b>');
    expect(all).not.toMatch(/у продавца \d\d:\d\d/);
    const week = Math.floor((Date.parse(startsAt) - Date.now()) / (7 * 86_400_000));
    const hers = (await html(`${page(bought)}&host=${aru}&week=${week}`).expect(200)).text;
    expect(hers).toContain(`name="hostId" value="${aru}"`);
    expect(hers).toContain(startsAt);
    expect((await freeTimes(bought, aru)).items.every(({ hostIds }) => hostIds.join() === aru)).toBe(true);
    await market.get(`${at(bought, 'free-times')}&hostId=${bought.id}`).expect(404);
    await form(page(bought), { startsAt, timeZone: 'Asia/Almaty', hostId: aru }).expect(303);
    expect(await bookingsOf(bought)).toEqual([expect.objectContaining({ startsAt, hostId: aru, hostName: 'Ару <b>Сапарова</b>', merchantTimeZone: 'Asia/Almaty' })]);
    expect((await html(page(bought)).expect(200)).text).toContain('Ведёт Ару &lt;b>Сапарова&lt;/b>');
  });

  it('never meets a host who is busy with another product of the merchant', async () => {
    const [other, pupil] = [await buy(advice), await buy(lesson)];
    expect((await take(other, startsAt, aru).expect(409)).body).toMatchObject({ code: 'delivery.slot_taken' });
    await take(pupil, startsAt).expect(201);
    await take(other, startsAt).expect(409);
    expect((await freeTimes(other)).items.map((each) => each.startsAt)).not.toContain(startsAt);
    const { items } = (await market.get('/v1/merchant/bookings', advice.owner).expect(200)).body as { items: Booking[] };
    expect(items.map(({ hostName }) => hostName).toSorted()).toEqual(['Li Wei', 'Ару <b>Сапарова</b>'].toSorted());
  });

  it('gets the calendar entry with each mail: one UID, a higher sequence, taken out when it is cancelled; and so does the merchant', async () => {
    const [booking] = await bookingsOf(bought);
    const later = (await freeTimes(bought, aru)).items.at(-1)?.startsAt ?? '';
    await put(at(bought, `bookings/${booking?.id}`), { startsAt: later, timeZone: 'Asia/Almaty', hostId: aru }).expect(200);
    await books.rest();
    await market.post(at(bought, `bookings/${booking?.id}/cancellation`)).expect(200);
    const mine = (await enclosed('aigerim@example.kz')).filter(({ text }) => text.includes(`UID:${booking?.id}@`));
    expect(mine.map(({ subject, method }) => [subject.split(':')[0], method])).toEqual([['Занятие назначено', 'REQUEST'], ['Новое время занятия', 'REQUEST'], ['Занятие отменено', 'CANCEL']]);
    for (const [sequence, { text, attached, method }] of mine.entries()) {
      expect(text).toContain(`METHOD:${method}`);
      expect(text).toContain(`SEQUENCE:${sequence}`);
      expect(text.replaceAll('\n ', '')).toMatch(/ATTENDEE[^\n]*mailto:aigerim@example\.kz/i);
      expect(text.replaceAll('\n ', '')).toContain('Ару <b>Сапарова</b>');
      expect(attached).toBe(text);
    }
    expect(mine[1]?.text).toContain(`DTSTART:${later.replaceAll(/[-:]|\.000/g, '')}`);
    expect(mine[2]?.text).toContain('STATUS:CANCELLED');
    const owners = await market.query<{ recipient: string; calendar: string }>(`SELECT recipient, calendar FROM notifications.messages WHERE merchant_id IS NOT NULL AND calendar LIKE '%' || $1 || '%'`, [booking?.id]);
    expect(owners.length).toBeGreaterThanOrEqual(3);
    for (const { recipient, calendar } of owners) expect(calendar.replaceAll('\r\n ', '').toLowerCase()).toContain(`mailto:${recipient}`.toLowerCase());
    const linked = (await market.get(booking?.calendarUrl ?? '').buffer(true).expect(200)).text;
    expect(linked).toContain(`UID:${booking?.id}@`);
    for (const entry of [linked, ...owners.map(({ calendar }) => calendar)]) {
      expect(entry).toMatch(/^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR\r\n$/);
      expect(entry.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(entry.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    }
  });

  it('keeps what is booked with a host who is retired, and books them no more', async () => {
    const [pupil, late] = [await buy(lesson, 2), await buy(lesson)];
    const [first = '', second = ''] = (await freeTimes(pupil)).items.slice(100).map((each) => each.startsAt);
    await take(pupil, first, li).expect(201);
    await request(market.url).delete(`/v1/merchant/hosts/${li}`).set(advice.foreigner).expect(404);
    await request(market.url).delete(`/v1/merchant/hosts/${li}`).set(advice.owner).expect(204);
    await request(market.url).delete(`/v1/merchant/hosts/${li}`).set(advice.owner).expect(204);
    expect((await freeTimes(late)).items).toEqual([]);
    await take(late, second).expect(422);
    expect(await bookingsOf(pupil)).toEqual([expect.objectContaining({ hostName: 'Li Wei', state: 'booked' })]);
    expect((await html(page(late)).expect(200)).text).toContain('В эти семь дней свободного времени нет');
  });
});
