import { catalogContext } from '@silkport/catalog';
import { identityContext } from '@silkport/identity';
import type { OrderPaid, OrderRefunded, SubscriptionRole } from '@silkport/ordering';
import { money as amount, newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { aPaidLine, aPaidOrder, aRefund } from '../../../ordering/src/testing.js';
import { deliveryContext } from '../delivery.context.js';
import { AccessLog } from '../entitlements/access-log.js';
import { OnMoneyMoved } from '../entitlements/on-money-moved.js';
import { deliveryOn, type Delivery } from '../testing.js';
import { EndingSeats } from './ending-seats.js';

let db: TestDatabase;
let delivery: Delivery;
const money = new OnMoneyMoved(new SetClock(new Date('2026-12-10T08:00:00Z')));

beforeAll(async () => {
  db = await openTestDatabase([identityContext, catalogContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

const names = { productId: newId(), variantId: newId(), merchantId: newId() };

function orderOf(id: string, role: SubscriptionRole, quantity: number, paidAt: string): OrderPaid {
  const line = aPaidLine({ ...names, deliveryKind: 'subscription', quantity, total: amount(3000n, 'KZT'), merchantTotal: amount(300n, 'CNY'), subscription: { id, role } });
  return aPaidOrder({ orderId: newId(), total: amount(3000n, 'KZT'), paidAt, lines: [line] });
}

/** Of some pieces; without seats that end where its period is over. */
function pieces(order: OrderPaid, count: number, ends = true): OrderRefunded {
  const refund = aRefund(order);
  return { ...refund, refundId: newId(), lines: refund.lines.map((line) => ({ ...line, isWhole: false, pieces: count, subscription: order.lines[0]!.subscription!, ...(ends ? { endsSeats: count } : {}) })) };
}

const giveBack = (refund: OrderRefunded) => db.database.transaction((tx) => money.revoke(tx, refund));
interface Seat { id: string; seat: number; state: string; role: string }
const seatsOf = (id: string) => db.dataSource.query<Seat[]>(`SELECT e.id, e.seat, e.state, l.role FROM delivery.entitlements e JOIN delivery.subscription_lines l USING (order_line_id) WHERE l.subscription_id = $1 ORDER BY e.granted_at, e.id`, [id]);
const endedOf = async (id: string) => (await seatsOf(id)).filter(({ state }) => state !== 'active').map(({ role, seat }) => `${role} ${seat}`);
const give = (seat: Seat, at: string) => db.dataSource.query('INSERT INTO delivery.seat_holders (entitlement_id, email, generation, given_at) VALUES ($1, $2, 1, $3)', [seat.id, `${seat.seat}@example.kz`, at]);

const use = (seat: Seat, at: string) => new AccessLog(db.database, new SetClock(new Date(at))).note({ entitlementId: seat.id, what: 'read' });

describe('seats that are given back by the piece', () => {
  it('end from those that nobody was given on, then those that were never used, then those that were given last, and are told before', async () => {
    const id = newId();
    const [first, renewal] = [orderOf(id, 'first', 4, '2026-11-01T08:00:00.000Z'), orderOf(id, 'renewal', 4, '2026-12-01T08:00:00.000Z')];
    await delivery.deliver(first);
    await delivery.deliver(renewal);
    const [one, , three, four] = await seatsOf(id);
    await give(one!, '2026-11-05T08:00:00Z');
    await give(three!, '2026-11-03T08:00:00Z');
    await give(four!, '2026-11-04T08:00:00Z');
    await use(four!, '2026-11-03T09:00:00Z');
    await use(one!, '2026-11-05T09:00:00Z');
    const told = await new EndingSeats(db.database).of(renewal.lines[0]!.lineId, 3);
    expect(told.map(({ seat, isGiven, orderLineId }) => [seat, isGiven, orderLineId === first.lines[0]!.lineId])).toEqual([[2, false, true], [4, true, true], [3, true, true]]);
    await giveBack(pieces(renewal, 1));
    expect(await endedOf(id)).toEqual(['first 2']);
    await giveBack(pieces(renewal, 2));
    expect(await endedOf(id)).toEqual(['first 2', 'first 3', 'first 4']);
  });

  it('of a period that is over end nothing: the newer one has paid for them', async () => {
    const id = newId();
    const [first, renewal] = [orderOf(id, 'first', 2, '2026-11-01T08:00:00.000Z'), orderOf(id, 'renewal', 2, '2026-12-01T08:00:00.000Z')];
    for (const order of [first, renewal]) await delivery.deliver(order);
    await giveBack(pieces(first, 1, false));
    await giveBack(pieces(first, 1));
    expect(await endedOf(id)).toEqual([]);
  });

  it('come again with the next period, where that is paid for as many', async () => {
    const id = newId();
    const first = orderOf(id, 'first', 3, '2026-11-01T08:00:00.000Z');
    await delivery.deliver(first);
    await giveBack(pieces(first, 2));
    expect((await seatsOf(id)).map(({ state }) => state).toSorted()).toEqual(['active', 'revoked', 'revoked']);
    await delivery.deliver(orderOf(id, 'renewal', 3, '2026-12-01T08:00:00.000Z'));
    expect((await seatsOf(id)).filter(({ state }) => state === 'active').map(({ role }) => role)).toEqual(['first', 'renewal', 'renewal']);
  });

  it('that were added are taken of what was added, and those of the period of what it began with', async () => {
    const id = newId();
    const [first, added] = [orderOf(id, 'first', 2, '2026-11-01T08:00:00.000Z'), orderOf(id, 'seats', 2, '2026-11-10T08:00:00.000Z')];
    for (const order of [first, added]) await delivery.deliver(order);
    await giveBack(pieces(first, 1));
    expect(await endedOf(id)).toEqual(['first 2']);
    await giveBack(pieces(added, 1));
    expect(await endedOf(id)).toEqual(['first 2', 'seats 2']);
    await giveBack({ ...aRefund(added), lines: aRefund(added).lines.map((line) => ({ ...line, isWhole: true, subscription: { id, role: 'seats' as const } })) });
    expect(await endedOf(id)).toEqual(['first 2', 'seats 1', 'seats 2']);
  });

  it('end also where the refund is heard of before the payment, and once however they meet', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const id = newId();
      const [first, renewal] = [orderOf(id, 'first', 3, '2026-11-01T08:00:00.000Z'), orderOf(id, 'renewal', 3, '2026-12-01T08:00:00.000Z')];
      const heard = [() => delivery.deliver(first), () => giveBack(pieces(renewal, 1)), () => delivery.deliver(renewal)];
      const order = [[0, 1, 2], [1, 0, 2], [1, 2, 0], [2, 1, 0], [2, 0, 1]][turn];
      if (order) for (const step of order) await heard[step]!();
      else await Promise.all(heard.map((step) => step()));
      expect([turn, (await seatsOf(id)).filter(({ state }) => state === 'active').length]).toEqual([turn, 2]);
    }
  });
});

describe('a seat that is revoked by hand', () => {
  const revoke = (seat: Seat | undefined) => delivery.changeAccess.run({ entitlementId: seat!.id, to: 'revoked', actor: newId(), reason: 'abuse' });
  const jobs = async (id: string) => (await db.dataSource.query<{ left: number }[]>(`SELECT (p.payload ->> 'seatsLeft')::int AS left FROM graphile_worker._private_jobs p WHERE p.payload ->> 'subscriptionId' = $1 ORDER BY p.id`, [id])).map(({ left }) => left);

  it('is the first whose money goes back by the piece: no other ends with it', async () => {
    const id = newId();
    const [first, renewal, added] = [orderOf(id, 'first', 3, '2026-11-01T08:00:00.000Z'), orderOf(id, 'renewal', 3, '2026-12-01T08:00:00.000Z'), orderOf(id, 'seats', 2, '2026-12-02T08:00:00.000Z')];
    for (const order of [first, renewal, added]) await delivery.deliver(order);
    const all = await seatsOf(id);
    await revoke(all.find(({ role, seat }) => role === 'first' && seat === 1));
    await revoke(all.find(({ role, seat }) => role === 'seats' && seat === 1));
    expect(await jobs(id)).toEqual([4, 3]);
    expect(await new EndingSeats(db.database).of(renewal.lines[0]!.lineId, 1)).toEqual([]);
    expect((await new EndingSeats(db.database).of(renewal.lines[0]!.lineId, 2)).map(({ seat }) => seat)).toEqual([3]);
    await giveBack(pieces(renewal, 1));
    await giveBack(pieces(added, 1));
    expect(await endedOf(id)).toEqual(['first 1', 'seats 1']);
    await giveBack(pieces(renewal, 1));
    expect(await endedOf(id)).toEqual(['first 1', 'first 3', 'seats 1']);
  });
});
