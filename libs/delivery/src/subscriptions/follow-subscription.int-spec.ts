import { catalogContext } from '@silkport/catalog';
import { identityContext } from '@silkport/identity';
import type { OrderPaid, SubscriptionChanged, SubscriptionRole } from '@silkport/ordering';
import { money as amount, newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { aPaidLine, aPaidOrder, aRefund } from '../../../ordering/src/testing.js';
import { deliveryContext } from '../delivery.context.js';
import { OnMoneyMoved } from '../entitlements/on-money-moved.js';
import { deliveryOn, type Delivery } from '../testing.js';
import { OnSubscriptionChanged } from './on-subscription-changed.js';

let db: TestDatabase;
let delivery: Delivery;
const handler = new OnSubscriptionChanged();
const money = new OnMoneyMoved(new SetClock(new Date('2026-11-24T08:00:00Z')));

beforeAll(async () => {
  db = await openTestDatabase([identityContext, catalogContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

const variantId = newId();
const names = { productId: newId(), variantId, merchantId: newId() };

function orderOf(subscriptionId: string, role: SubscriptionRole, quantity = 1, paidAt = '2026-11-01T08:00:00.000Z'): OrderPaid {
  const line = aPaidLine({ ...names, deliveryKind: 'subscription', quantity, total: amount(1000n, 'KZT'), merchantTotal: amount(100n, 'CNY'), subscription: { id: subscriptionId, role } });
  return aPaidOrder({ orderId: newId(), total: amount(1000n, 'KZT'), paidAt, lines: [line] });
}

function changed(subscriptionId: string, version: number, given: Partial<SubscriptionChanged> = {}): SubscriptionChanged {
  return {
    subscriptionId, orderId: newId(), version, state: 'active', isWithheld: false, variantId, seats: 1, periodEnd: '2026-12-01T08:00:00.000Z', endsAt: null, endedAt: null, news: [], at: '2026-11-02T08:00:00.000Z', ...given,
  };
}

const hear = (event: SubscriptionChanged) => db.database.transaction((tx) => handler.follow(tx, event));
const rowsOf = (subscriptionId: string) => db.dataSource.query<{ state: string; variant_id: string; expires_at: Date | null; holds: string[] }[]>(
  `SELECT e.state, e.variant_id, e.expires_at, e.holds FROM delivery.entitlements e JOIN delivery.subscription_lines l USING (order_line_id) WHERE l.subscription_id = $1 ORDER BY e.granted_at, e.id`, [subscriptionId]);
const statesOf = async (subscriptionId: string) => (await rowsOf(subscriptionId)).map(({ state }) => state);
const deliveredOf = (order: OrderPaid) => db.dataSource.query<object[]>(`SELECT FROM platform.events WHERE name = 'ordering.lines_delivered' AND payload->>'orderId' = $1`, [order.orderId]);

async function begun(seats = 1): Promise<{ id: string; first: OrderPaid }> {
  const id = newId();
  const first = orderOf(id, 'first', seats);
  await delivery.deliver(first);
  await hear(changed(id, 1, { seats }));
  return { id, first };
}

describe('what a subscription gives', () => {
  it('is a right for each seat, which a further period keeps going without another', async () => {
    const { id, first } = await begun(3);
    expect(await statesOf(id)).toEqual(['active', 'active', 'active']);
    const renewal = orderOf(id, 'renewal', 3, '2026-12-01T08:00:00.000Z');
    await delivery.deliver(renewal);
    await delivery.deliver(renewal);
    expect(await statesOf(id)).toHaveLength(3);
    expect([(await deliveredOf(first)).length, (await deliveredOf(renewal)).length > 0]).toEqual([1, true]);
  });

  it('is withheld, rests, ends and goes on as the subscription does', async () => {
    const { id } = await begun();
    const after = async (version: number, given: Partial<SubscriptionChanged>) => {
      await hear(changed(id, version, given));
      return rowsOf(id);
    };
    expect(await after(2, { state: 'past_due', isWithheld: true })).toMatchObject([{ state: 'suspended', holds: ['billing'] }]);
    expect(await after(3, {})).toMatchObject([{ state: 'active', holds: [] }]);
    expect(await after(4, { state: 'paused' })).toMatchObject([{ state: 'suspended', holds: ['paused'] }]);
    expect(await after(5, { endsAt: '2026-12-01T08:00:00.000Z' })).toMatchObject([{ state: 'active', holds: [], expires_at: new Date('2026-12-01T08:00:00.000Z') }]);
    expect(await after(6, {})).toMatchObject([{ state: 'active', expires_at: null }]);
    expect(await after(7, { state: 'ended', endedAt: '2026-11-02T08:00:00.000Z' })).toMatchObject([{ state: 'expired' }]);
  });

  it('does not go back to what was told before', async () => {
    const { id } = await begun();
    await hear(changed(id, 5, { state: 'paused' }));
    await hear(changed(id, 4, {}));
    await hear(changed(id, 5, {}));
    expect(await statesOf(id)).toEqual(['suspended']);
  });

  it('is the same whether the order or the subscription is heard of first', async () => {
    const id = newId();
    await hear(changed(id, 3, { state: 'paused', seats: 2 }));
    await delivery.deliver(orderOf(id, 'first', 2));
    expect(await statesOf(id)).toEqual(['suspended', 'suspended']);
  });

  it('moves to another plan, and gets and gives back seats', async () => {
    const { id } = await begun(2);
    const another = newId();
    await hear(changed(id, 2, { variantId: another, seats: 2 }));
    expect((await rowsOf(id)).map((row) => row.variant_id)).toEqual([another, another]);
    await hear(changed(id, 3, { variantId: another, seats: 3 }));
    await delivery.deliver(orderOf(id, 'seats', 1, '2026-11-10T08:00:00.000Z'));
    expect((await rowsOf(id)).map((row) => [row.state, row.variant_id])).toEqual([['active', another], ['active', another], ['active', another]]);
    await hear(changed(id, 4, { variantId: another, seats: 1 }));
    expect(await statesOf(id)).toEqual(['active', 'expired', 'expired']);
  });

  it('is a seat for each that a further period is paid for, also where some were agreed on from that period on', async () => {
    const { id } = await begun(1);
    await hear(changed(id, 2, { seats: 3 }));
    const renewal = orderOf(id, 'renewal', 3, '2026-12-01T08:00:00.000Z');
    await delivery.deliver(renewal);
    await delivery.deliver(renewal);
    expect(await statesOf(id)).toEqual(['active', 'active', 'active']);
    const next = orderOf(id, 'renewal', 3, '2027-01-01T08:00:00.000Z');
    await delivery.deliver(next);
    expect(await statesOf(id)).toEqual(['active', 'active', 'active']);
    await db.database.transaction((tx) => money.revoke(tx, aRefund(renewal)));
    expect(await statesOf(id)).toEqual(['active', 'active', 'active']);
    await db.database.transaction((tx) => money.revoke(tx, aRefund(next)));
    expect(await statesOf(id)).toEqual(['revoked', 'revoked', 'revoked']);
  });

  it('is no new right for a period that was paid after its end', async () => {
    const { id } = await begun(1);
    await hear(changed(id, 2, { state: 'ended', endedAt: '2026-11-02T08:00:00.000Z' }));
    await delivery.deliver(orderOf(id, 'renewal', 1, '2026-12-01T08:00:00.000Z'));
    expect(await statesOf(id)).toEqual(['expired']);
  });

  it('waits for the others who hear of it at the same moment', async () => {
    const { id } = await begun();
    await Promise.all([2, 3, 4, 5, 6].map((version) => hear(changed(id, version, version === 6 ? { state: 'paused' } : {}))));
    expect(await statesOf(id)).toEqual(['suspended']);
  });
});

describe('money that goes back', () => {
  const renewed = async () => {
    const { id, first } = await begun(2);
    const renewal = orderOf(id, 'renewal', 2, '2026-12-01T08:00:00.000Z');
    await delivery.deliver(renewal);
    return { id, first, renewal };
  };
  const dispute = ({ orderId, orderNumber, total, lines }: OrderPaid) => (
    { disputeId: `dp_${orderId}`, orderId, orderNumber, disputed: total, at: '2026-12-02T08:00:00Z', lines: lines.map(({ lineId, merchantId, total: share, payable }) => ({ lineId, merchantId, total: share, payable })) }
  );

  it('of the running period takes all seats, of one that is over none', async () => {
    const { id, first, renewal } = await renewed();
    await db.database.transaction((tx) => money.revoke(tx, aRefund(first)));
    expect(await statesOf(id)).toEqual(['active', 'active']);
    await db.database.transaction((tx) => money.revoke(tx, aRefund(renewal)));
    expect(await statesOf(id)).toEqual(['revoked', 'revoked']);
  });

  it('of an upgrade takes no seat: what it was upgraded from is paid for', async () => {
    const { id } = await begun(2);
    const upgrade = orderOf(id, 'upgrade', 2, '2026-11-10T08:00:00.000Z');
    await delivery.deliver(upgrade);
    await db.database.transaction((tx) => money.suspend(tx, dispute(upgrade)));
    expect(await statesOf(id)).toEqual(['suspended', 'suspended']);
    await db.database.transaction((tx) => money.revoke(tx, aRefund(upgrade)));
    await db.database.transaction((tx) => money.settle(tx, { ...dispute(upgrade), result: 'lost' }));
    expect(await statesOf(id)).toEqual(['active', 'active']);
  });

  it('suspends all seats while a bank asks for the running period, and gives them back when it is won', async () => {
    const { id, renewal } = await renewed();
    await db.database.transaction((tx) => money.suspend(tx, dispute(renewal)));
    expect(await statesOf(id)).toEqual(['suspended', 'suspended']);
    await db.database.transaction((tx) => money.settle(tx, { ...dispute(renewal), result: 'won' }));
    expect(await statesOf(id)).toEqual(['active', 'active']);
  });

  it('is heard of before the period itself: its seats rest as soon as that is heard', async () => {
    const { id } = await begun();
    const renewal = orderOf(id, 'renewal', 1, '2026-12-01T08:00:00.000Z');
    await db.database.transaction((tx) => money.suspend(tx, dispute(renewal)));
    expect(await statesOf(id)).toEqual(['active']);
    await delivery.deliver(renewal);
    expect(await statesOf(id)).toEqual(['suspended']);
  });
});

describe('a period and the dispute about it that are heard of at the same moment', () => {
  it('end with its seats at rest, whichever is first', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await begun();
      const renewal = orderOf(id, 'renewal', 1, '2026-12-01T08:00:00.000Z');
      const { orderId, orderNumber, total, lines } = renewal;
      const disputed = { disputeId: `dp_${orderId}`, orderId, orderNumber, disputed: total, at: '2026-12-02T08:00:00Z', lines: lines.map(({ lineId, merchantId, total: share, payable }) => ({ lineId, merchantId, total: share, payable })) };
      const both = [() => delivery.deliver(renewal), () => db.database.transaction((tx) => money.suspend(tx, disputed))];
      await Promise.all((round % 2 ? both : both.toReversed()).map((hear) => hear()));
      expect(await statesOf(id)).toEqual(['suspended']);
    }
  });
});
