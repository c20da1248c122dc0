import { money } from '@silkport/values';
import request from 'supertest';
import { Market, type PlacedOrder } from '../support/market.js';
import { MarketLedger } from '../support/market-ledger.js';
import { buyService, sellService, type ServiceOnSale } from '../support/service-goods.js';

interface Booking { readonly id: string; readonly startsAt: string; readonly state: string; readonly isChangeable: boolean; readonly meetingLink: string | null; readonly calendarUrl: string }
interface Bookings { readonly sessionsLeft: number; readonly items: readonly Booking[] }
interface FreeTimes { readonly merchantTimeZone: string; readonly buyerTimeZone: string; readonly items: readonly { readonly startsAt: string }[] }
interface Bought { readonly order: PlacedOrder; readonly id: string; readonly lineId: string }

let market: Market;
let books: MarketLedger;
let advice: ServiceOnSale;

const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
const availability = { timeZone: 'Asia/Shanghai', sessionMinutes: 60, bufferMinutes: 0, noticeMinutes: 0, changeNoticeMinutes: 120, capacity: 1, sessionsPerPiece: 1, horizonDays: 30, weekly: hours, exceptions: [], meetingLink: 'https://meet.example/kiln' };
const at = ({ order, id }: Bought, what: string) => `/v1/orders/${order.number}/deliveries/${id}/${what}?key=${order.accessKey}`;
const page = ({ order, id }: Bought, what = '') => `/ru/orders/${order.number}/items/${id}/booking${what}?key=${order.accessKey}`;
const put = (address: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) => request(market.url).put(address).set(headers).send(body);
const html = (address: string) => market.get(address, { accept: 'text/html' });
const form = (address: string, fields: object) => request(market.url).post(address).set('accept', 'text/html').type('form').send(fields);
const bookingsOf = async (bought: Bought) => (await market.get(at(bought, 'bookings')).expect(200)).body as Bookings;
const freeTimes = async (bought: Bought) => ((await market.get(at(bought, 'free-times')).expect(200)).body as FreeTimes).items.map(({ startsAt }) => startsAt);
const take = (bought: Bought, startsAt: string, timeZone = 'Asia/Almaty') => market.post(at(bought, 'bookings'), { startsAt, timeZone });
const calendar = async (address: string) => (await market.get(address).buffer(true).expect(200)).text.replaceAll('\r\n', '\n');
const lineState = async ({ lineId }: Bought) => (await market.query<{ state: string }>('SELECT state FROM ordering.order_lines WHERE id = $1', [lineId]))[0]?.state;

async function buy(quantity: number): Promise<Bought> {
  const { order, entitlementIds: [id = ''], lineId } = await buyService(market, advice, quantity);
  return { order, id, lineId };
}

/** As if time had gone by: the session begins so many minutes from now. */
const nearTo = (bookingId: string, minutes: number) => market.query(
  `UPDATE delivery.bookings SET starts_at = now() + make_interval(mins => $2), ends_at = now() + make_interval(mins => $2 + 60), busy_until = now() + make_interval(mins => $2 + 60) WHERE id = $1`, [bookingId, minutes]);

beforeAll(async () => {
  market = await Market.open();
  books = await MarketLedger.open(market);
  advice = await sellService(market, { slug: 'kiln-advice', kind: 'booking', price: money(30_000n, 'CNY') });
}, 120_000);
afterAll(() => market.close());

describe('a merchant who gives advice', () => {
  const path = () => `/v1/merchant/products/${advice.productId}/availability`;

  it('says when it has time, for its own product and in hours that there are', async () => {
    await put(path(), availability, advice.foreigner).expect(404);
    for (const wrong of [{ timeZone: 'Mars/Olympus' }, { weekly: [{ weekday: 1, from: '12:00', to: '09:00' }] }, { meetingLink: 'javascript:alert(1)' }, { exceptions: [{ date: '2026-02-31', hours: [] }] }]) {
      await put(path(), { ...availability, ...wrong }, advice.owner).expect(422);
    }
    await put(path(), { ...availability, capacity: 0 }, advice.owner).expect(400);
    await put(path(), availability, advice.owner).expect(200);
    await put(path(), { ...availability, sessionsPerPiece: 0 }, advice.owner).expect(400);
    expect((await market.get(path(), advice.owner).expect(200)).body).toMatchObject({ timeZone: 'Asia/Shanghai', capacity: 1 });
  });
});

