import { identityContext } from '@silkport/identity';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { OnMoneyMoved } from '../entitlements/on-money-moved.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { defaultPlan } from './default-plan.js';
import { refuseUnworkable } from './commission-plan.js';

let db: TestDatabase;
let delivery: Delivery;
const dayMilliseconds = 24 * 60 * 60 * 1000;
const hold = { actor: newId(), reason: 'we look into it' };

beforeAll(async () => {
  db = await openTestDatabase([identityContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
});
afterAll(async () => {
  await delivery.removeFolder();
  await db.close();
});

async function handedOver(): Promise<{ orderId: string; entitlementId: string; lineId: string; acceptBy: Date }> {
  const order = aPaidOrder([{ deliveryKind: 'commission' }]);
  await delivery.deliver(order);
  const [{ id: entitlementId } = { id: '' }] = await db.dataSource.query<{ id: string }[]>('SELECT id FROM delivery.entitlements WHERE order_id = $1', [order.orderId]);
  const now = delivery.clock.now();
  const acceptBy = new Date(now.getTime() + defaultPlan.acceptDays * dayMilliseconds);
  await db.dataSource.query(`UPDATE delivery.milestones SET state = 'handed_over', accept_by = $2, changed_at = $3 WHERE entitlement_id = $1`, [entitlementId, acceptBy, now]);
  return { orderId: order.orderId, entitlementId, lineId: order.lines[0]?.lineId ?? '', acceptBy };
}

const days = async (entitlementId: string) => (await db.dataSource.query<{ acceptBy: Date; briefBy: Date }[]>(
  'SELECT m.accept_by AS "acceptBy", c.brief_by AS "briefBy" FROM delivery.milestones m JOIN delivery.commissions c USING (entitlement_id) WHERE m.entitlement_id = $1', [entitlementId]))[0];
const later = (count: number) => delivery.clock.advance(count * dayMilliseconds);

describe('the days of commissioned work', () => {
  it('begin with the plain plan where its merchant has none', async () => {
    expect(() => { refuseUnworkable(defaultPlan); }).not.toThrow();
    const { entitlementId } = await handedOver();
    expect((await days(entitlementId))?.briefBy).toEqual(new Date(delivery.clock.now().getTime() + 60 * dayMilliseconds));
  });

  it('stand still while a bank disputes the payment, and from then on while a person stops access too', async () => {
    const { orderId, entitlementId, lineId, acceptBy } = await handedOver();
    const { briefBy } = (await days(entitlementId)) ?? { briefBy: new Date(0) };
    const money = new OnMoneyMoved(delivery.clock);
    const told = { disputeId: 'du_1', orderId, orderNumber: 'SP-1', at: delivery.clock.now().toISOString(), lines: [{ lineId }] };
    later(1);
    await db.database.transaction((tx) => money.suspend(tx, told as never));
    later(4);
    await delivery.changeAccess.run({ entitlementId, to: 'suspended', ...hold });
    later(2);
    await db.database.transaction((tx) => money.settle(tx, { ...told, result: 'won' } as never));
    expect((await days(entitlementId))?.acceptBy).toEqual(acceptBy);
    later(3);
    await delivery.changeAccess.run({ entitlementId, to: 'active', ...hold });
    expect(await days(entitlementId)).toEqual({ acceptBy: new Date(acceptBy.getTime() + 9 * dayMilliseconds), briefBy: new Date(briefBy.getTime() + 9 * dayMilliseconds) });
    later(1);
    await delivery.changeAccess.run({ entitlementId, to: 'active', ...hold });
    expect((await days(entitlementId))?.acceptBy).toEqual(new Date(acceptBy.getTime() + 9 * dayMilliseconds));
  });
});
