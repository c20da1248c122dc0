import { identityContext } from '@silkport/identity';
import { Idempotency, Outbox } from '@silkport/platform';
import { newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { BookSession } from './book-session.js';
import { BookingReads, type BookingView } from './booking-reads.js';
import { AvailabilityRefused, HostNameRefused, HostUnknown, SlotRefused, SlotTaken } from './booking.errors.js';
import { FreeSlots } from './free-slots.js';
import { MerchantHosts, type HostWords } from './merchant-hosts.js';
import { SessionPlans, type WantedPlan } from './session-plan.js';

let db: TestDatabase;
let delivery: Delivery;
let book: BookSession;
let plans: SessionPlans;
let hosts: MerchantHosts;
let reads: BookingReads;
const clock = new SetClock(new Date('2026-11-23T08:00:00Z'));
const at = (time: string) => new Date(`2026-11-25T${time}:00Z`);

beforeAll(async () => {
  db = await openTestDatabase([identityContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
  book = new BookSession(db.database, new Outbox(), clock);
  plans = new SessionPlans(db.database, clock);
  hosts = new MerchantHosts(db.database, new Idempotency(db.database), clock);
  reads = new BookingReads(db.database, clock);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

const everyDay = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));
const words = (name: string, given: Partial<HostWords> = {}): HostWords => ({ name, timeZone: 'UTC', bufferMinutes: 0, weekly: everyDay('09:00', '12:00'), exceptions: [], meetingLink: null, ...given });

async function aProduct(merchantId: string, given: Partial<WantedPlan> = {}): Promise<string> {
  const productId = newId();
  await plans.set({
    productId, merchantId, timeZone: 'UTC', sessionMinutes: 60, bufferMinutes: 0, noticeMinutes: 0, changeNoticeMinutes: 0, capacity: 1, sessionsPerPiece: 1, horizonDays: 30, weekly: everyDay('00:00', '24:00'), exceptions: [],
    meetingLink: null, ...given,
  });
  return productId;
}

async function buyers(productId: string, count: number): Promise<string[]> {
  const order = aPaidOrder(Array.from({ length: count }, () => ({ deliveryKind: 'booking' as const, productId, quantity: 2 })));
  await delivery.deliver(order);
  return (await db.dataSource.query<{ id: string }[]>('SELECT id FROM delivery.entitlements WHERE order_id = $1', [order.orderId])).map(({ id }) => id);
}

const wish = (entitlementId: string, startsAt: Date, hostId?: string) => ({ entitlementId, startsAt, hostId, timeZone: 'Asia/Almaty', client: {} });
const booked = async (entitlementId: string): Promise<BookingView | undefined> => (await reads.ofEntitlement(entitlementId)).find(({ state }) => state === 'booked');

describe('one host', () => {
  it('is in one session at a time, however many buyers of however many products press at once', async () => {
    const merchantId = newId();
    const li = await hosts.add(merchantId, words('Li Wei'));
    const [single, group, long] = await Promise.all([
      aProduct(merchantId, { hostIds: [li] }), aProduct(merchantId, { hostIds: [li], capacity: 4 }), aProduct(merchantId, { hostIds: [li], sessionMinutes: 90 }),
    ]);
    const wishes = [
      ...(await buyers(single, 12)).map((id) => wish(id, at('10:00'))), ...(await buyers(group, 12)).map((id) => wish(id, at('10:00'))), ...(await buyers(long, 12)).map((id) => wish(id, at('09:00'))),
    ].toSorted(() => Math.random() - 0.5);
    const results = await Promise.allSettled(wishes.map((each) => book.run(each)));
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(SlotTaken);
    const held = await db.dataSource.query<{ productId: string; places: number }[]>('SELECT product_id AS "productId", count(*)::int AS places FROM delivery.bookings WHERE host_id = $1 GROUP BY 1', [li]);
    expect(held).toHaveLength(1);
    expect(held[0]?.places).toBe(held[0]?.productId === group ? 4 : 1);
  });

  it('is kept to it by the database itself, which lets the buyers of a group share it', async () => {
    const merchantId = newId();
    const li = await hosts.add(merchantId, words('Li Wei'));
    const products = await Promise.all([aProduct(merchantId), aProduct(merchantId)]);
    const [buyer = ''] = await buyers(products[0] ?? '', 1);
    const insert = (productId: string | undefined, from: string, to: string, place: number, state = 'booked') => db.dataSource.query(
      `INSERT INTO delivery.bookings (id, product_id, merchant_id, entitlement_id, order_id, order_line_id, starts_at, ends_at, busy_until, place, state, buyer_time_zone, sequence, booked_at, changed_at, host_id, change_notice_minutes)
       VALUES (uuidv7(), $1, $2, $3, uuidv7(), uuidv7(), $4, $5, $5, $6, $7, 'UTC', 0, now(), now(), $8, 0)`, [productId, merchantId, buyer, at(from), at(to), place, state, li]);
    const overlapping = await Promise.allSettled(Array.from({ length: 24 }, (_, index) => insert(products[index % 2], index % 4 < 2 ? '10:00' : '10:30', '11:00', index + 1)));
    const kept = await db.dataSource.query<{ places: number }[]>('SELECT count(*)::int AS places FROM delivery.bookings WHERE host_id = $1 GROUP BY product_id, starts_at', [li]);
    expect(kept).toEqual([{ places: overlapping.filter(({ status }) => status === 'fulfilled').length }]);
    for (const result of overlapping) if (result.status === 'rejected') expect(String(result.reason)).toMatch(/hosts_are_in_one_(product|session)_at_a_time|deadlock/);
    await insert(products[0], '10:00', '11:00', 50, 'cancelled');
    await insert(products[1], '11:00', '12:00', 1);
  });

  it('is offered for one product as long as no other takes the time, rests after each, and joins by a link of their own', async () => {
    const merchantId = newId();
    const li = await hosts.add(merchantId, words('Li Wei', { bufferMinutes: 30, timeZone: 'Asia/Shanghai', weekly: everyDay('17:00', '20:00'), meetingLink: 'https://meet.example/li' }));
    const [first, second] = await Promise.all([aProduct(merchantId, { hostIds: [li] }), aProduct(merchantId, { hostIds: [li], sessionMinutes: 30, meetingLink: 'https://meet.example/all' })]);
    const free = async (productId: string) => (await new FreeSlots(db.database, clock).between(await plans.require(productId), { from: at('00:00'), to: at('23:00') })).slots.map(({ startsAt }) => startsAt.toISOString().slice(11, 16));
    expect([await free(first), await free(second)]).toEqual([['09:00', '10:30'], ['09:00', '10:00', '11:00']]);
    const [buyer = ''] = await buyers(second, 1);
    await book.run(wish(buyer, at('10:00')));
    expect([await free(first), await free(second)]).toEqual([[], ['09:00', '11:00']]);
    const [other = ''] = await buyers(first, 1);
    await expect(book.run(wish(other, at('09:00')))).rejects.toBeInstanceOf(SlotTaken);
    expect(await booked(buyer)).toMatchObject({ hostId: li, hostName: 'Li Wei', merchantTimeZone: 'Asia/Shanghai' });
    await db.dataSource.query(`UPDATE delivery.bookings SET starts_at = $2, ends_at = $3, busy_until = $3 WHERE entitlement_id = $1`, [buyer, clock.now(), new Date(clock.now().getTime() + 3_600_000)]);
    expect((await booked(buyer))?.meetingLink).toBe('https://meet.example/li');
  });
});

describe('several hosts', () => {
  it('are chosen from by the buyer, or whoever has the fewest sessions to come is, and a group is filled before another begins', async () => {
    const merchantId = newId();
    const [li, wang] = [await hosts.add(merchantId, words('Li Wei')), await hosts.add(merchantId, words('Wang Fang', { weekly: everyDay('10:00', '13:00') }))];
    const single = await aProduct(merchantId, { hostIds: [li, wang] });
    const group = await aProduct(merchantId, { hostIds: [li, wang], capacity: 2 });
    const [first = '', second = '', third = '', fourth = ''] = await buyers(single, 4);
    await book.run(wish(first, at('11:00'), wang));
    await expect(book.run(wish(second, at('11:00'), wang))).rejects.toBeInstanceOf(SlotTaken);
    await expect(book.run(wish(second, at('09:00'), wang))).rejects.toBeInstanceOf(SlotRefused);
    await book.run(wish(second, at('11:00')));
    await expect(book.run(wish(third, at('11:00')))).rejects.toBeInstanceOf(SlotTaken);
    await book.run(wish(third, at('09:00')));
    await book.run(wish(fourth, at('10:00')));
    expect([(await booked(first))?.hostName, (await booked(second))?.hostName, (await booked(third))?.hostName, (await booked(fourth))?.hostName]).toEqual(['Wang Fang', 'Li Wei', 'Li Wei', 'Wang Fang']);
    const pupils = await buyers(group, 3);
    const later = new Date(at('10:00').getTime() + 86_400_000);
    for (const pupil of pupils) await book.run(wish(pupil, later));
    const { slots } = await new FreeSlots(db.database, clock).between(await plans.require(group), { from: later, to: new Date(later.getTime() + 1) });
    expect([(await Promise.all(pupils.map(booked))).map((each) => each?.hostName), slots]).toEqual([['Li Wei', 'Li Wei', 'Wang Fang'], [expect.objectContaining({ placesLeft: 1, hostIds: [wang] })]]);
  });

  it('are changed between when a session is moved, also at the same time, and never both kept', async () => {
    const merchantId = newId();
    const [li, wang] = [await hosts.add(merchantId, words('Li Wei')), await hosts.add(merchantId, words('Wang Fang'))];
    const productId = await aProduct(merchantId, { hostIds: [li, wang] });
    const [buyer = '', other = ''] = await buyers(productId, 2);
    const bookingId = await book.run(wish(buyer, at('09:00'), li));
    await book.move(bookingId, wish(buyer, at('09:00')));
    expect((await booked(buyer))?.sequence).toBe(0);
    await book.move(bookingId, wish(buyer, at('09:00'), wang));
    expect(await booked(buyer)).toMatchObject({ hostId: wang, sequence: 1 });
    await book.run(wish(other, at('09:00'), li));
    await expect(book.move(bookingId, wish(buyer, at('09:00'), li))).rejects.toBeInstanceOf(SlotTaken);
  });
});

describe('the hosts of a merchant', () => {
  it('are its own, have names and hours that there can be, and are named once however often it is sent', async () => {
    const merchantId = newId();
    const request = { scope: 'hosts', key: newId(), bodyHash: 'x' };
    const li = await hosts.add(merchantId, words(' Li Wei '), request);
    expect(await hosts.add(merchantId, words('Li Wei'), request)).toBe(li);
    expect((await hosts.list(merchantId)).map(({ name }) => name)).toEqual(['Li Wei']);
    for (const name of [' ', '…', 'Li\nWei', 'Li\u202EieW', 'x'.repeat(101)]) await expect(hosts.add(merchantId, words(name))).rejects.toBeInstanceOf(HostNameRefused);
    await expect(hosts.change(li, merchantId, words('Li Wei', { timeZone: 'Mars/Olympus' }))).rejects.toBeInstanceOf(AvailabilityRefused);
    await expect(hosts.change(li, merchantId, words('Li Wei', { meetingLink: 'http://meet.example' }))).rejects.toBeInstanceOf(AvailabilityRefused);
    await expect(hosts.change(li, newId(), words('Li Wei'))).rejects.toBeInstanceOf(HostUnknown);
    await expect(hosts.retire(li, newId())).rejects.toBeInstanceOf(HostUnknown);
    await expect(aProduct(newId(), { hostIds: [li] })).rejects.toBeInstanceOf(HostUnknown);
  });

  it('take over what was booked before they were named, and keep what is booked when they are retired or named no more', async () => {
    const merchantId = newId();
    const li = await hosts.add(merchantId, words('Li Wei'));
    const productId = await aProduct(merchantId);
    const [early = '', late = ''] = await buyers(productId, 2);
    await book.run(wish(early, at('11:00')));
    expect((await booked(early))?.hostId).toBeNull();
    const { hosts: _none, isHosted: _not, setAt: _at, ...plan } = await plans.require(productId);
    await plans.set({ ...plan, hostIds: [li] });
    expect((await booked(early))?.hostId).toBe(li);
    await expect(book.run(wish(late, at('11:00')))).rejects.toBeInstanceOf(SlotTaken);
    await hosts.retire(li, merchantId);
    expect((await new FreeSlots(db.database, clock).between(await plans.require(productId), { from: at('00:00'), to: at('23:00') })).slots).toEqual([]);
    await expect(book.run(wish(late, at('10:00')))).rejects.toBeInstanceOf(SlotRefused);
    await plans.set(plan);
    await expect(book.run(wish(late, at('11:00')))).rejects.toBeInstanceOf(SlotTaken);
    await book.run(wish(late, at('10:00')));
    expect([(await booked(early))?.hostName, (await booked(late))?.hostName]).toEqual(['Li Wei', null]);
  });
});
