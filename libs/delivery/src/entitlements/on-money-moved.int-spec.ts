import { catalogContext } from '@silkport/catalog';
import { identityContext } from '@silkport/identity';
import type { OrderDisputed, OrderPaid } from '@silkport/ordering';
import { newId, SetClock } from '@silkport/values';
import fc from 'fast-check';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { aRefund } from '../../../ordering/src/testing.js';
import { deliveryContext } from '../delivery.context.js';
import { OnMoneyMoved } from './on-money-moved.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';

let db: TestDatabase;
let delivery: Delivery;
const money = new OnMoneyMoved(new SetClock(new Date('2026-11-24T08:00:00Z')));

beforeAll(async () => {
  db = await openTestDatabase([identityContext, catalogContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

type Step = 'paid' | 'refunded' | 'disputed' | 'won' | 'lost' | 'second dispute';

function dispute(order: OrderPaid, disputeId = 'dp_1'): OrderDisputed {
  const { orderId, orderNumber, total } = order;
  return { disputeId, orderId, orderNumber, disputed: total, at: '2026-11-24T08:00:00Z', lines: order.lines.map(({ lineId, merchantId, total: share, payable }) => ({ lineId, merchantId, total: share, payable })) };
}

async function hear(order: OrderPaid, step: Step, refundId: string): Promise<void> {
  await db.database.transaction(async (tx) => {
    switch (step) {
      case 'paid': return;
      case 'refunded': return money.revoke(tx, aRefund(order, { refundId }));
      case 'disputed': return money.suspend(tx, dispute(order));
      case 'second dispute': return money.suspend(tx, dispute(order, 'dp_2'));
      case 'won': case 'lost': return money.settle(tx, { ...dispute(order), result: step });
    }
  });
  if (step === 'paid') await delivery.deliverSetUp(order);
}

async function statesAfter(steps: readonly Step[]): Promise<string[]> {
  const order = aPaidOrder([{ deliveryKind: 'download' }, { deliveryKind: 'parcel' }]);
  const refundId = newId();
  for (const step of steps) await hear(order, step, refundId);
  const [entitlement] = await db.dataSource.query<{ state: string }[]>('SELECT state FROM delivery.entitlements WHERE order_id = $1', [order.orderId]);
  const [parcel] = await db.dataSource.query<{ state: string }[]>('SELECT state FROM delivery.parcels WHERE order_id = $1', [order.orderId]);
  return [entitlement?.state ?? '', parcel?.state ?? ''];
}

describe('what becomes of access and parcels when money moves', () => {
  it.each([
    [['paid'], ['active', 'to_ship']],
    [['paid', 'disputed'], ['suspended', 'held']],
    [['paid', 'disputed', 'won'], ['active', 'to_ship']],
    [['paid', 'disputed', 'won', 'second dispute'], ['suspended', 'held']],
    [['paid', 'disputed', 'lost', 'refunded'], ['revoked', 'cancelled']],
    [['paid', 'refunded'], ['revoked', 'cancelled']],
    [['paid', 'refunded', 'disputed', 'won'], ['revoked', 'cancelled']],
  ] as const)('is the same in whatever order %j is heard: %j', async (steps, expected) => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...steps], { minLength: steps.length }), async (order) => {
      expect(await statesAfter(order)).toEqual(expected);
    }), { numRuns: 12 });
  });

  it('is the same when payment and refund are heard at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const order = aPaidOrder([{ deliveryKind: 'download' }, { deliveryKind: 'parcel' }]);
      await Promise.all([delivery.deliverSetUp(order), hear(order, 'refunded', newId())]);
      expect(await db.dataSource.query('SELECT state FROM delivery.entitlements WHERE order_id = $1', [order.orderId])).toEqual([{ state: 'revoked' }]);
      expect(await db.dataSource.query('SELECT state FROM delivery.parcels WHERE order_id = $1', [order.orderId])).toEqual([{ state: 'cancelled' }]);
    }
  });

  it('leaves what a person has suspended as it is', async () => {
    const order = aPaidOrder([{ deliveryKind: 'download' }]);
    await delivery.deliverSetUp(order);
    const [line] = await delivery.reads.ofOrder(order.orderId);
    await delivery.changeAccess.run({ entitlementId: line?.entitlementId ?? '', to: 'suspended', actor: newId(), reason: 'under review' });
    await hear(order, 'disputed', newId());
    await hear(order, 'won', newId());
    expect((await delivery.reads.ofOrder(order.orderId))[0]?.state).toBe('suspended');
  });

  it('keeps access where only a part was given back', async () => {
    const order = aPaidOrder([{ deliveryKind: 'download' }]);
    await delivery.deliverSetUp(order);
    const refund = aRefund(order);
    await db.database.transaction((tx) => money.revoke(tx, { ...refund, lines: refund.lines.map((line) => ({ ...line, isWhole: false })) }));
    expect((await delivery.reads.ofOrder(order.orderId))[0]?.state).toBe('active');
  });
});