describe('a buyer in Almaty who bought two sessions', () => {
  let bought: Bought;
  let rival: Bought;
  let times: readonly string[];

  beforeAll(async () => {
    bought = await buy(2);
    rival = await buy(1);
    times = await freeTimes(bought);
  });

  it('sees free times in its own zone beside the maker’s, and chooses another one that is kept', async () => {
    expect((await market.get(at(bought, 'free-times')).expect(200)).body).toMatchObject({ merchantTimeZone: 'Asia/Shanghai', buyerTimeZone: 'Asia/Almaty' });
    const shown = (await html(page(bought)).expect(200)).text;
    expect(shown).toContain('<option value="Asia/Almaty" selected>');
    expect(shown).toMatch(/у продавца \d\d:\d\d/);
    await form(page(bought, '/time-zone'), { timeZone: 'Europe/Lisbon' }).expect(303);
    expect((await html(page(bought)).expect(200)).text).toContain('<option value="Europe/Lisbon" selected>');
    await form(page(bought, '/time-zone'), { timeZone: 'Mars/Olympus' }).expect(422);
  });

  it('books only what is offered, only its own, and no time twice', async () => {
    const [first = '', second = ''] = times.slice(30);
    for (const wrong of ['2020-01-01T00:00:00.000Z', new Date(Date.parse(first) + 60_000).toISOString(), new Date(Date.now() + 90 * 86_400_000).toISOString()]) await take(bought, wrong).expect(422);
    await take(bought, 'next tuesday').expect(400);
    await take(bought, first, 'Asia/Nowhere').expect(422);
    await market.post(at({ ...bought, id: rival.id }, 'bookings'), { startsAt: first, timeZone: 'UTC' }).expect(404);
    await market.post(at(bought, 'bookings').replace(bought.order.accessKey, 'x'.repeat(43)), { startsAt: first, timeZone: 'UTC' }).expect(404);
    await form(page(bought), { startsAt: first, timeZone: 'Asia/Almaty' }).expect(303);
    await form(page(bought), { startsAt: first, timeZone: 'Asia/Almaty' }).expect(303);
    expect(await bookingsOf(bought)).toMatchObject({ sessionsLeft: 1, items: [{ startsAt: first, state: 'booked', isChangeable: true, meetingLink: null }] });
    await take(rival, first).expect(409);
    expect((await form(page(rival), { startsAt: first, timeZone: 'UTC' }).expect(409)).text).toContain('Это время только что заняли');
    expect(await freeTimes(rival)).not.toContain(first);
    await take(bought, second).expect(201);
    await take(bought, times[33] ?? '').expect(409);
  });

  it('is written to in its own time, has a calendar entry, and so has the merchant', async () => {
    await books.rest();
    const [mail] = (await market.mailsTo('aigerim@example.kz')).filter(({ subject }) => subject.startsWith('Занятие назначено'));
    expect(mail?.text).toContain('Asia/Almaty');
    expect(mail?.text).toContain('Asia/Shanghai');
    expect(mail?.text).toMatch(/\/v1\/calendar\/[\w-]+\.[\w-]+\.ics/);
    const { items: [booking] } = await bookingsOf(bought);
    const entry = await calendar(booking?.calendarUrl ?? '');
    expect(entry).toContain('METHOD:PUBLISH');
    expect(entry).toContain('SEQUENCE:0');
    expect(entry).toMatch(new RegExp(`UID:${booking?.id}@`));
    expect(entry).toContain(`DTSTART:${booking?.startsAt.replaceAll(/[-:]|\.000/g, '')}`);
    await market.get(`/v1/calendar/${booking?.id}.${'A'.repeat(43)}.ics`).expect(404);
    const { items } = (await market.get('/v1/merchant/bookings', advice.owner).expect(200)).body as { items: { id: string; orderNumber: string }[] };
    expect(items).toContainEqual(expect.objectContaining({ id: booking?.id, orderNumber: bought.order.number }));
    expect(((await market.get('/v1/merchant/bookings', advice.foreigner).expect(200)).body as { items: object[] }).items).toEqual([]);
  });

  it('moves and cancels until the notice, and the calendar follows', async () => {
    const { items: [first, second] } = await bookingsOf(bought);
    const other = times[40] ?? '';
    expect((await html(`${page(bought)}&moves=${first?.id}`).expect(200)).text).toContain(`name="moves" value="${first?.id}"`);
    await form(page(bought), { startsAt: other, timeZone: 'Asia/Almaty', moves: first?.id }).expect(303);
    await form(page(bought), { startsAt: other, timeZone: 'Asia/Almaty', moves: first?.id }).expect(303);
    expect(await calendar(first?.calendarUrl ?? '')).toMatch(/METHOD:PUBLISH[^]*SEQUENCE:1/);
    await put(at(rival, `bookings/${first?.id}`), { startsAt: times[50] ?? '', timeZone: 'UTC' }).expect(404);
    await form(page(bought, `/${second?.id}/cancellation`), {}).expect(303);
    await form(page(bought, `/${second?.id}/cancellation`), {}).expect(303);
    expect(await calendar(second?.calendarUrl ?? '')).toMatch(/METHOD:CANCEL[^]*SEQUENCE:1[^]*STATUS:CANCELLED|METHOD:CANCEL[^]*STATUS:CANCELLED[^]*SEQUENCE:1/);
    await take(rival, second?.startsAt ?? '').expect(201);
    await nearTo(first?.id ?? '', 100);
    await put(at(bought, `bookings/${first?.id}`), { startsAt: times[60] ?? '', timeZone: 'UTC' }).expect(409);
    await market.post(at(bought, `bookings/${first?.id}/cancellation`)).expect(409);
    expect((await html(page(bought)).expect(200)).text).toContain('Менять время уже поздно');
  });

  it('is reminded once, and sees how to join when it is time', async () => {
    const [first] = (await bookingsOf(bought)).items.filter(({ state }) => state === 'booked');
    await market.query('UPDATE delivery.bookings SET day_reminded_at = NULL, hour_reminded_at = NULL WHERE id = $1', [first?.id]);
    await books.everySoOften('delivery/remind-of-sessions', 'delivery/remind-of-sessions');
    const reminders = async () => (await market.mailsTo('aigerim@example.kz')).map(({ subject }) => subject).filter((subject) => subject.startsWith('В течение'));
    expect(await reminders()).toHaveLength(1);
    expect((await html(page(bought)).expect(200)).text).not.toContain('meet.example');
    await nearTo(first?.id ?? '', 10);
    await books.everySoOften('delivery/remind-of-sessions', 'delivery/remind-of-sessions');
    expect(await reminders()).toHaveLength(2);
    expect((await html(page(bought)).expect(200)).text).toContain('href="https://meet.example/kiln"');
  });

  it('is marked by the merchant once the session is over, and the line is delivered once nobody can contest the last one', async () => {
    const [first] = (await bookingsOf(bought)).items.filter(({ state }) => state === 'booked');
    const mark = (id: string | undefined, state = 'attended', who = advice.owner) => put(`/v1/merchant/bookings/${id}/attendance`, { state }, who);
    await mark(first?.id).expect(409);
    await nearTo(first?.id ?? '', -59);
    await mark(first?.id, 'no_show').expect(409);
    await nearTo(first?.id ?? '', -90);
    await mark(first?.id, 'attended', advice.foreigner).expect(404);
    await mark(first?.id).expect(204);
    await market.post(`/v1/merchant/orders/${bought.order.number}/lines/${bought.lineId}/delivery`, {}, advice.owner).expect(409);
    await books.rest();
    expect(await lineState(bought)).toBe('paid');
    await take(bought, times[70] ?? '').expect(201);
    const [second] = (await bookingsOf(bought)).items.filter(({ state }) => state === 'booked');
    await nearTo(second?.id ?? '', -60);
    await mark(second?.id, 'no_show').expect(204);
    await mark(second?.id, 'no_show').expect(204);
    await books.rest();
    const subjects = async () => (await market.mailsTo('aigerim@example.kz')).map(({ subject }) => subject);
    expect((await subjects()).filter((subject) => subject.startsWith('Вас не дождались'))).toHaveLength(1);
    const settle = () => books.everySoOften('delivery/settle-sessions', 'delivery/settle-sessions');
    await settle();
    expect(await lineState(bought)).toBe('paid');

    const contest = (id: string | undefined, who = bought, words = 'Я ждал целый час') => form(page(who, `/${id}/contest`), { words });
    expect((await html(page(bought)).expect(200)).text).toContain('Было не так');
    await contest(second?.id, rival).expect(404);
    await contest(second?.id, bought, '').expect(400);
    await contest(second?.id).expect(303);
    await market.post(at(bought, `bookings/${second?.id}/contest`), { words: 'ещё раз' }).expect(200);
    await mark(second?.id, 'attended').expect(409);
    expect((await html(page(bought)).expect(200)).text).toContain('Мы решим и напишем вам');
    const admin = await market.signIn('admin@silkport.example');
    const list = (await market.get('/v1/admin/contested-sessions', admin).expect(200)).body as { items: { id: string; contestWords: string }[] };
    expect(list.items).toEqual([expect.objectContaining({ id: second?.id, contestWords: 'Я ждал целый час' })]);
    await market.query(`UPDATE delivery.bookings SET marked_at = now() - interval '8 days' WHERE entitlement_id = $1`, [bought.id]);
    await settle();
    expect(await lineState(bought)).toBe('paid');
    await market.post(`/v1/admin/contested-sessions/${second?.id}/decision`, { result: 'held', words: 'Мастер был на связи' }, admin).expect(204);
    await market.post(`/v1/admin/contested-sessions/${second?.id}/decision`, { result: 'not_held', words: 'Нет' }, admin).expect(409);
    await books.rest();
    expect(await lineState(bought)).toBe('delivered');
    expect((await subjects()).filter((subject) => subject.startsWith('Оспоренное занятие засчитано'))).toHaveLength(1);
    const log = await market.query<{ what: string }>('SELECT DISTINCT what FROM delivery.accesses WHERE entitlement_id = $1 AND what <> \'refused\' ORDER BY 1', [bought.id]);
    expect(log.map(({ what }) => what)).toEqual(['attended', 'booked']);
  });
});

