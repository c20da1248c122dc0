import { identityContext } from '@silkport/identity';
import { Idempotency, Outbox } from '@silkport/platform';
import { taxContext } from '@silkport/tax';
import { money, newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { lockOrder } from '../lock-order.js';
import { orderingContext } from '../ordering.context.js';
import type { OrderRefunded } from '../ordering.events.js';
import { paidEvent } from '../payment/paid-event.js';
import { RefundOrder } from '../refunds/refund-order.js';
import { aPaidLine, aPaidOrder, storePaidOrder } from '../testing.js';

let db: TestDatabase;
beforeAll(async () => { db = await openTestDatabase([identityContext, taxContext, orderingContext]); });
afterAll(() => db.close());

const frozen = { ratePct: '10', taxRatePct: '6', ruleId: newId(), taxAuthority: 'CN', taxLegalSource: 'Cai Shui [2016] No. 36' };

describe('the tax on a commission', () => {
  it.each([
    ['is told as it was frozen with the line, of the sale and of what is given back', frozen, { ratePct: '6', authority: 'CN', legalSource: 'Cai Shui [2016] No. 36' }],
    ['is not made up for a line that was frozen before its authority was kept', { ratePct: '10', taxRatePct: '6', ruleId: newId() }, undefined],
  ])('%s', async (_, terms, told) => {
    const order = aPaidOrder({ orderNumber: newId(), total: money(131_560n, 'KZT'), lines: [aPaidLine()] });
    await storePaidOrder(db.database, order);
    await db.dataSource.query('UPDATE ordering.order_lines SET commission_terms = $2 WHERE order_id = $1', [order.orderId, terms]);
    const paid = await db.database.transaction(async (tx) => paidEvent((await lockOrder(tx, order.orderId))!, new Date()));
    expect(paid.lines[0]?.commissionTaxed).toEqual(told);
    const refunds = new RefundOrder(db.database, new Idempotency(db.database), new Outbox(), new SetClock(new Date('2026-11-24T08:00:00Z')));
    await refunds.run({ orderId: order.orderId, reason: 'goodwill', personId: newId() });
    const [event] = await db.dataSource.query<{ payload: OrderRefunded }[]>(`SELECT payload FROM platform.events WHERE name = 'ordering.order_refunded' AND payload->>'orderId' = $1`, [order.orderId]);
    expect(event?.payload.lines[0]?.commissionTaxed).toEqual(told);
  });
});
