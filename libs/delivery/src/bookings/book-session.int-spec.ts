import { identityContext } from '@silkport/identity';
import { Outbox } from '@silkport/platform';
import { newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { BookSession } from './book-session.js';
import { BookingReads } from './booking-reads.js';
import { AvailabilityRefused, BookingNotChangeable, CapacityTaken, SessionNotContestable, SessionNotOver, SlotTaken } from './booking.errors.js';
import { CancelBooking } from './cancel-booking.js';
import { ContestSession } from './contest-session.js';
import { FreeSlots } from './free-slots.js';
import { MarkAttendance } from './mark-attendance.js';
import { RemindOfSessions } from './remind-of-sessions.js';
import { SessionPlans } from './session-plan.js';
import { SettleSessions } from './settle-sessions.js';

let db: TestDatabase;
let delivery: Delivery;
let book: BookSession;
let plans: SessionPlans;
const clock = new SetClock(new Date('2026-11-23T08:00:00Z'));
const tomorrow = new Date('2026-11-25T01:00:00Z');

beforeAll(async () => {
  db = await openTestDatabase([identityContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
  book = new BookSession(db.database, new Outbox(), clock);
  plans = new SessionPlans(db.database, clock);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

async function aPlan(capacity: number): Promise<string> {
  const productId = newId();
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', to: '12:00' }));
  await plans.set({ productId, merchantId: newId(), timeZone: 'Asia/Shanghai', sessionMinutes: 60, bufferMinutes: 0, noticeMinutes: 0, changeNoticeMinutes: 0, capacity, sessionsPerPiece: 1, horizonDays: 30, weekly, exceptions: [], meetingLink: null });
  return productId;
}

async function entitlements(productId: string, count: number): Promise<string[]> {
  const order = aPaidOrder(Array.from({ length: count }, () => ({ deliveryKind: 'booking' as const, productId, quantity: 2 })));
  await delivery.deliver(order);
  const rows = await db.dataSource.query<{ id: string }[]>('SELECT id FROM delivery.entitlements WHERE order_id = $1', [order.orderId]);
  return rows.map(({ id }) => id);
}

const wish = (entitlementId: string, startsAt = tomorrow) => ({ entitlementId, startsAt, timeZone: 'Asia/Almaty', client: {} });

describe('a time', () => {
  it.each([1, 7])('with %i places is sold to no more of fifty buyers who press at once', async (capacity) => {
    const productId = await aPlan(capacity);
    const buyers = await entitlements(productId, 50);
    const results = await Promise.allSettled(buyers.map((id) => book.run(wish(id))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(capacity);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(SlotTaken);
    const rows = await db.dataSource.query<{ place: number }[]>(`SELECT place FROM delivery.bookings WHERE product_id = $1 AND state <> 'cancelled' ORDER BY place`, [productId]);
    expect(rows.map(({ place }) => place)).toEqual(Array.from({ length: capacity }, (_, at) => at + 1));
  });

  it('is booked once by a buyer who presses ten times at once, and moves to one place however often it is moved', async () => {
    const productId = await aPlan(5);
    const [buyer = ''] = await entitlements(productId, 1);
    const ids = await Promise.all(Array.from({ length: 10 }, () => book.run(wish(buyer))));
    expect(new Set(ids).size).toBe(1);
    const later = new Date(tomorrow.getTime() + 3_600_000);
    await Promise.all(Array.from({ length: 5 }, () => book.move(ids[0] ?? '', wish(buyer, later))));
    const reads = new BookingReads(db.database, clock);
    expect(await reads.ofEntitlement(buyer)).toEqual([expect.objectContaining({ startsAt: later, sequence: 1, state: 'booked' })]);
  });

  it('that reaches into one of another length is not offered and not sold', async () => {
    const productId = await aPlan(3);
    const [first = '', second = ''] = await entitlements(productId, 2);
    await book.run(wish(first));
    const plan = await plans.require(productId);
    await plans.set({ ...plan, sessionMinutes: 30, bufferMinutes: 0 });
    const { slots: free } = await new FreeSlots(db.database, clock).between(await plans.require(productId), { from: tomorrow, to: new Date(tomorrow.getTime() + 7_200_000) });
    expect(free.map(({ startsAt, placesLeft }) => [startsAt.toISOString().slice(11, 16), placesLeft])).toEqual([['01:00', 2], ['02:00', 3], ['02:30', 3]]);
    await expect(book.run(wish(second, new Date(tomorrow.getTime() + 1_800_000)))).rejects.toBeInstanceOf(SlotTaken);
  });

  it('is one of as many as a piece is, which never become fewer', async () => {
    const productId = await aPlan(9);
    const plan = await plans.require(productId);
    const [buyer = ''] = await entitlements(productId, 1);
    const reads = new BookingReads(db.database, clock);
    await plans.set({ ...plan, sessionsPerPiece: 10 });
    expect(await reads.bought(buyer)).toBe(20);
    await expect(plans.set({ ...plan, sessionsPerPiece: 9 })).rejects.toBeInstanceOf(AvailabilityRefused);
    expect(await reads.bought(buyer)).toBe(20);
  });

  it('never has more buyers than places, though its merchant offers fewer later', async () => {
    const productId = await aPlan(3);
    const plan = await plans.require(productId);
    const [first = '', second = '', third = '', late = ''] = await entitlements(productId, 4);
    const bookingId = await book.run(wish(first));
    await book.run(wish(second));
    await expect(plans.set({ ...plan, capacity: 1 })).rejects.toMatchObject({ constructor: CapacityTaken, params: { booked: 2 }, field: 'capacity' });
    await book.run(wish(third));
    await new CancelBooking(db.database, new Outbox(), clock).byBuyer(bookingId, first);
    await plans.set({ ...plan, capacity: 2 });
    const { slots: [slot] } = await new FreeSlots(db.database, clock).between(await plans.require(productId), { from: tomorrow, to: new Date(tomorrow.getTime() + 7_200_000) });
    expect(slot?.startsAt).not.toEqual(tomorrow);
    await expect(book.run(wish(late))).rejects.toBeInstanceOf(SlotTaken);
  });

  it('can be changed as late as was said when it was booked, or later where its merchant says so since', async () => {
    const productId = await aPlan(1);
    const plan = await plans.require(productId);
    const [buyer = ''] = await entitlements(productId, 1);
    const bookingId = await book.run(wish(buyer));
    const reads = new BookingReads(db.database, clock);
    await plans.set({ ...plan, changeNoticeMinutes: 10_000 });
    expect((await reads.find(bookingId))?.changeNoticeMinutes).toBe(0);
    await new CancelBooking(db.database, new Outbox(), clock).byBuyer(bookingId, buyer);
    const strict = await book.run(wish(buyer));
    await expect(new CancelBooking(db.database, new Outbox(), clock).byBuyer(strict, buyer)).rejects.toBeInstanceOf(BookingNotChangeable);
    await plans.set({ ...plan, changeNoticeMinutes: 60 });
    await new CancelBooking(db.database, new Outbox(), clock).byBuyer(strict, buyer);
  });

  it('is looked for in a year of sessions of every five minutes with fifty hosts, a bounded part at a time', async () => {
    const productId = await aPlan(1);
    const plan = await plans.require(productId);
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
    const hosts = Array.from({ length: 50 }, (_, at) => ({ id: newId(), name: `Host ${at}`, timeZone: 'UTC', bufferMinutes: 0, weekly, exceptions: [] }));
    const year = { from: clock.now(), to: new Date(clock.now().getTime() + 366 * 86_400_000) };
    const { slots, until } = await new FreeSlots(db.database, clock).between({ ...plan, sessionMinutes: 5, horizonDays: 366, isHosted: true, hosts }, year);
    expect([slots.length, slots[0]?.hostIds.length, until]).toEqual([288, 50, new Date(year.from.getTime() + 86_400_000)]);
    const { slots: next } = await new FreeSlots(db.database, clock).between({ ...plan, sessionMinutes: 5, horizonDays: 366, isHosted: true, hosts }, { ...year, from: until });
    expect(next[0]?.startsAt).toEqual(until);
    const { slots: ofOne, until: end } = await new FreeSlots(db.database, clock).between({ ...plan, horizonDays: 366 }, year);
    expect([ofOne.length, end]).toEqual([366 * 3, year.to]);
  });

  it('is reminded of a day and an hour before, each once, also by two workers at once', async () => {
    const productId = await aPlan(1);
    const [buyer = ''] = await entitlements(productId, 1);
    const bookingId = await book.run(wish(buyer));
    const remind = new RemindOfSessions(db.database, new Outbox(), clock);
    const told = async () => (await db.dataSource.query<{ hours: number }[]>(`SELECT (payload->>'hours')::int AS hours FROM platform.events WHERE name = 'delivery.session_near' AND payload->>'bookingId' = $1 ORDER BY id`, [bookingId])).map(({ hours }) => hours);
    await remind.run();
    expect(await told()).toEqual([]);
    clock.advance((17 * 3600 + 30) * 1000);
    await Promise.all([remind.run(), remind.run()]);
    expect(await told()).toEqual([24]);
    clock.advance((23 * 3600 + 29 * 60 + 30) * 1000);
    await Promise.all([remind.run(), remind.run()]);
    await remind.run();
    expect(await told()).toEqual([24, 1]);
  });
});

describe('what a merchant says of a session', () => {
  const day = 86_400_000;
  const eventsOf = async (name: string, entitlementId: string) => db.dataSource.query<object[]>(`SELECT FROM platform.events WHERE name = $1 AND (payload->>'entitlementId' = $2 OR payload->'lineIds' ? (SELECT order_line_id::text FROM delivery.entitlements WHERE id = $2::uuid))`, [name, entitlementId]);

  /** One bought session that is over. */
  async function over() {
    const productId = await aPlan(1);
    const { merchantId } = await plans.require(productId);
    const order = aPaidOrder([{ deliveryKind: 'booking', productId, quantity: 1 }]);
    await delivery.deliver(order);
    const [{ id } = { id: '' }] = await db.dataSource.query<{ id: string }[]>('SELECT id FROM delivery.entitlements WHERE order_id = $1', [order.orderId]);
    const { slots: [slot] } = await new FreeSlots(db.database, clock).between(await plans.require(productId), { from: clock.now(), to: new Date(clock.now().getTime() + 3 * day) });
    const bookingId = await book.run(wish(id, slot?.startsAt));
    const mark = new MarkAttendance(db.database, new Outbox(), clock);
    clock.advance((slot?.startsAt.getTime() ?? 0) - clock.now().getTime() + 1000);
    await db.dataSource.query('UPDATE delivery.bookings SET merchant_id = $2 WHERE id = $1', [bookingId, merchantId]);
    await expect(mark.run(bookingId, merchantId, 'no_show')).rejects.toBeInstanceOf(SessionNotOver);
    clock.advance(3_600_000);
    return { id, bookingId, merchantId, say: (state: 'attended' | 'no_show') => mark.run(bookingId, merchantId, state) };
  }
  const settle = () => new SettleSessions(db.database, new Outbox(), clock).run();
  const contest = () => new ContestSession(db.database, new Outbox(), clock);
  const isDelivered = async (id: string) => (await eventsOf('ordering.lines_delivered', id)).length > 0;

  it('is told after its end, and counts a week later, when its buyer can no longer contest it', async () => {
    const { id, bookingId, say } = await over();
    await say('no_show');
    expect(await eventsOf('delivery.session_marked', id)).toHaveLength(1);
    await settle();
    expect(await isDelivered(id)).toBe(false);
    clock.advance(7 * day);
    await expect(contest().run(bookingId, id, 'I was there')).rejects.toBeInstanceOf(SessionNotContestable);
    await Promise.all([settle(), settle()]);
    expect(await eventsOf('ordering.lines_delivered', id)).toHaveLength(1);
    await expect(say('attended')).rejects.toBeInstanceOf(BookingNotChangeable);
  });

  it('waits for a decision where its buyer contests it, and is the buyer’s again where it was not held', async () => {
    const { id, bookingId, say } = await over();
    await expect(contest().run(bookingId, id, 'too early')).rejects.toBeInstanceOf(SessionNotContestable);
    await say('attended');
    await Promise.all([1, 2, 3].map(() => contest().run(bookingId, id, 'Nobody came')));
    expect(await eventsOf('delivery.session_contested', id)).toHaveLength(1);
    await expect(say('no_show')).rejects.toBeInstanceOf(BookingNotChangeable);
    clock.advance(30 * day);
    await settle();
    expect(await isDelivered(id)).toBe(false);
    const reads = new BookingReads(db.database, clock);
    expect((await reads.contested()).map((each) => [each.id, each.contestWords])).toEqual([[bookingId, 'Nobody came']]);
    await contest().decide(bookingId, { result: 'not_held', words: 'No host came' }, newId());
    expect([await reads.contested(), (await reads.find(bookingId))?.state, await isDelivered(id)]).toEqual([[], 'cancelled', false]);
    await expect(contest().decide(bookingId, { result: 'held', words: '' }, newId())).rejects.toThrow('session_not_contested');
  });

  it('counts at once where it is decided that it was held, and not where its merchant gives in', async () => {
    const [lost, won] = [await over(), await over()];
    for (const { say, bookingId, id } of [lost, won]) {
      await say('no_show');
      await contest().run(bookingId, id, 'I waited');
    }
    await contest().decide(lost.bookingId, { result: 'held', words: 'The host waited an hour' }, newId());
    await expect(contest().giveIn(won.bookingId, newId())).rejects.toThrow('booking_unknown');
    await contest().giveIn(won.bookingId, won.merchantId);
    expect([await isDelivered(lost.id), await isDelivered(won.id)]).toEqual([true, false]);
  });
});