describe('a refund', () => {
  it('of one of two sessions ends the later one, of all ends the rest and closes the page, and the times are free again', async () => {
    const bought = await buy(2);
    const [first = '', second = ''] = (await freeTimes(bought)).slice(90);
    await take(bought, first).expect(201);
    await take(bought, second).expect(201);
    const give = (lines?: object[]) => market.post(`/v1/merchant/orders/${bought.order.number}/refunds`, { reason: 'goodwill', ...(lines ? { lines } : {}) }, advice.owner).expect(201);
    await give([{ lineId: bought.lineId, quantity: 1 }]);
    await books.rest();
    const after = await bookingsOf(bought);
    expect([after.sessionsLeft, after.items.map(({ startsAt, state }) => [startsAt, state])]).toEqual([0, [[first, 'booked'], [second, 'cancelled']]]);
    await give();
    await books.rest();
    await market.get(at(bought, 'bookings')).expect(403);
    await html(page(bought)).expect(403);
    await take(bought, second).expect(403);
    const other = await buy(1);
    expect(await freeTimes(other)).toEqual(expect.arrayContaining([first, second]));
    const stopped = (await market.mailsTo('aigerim@example.kz')).filter(({ subject }) => subject.startsWith('Занятие не состоится'));
    expect(stopped).toHaveLength(2);
  });
});
