import { identityContext } from '@silkport/identity';
import { Outbox } from '@silkport/platform';
import { newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { BookSession } from './book-session.js';
import { BookingReads } from './booking-reads.js';
import { AvailabilityRefused, SlotTaken } from './booking.errors.js';
import { FreeSlots } from './free-slots.js';
import { RemindOfSessions } from './remind-of-sessions.js';
import { SessionPlans } from './session-plan.js';

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
    const free = await new FreeSlots(db.database, clock).between(await plans.require(productId), { from: tomorrow, to: new Date(tomorrow.getTime() + 7_200_000) });
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
