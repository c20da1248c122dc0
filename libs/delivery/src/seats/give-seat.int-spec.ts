import { identityContext } from '@silkport/identity';
import { OrderAccess, OrderReads, orderingContext, OrderUnknown, type OrderPaid } from '@silkport/ordering';
import { Outbox, Signatures } from '@silkport/platform';
import { SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { storePaidOrder } from '../../../ordering/src/testing.js';
import { deliveryContext } from '../delivery.context.js';
import { EntitlementAccess } from '../entitlements/entitlement-access.js';
import { HeldEntitlements } from '../entitlements/held-entitlements.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { ForgetSeatGifts } from './forget-seat-gifts.js';
import { GiveSeat } from './give-seat.js';
import { SeatGivenTooOften, SeatNotGivable, SeatNotYours } from './seat.errors.js';
import { SeatReads } from './seat-reads.js';

let db: TestDatabase;
let delivery: Delivery;
let held: HeldEntitlements;
let give: GiveSeat;
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
const signatures = new Signatures('a secret that is used in tests only');
const orderKeyOf = ({ orderId }: OrderPaid) => new OrderAccess(signatures).keyOf(orderId);

beforeAll(async () => {
  db = await openTestDatabase([identityContext, orderingContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
  held = new HeldEntitlements(new OrderReads(db.database), new OrderAccess(signatures), new EntitlementAccess(db.database, clock), new SeatReads(db.database), signatures);
  give = new GiveSeat(db.database, new Outbox(), clock);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

async function bought(deliveryKind: 'course' | 'download', quantity = 2) {
  const paid = aPaidOrder([{ deliveryKind, quantity }]);
  const order = { ...paid, orderNumber: paid.orderNumber.toUpperCase() };
  await storePaidOrder(db.database, order);
  await delivery.deliver(order);
  const seats = await db.dataSource.query<{ id: string }[]>('SELECT id FROM delivery.entitlements WHERE order_id = $1 ORDER BY seat', [order.orderId]);
  const ids = seats.map(({ id }) => id);
  return { order, ids, asHolder: (id: string) => held.require(order.orderNumber, id, { key: orderKeyOf(order) }) };
}

describe('a seat', () => {
  it('opens for whoever it was given to, by link and by confirmed e-mail, and nothing else of the order does', async () => {
    const { order, ids: [first = '', second = ''], asHolder } = await bought('course');
    const seat = await give.run(await asHolder(first), 'Student@Example.kz ');
    expect(seat).toMatchObject({ email: 'student@example.kz', generation: 1 });
    const key = held.seatKeyOf(first, seat.generation);
    expect(await held.require(order.orderNumber, first, { key })).toMatchObject({ holdsOrder: false, entitlement: { id: first } });
    expect(await held.require(order.orderNumber, first, { confirmedEmail: 'student@example.kz' })).toMatchObject({ holdsOrder: false });
    await expect(held.require(order.orderNumber, second, { key })).rejects.toThrow(OrderUnknown);
    await expect(held.require(order.orderNumber, second, { confirmedEmail: 'student@example.kz' })).rejects.toThrow(OrderUnknown);
    expect(await asHolder(first)).toMatchObject({ holdsOrder: true });
  });

  it('closes for the one before when it is given to another, and for everybody when it is taken back', async () => {
    const { order, ids: [first = ''], asHolder } = await bought('course');
    const before = held.seatKeyOf(first, (await give.run(await asHolder(first), 'one@example.kz')).generation);
    const after = held.seatKeyOf(first, (await give.run(await asHolder(first), 'two@example.kz')).generation);
    await expect(held.require(order.orderNumber, first, { key: before })).rejects.toThrow(OrderUnknown);
    await expect(held.require(order.orderNumber, first, { confirmedEmail: 'one@example.kz' })).rejects.toThrow(OrderUnknown);
    await expect(held.require(order.orderNumber, first, { key: after })).resolves.toMatchObject({ holdsOrder: false });
    await give.run(await asHolder(first), null);
    for (const holder of [{ key: before }, { key: after }, { confirmedEmail: 'two@example.kz' }]) await expect(held.require(order.orderNumber, first, holder)).rejects.toThrow(OrderUnknown);
    await give.run(await asHolder(first), 'two@example.kz');
    await expect(held.require(order.orderNumber, first, { key: after })).rejects.toThrow(OrderUnknown);
  });

  it('is given once however often it is asked for, and everybody is told of each change', async () => {
    const { order, ids: [first = ''], asHolder } = await bought('course');
    for (let time = 0; time < 3; time += 1) await give.run(await asHolder(first), 'one@example.kz');
    await give.run(await asHolder(first), null);
    const told = await db.dataSource.query<{ payload: { email: string | null; generation: number } }[]>("SELECT payload FROM platform.events WHERE name = 'delivery.seat_changed' AND payload->>'orderId' = $1 ORDER BY id", [order.orderId]);
    expect(told.map(({ payload: { email, generation } }) => [email, generation])).toEqual([['one@example.kz', 1], [null, 2]]);
    const uses = await db.dataSource.query<object[]>("SELECT FROM delivery.accesses WHERE entitlement_id = $1 AND what = 'seat_given'", [first]);
    expect(uses).toHaveLength(1);
  });

  it('toggled without end writes to nobody without end, and can be given again the next day', async () => {
    const { order, ids: [first = '', second = ''], asHolder } = await bought('course');
    const toggle = async (id: string, email: string) => {
      await give.run(await asHolder(id), email);
      await give.run(await asHolder(id), null);
    };
    for (let time = 0; time < 2; time += 1) await toggle(first, 'one@example.kz');
    await expect(toggle(first, 'One@example.kz')).rejects.toThrow(SeatGivenTooOften);
    for (let other = 0; other < 8; other += 1) await toggle(first, `other-${other}@example.kz`);
    await expect(toggle(first, 'another@example.kz')).rejects.toThrow(SeatGivenTooOften);
    await toggle(second, 'one@example.kz');
    const told = await db.dataSource.query<object[]>("SELECT FROM platform.events WHERE name = 'delivery.seat_changed' AND payload->>'orderId' = $1 AND payload->>'email' = 'one@example.kz'", [order.orderId]);
    expect(told).toHaveLength(3);
    clock.advance(24 * 3_600_000);
    await new ForgetSeatGifts(db.database, clock).run();
    expect(await db.dataSource.query('SELECT FROM delivery.seat_gifts')).toEqual([]);
    await toggle(first, 'one@example.kz');
  });

  it('is not given on by whoever was given it, nor where there are none or access is over', async () => {
    const { order, ids: [first = ''], asHolder } = await bought('course');
    const seat = await give.run(await asHolder(first), 'one@example.kz');
    const given = await held.require(order.orderNumber, first, { key: held.seatKeyOf(first, seat.generation) });
    await expect(give.run(given, 'two@example.kz')).rejects.toThrow(SeatNotYours);
    const download = await bought('download');
    await expect(give.run(await download.asHolder(download.ids[0] ?? ''), 'two@example.kz')).rejects.toThrow(SeatNotGivable);
    await delivery.changeAccess.run({ entitlementId: first, to: 'revoked', actor: seat.entitlementId, reason: 'shared in public' });
    await expect(give.run(await asHolder(first), 'two@example.kz')).rejects.toThrow(SeatNotGivable);
  });

  it('leaves one holder when two are given it at once', async () => {
    const { order, ids: [first = ''], asHolder } = await bought('course');
    const item = await asHolder(first);
    const given = await Promise.all(['one@example.kz', 'two@example.kz', 'three@example.kz'].map((email) => give.run(item, email)));
    const opening = await Promise.allSettled(given.map(({ generation }) => held.require(order.orderNumber, first, { key: held.seatKeyOf(first, generation) })));
    expect(opening.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
