import { identityContext } from '@silkport/identity';
import { paymentsContext, type DisputeChanged } from '@silkport/payments';
import { Idempotency, Outbox } from '@silkport/platform';
import { taxContext } from '@silkport/tax';
import { money, newId, SetClock } from '@silkport/values';
import fc from 'fast-check';
import { delivered } from '../../../test/support/delivered.js';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { CompleteOrders } from './complete-orders.js';
import { OnDisputeChanged } from './disputes/on-dispute-changed.js';
import { OnLinesDelivered } from './on-lines-delivered.js';
import { orderingContext } from './ordering.context.js';
import { RefundAbovePaid } from './ordering.errors.js';
import type { OrderPaid } from './ordering.events.js';
import { RefundOrder } from './refunds/refund-order.js';
import { aPaidLine, aPaidOrder, storePaidOrder } from './testing.js';

let db: TestDatabase;
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
const outbox = new Outbox();
const lineEvents = new OnLinesDelivered();
const disputes = new OnDisputeChanged(outbox);
let refunds: RefundOrder;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, taxContext, paymentsContext, orderingContext]);
  refunds = new RefundOrder(db.database, new Idempotency(db.database), outbox, clock);
});
afterAll(() => db.close());

async function paidOrder(): Promise<OrderPaid> {
  const order = aPaidOrder({ orderNumber: newId(), total: money(263_120n, 'KZT'), lines: [aPaidLine(), aPaidLine()] });
  await storePaidOrder(db.database, order);
  return order;
}

const refund = (order: OrderPaid, amountMinor?: bigint) => (
  refunds.run({ orderId: order.orderId, reason: 'goodwill', personId: newId(), ...(amountMinor === undefined ? {} : { amount: money(amountMinor, 'KZT') }) })
);
const said = (order: OrderPaid, disputeId: string, stage: DisputeChanged['stage'], amountMinor = 263_120n): DisputeChanged => (
  { disputeId, reference: order.orderId, amount: money(amountMinor, 'KZT'), stage, reason: 'fraudulent', evidenceDueBy: null, at: '2026-11-25T08:00:00Z' }
);
const hear = (change: DisputeChanged) => db.database.transaction((tx) => disputes.follow(tx, change));
const handOver = ({ orderId, lines }: OrderPaid) => (
  db.database.transaction((tx) => lineEvents.markDelivered(tx, delivered({ orderId, lineIds: lines.map(({ lineId }) => lineId), deliveredAt: '2026-11-24T09:00:00Z' })))
);

async function standing({ orderId }: OrderPaid) {
  const [row] = await db.dataSource.query<{ status: string; refunded: bigint; states: string[]; given: bigint }[]>(
    `SELECT o.status, o.refunded_minor AS refunded, (SELECT array_agg(l.state ORDER BY l.position) FROM ordering.order_lines l WHERE l.order_id = o.id) AS states,
       (SELECT coalesce(sum(r.total_minor), 0)::bigint FROM ordering.refunds r WHERE r.order_id = o.id) AS given FROM ordering.orders o WHERE o.id = $1`, [orderId],
  );
  return row;
}

describe('a dispute', () => {
  it.each([['won', 'delivered', 0n], ['lost', 'lost', 263_120n]] as const)('that is %s ends the same in whatever order it is heard, delivery included', async (result, status, given) => {
    const steps = ['warning', 'opened', 'under_review', result, 'delivered'] as const;
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...steps], { minLength: steps.length }), async (order) => {
      const paid = await paidOrder();
      for (const step of order) await (step === 'delivered' ? handOver(paid) : hear(said(paid, `dp_${paid.orderId}`, step)));
      expect(await standing(paid)).toMatchObject({ status, given, refunded: given });
      const [told] = await db.dataSource.query<{ disputed: number; decided: number }[]>(
        `SELECT count(*) FILTER (WHERE name = 'ordering.order_disputed')::int AS disputed, count(*) FILTER (WHERE name = 'ordering.order_dispute_decided')::int AS decided
         FROM platform.events WHERE payload->>'orderId' = $1`, [paid.orderId],
      );
      expect(told).toEqual({ disputed: 1, decided: 1 });
    }), { numRuns: 15 });
  });

  it('that is only asked about moves nothing, and the delivery log is asked for once, however often it is heard', async () => {
    const order = await paidOrder();
    const inquiry = said(order, `dp_${order.orderId}`, 'warning');
    await hear(inquiry);
    await hear(inquiry);
    await hear({ ...inquiry, stage: 'warning_closed' });
    expect(await standing(order)).toMatchObject({ status: 'paid', refunded: 0n });
    expect(await db.dataSource.query(`SELECT payload FROM platform.events WHERE name = 'ordering.order_inquired' AND payload->>'orderId' = $1`, [order.orderId])).toEqual([
      { payload: { disputeId: inquiry.disputeId, orderId: order.orderId, lines: order.lines.map(({ lineId }) => ({ lineId })) } },
    ]);
  });

  it('about a part of the payment takes that part only', async () => {
    const order = await paidOrder();
    await hear(said(order, 'dp_part', 'opened', 100_001n));
    await hear(said(order, 'dp_part', 'lost', 100_001n));
    expect(await standing(order)).toEqual({ status: 'partly_refunded', refunded: 100_001n, given: 100_001n, states: ['partly_refunded', 'partly_refunded'] });
  });

  it('never takes more than was left, though the bank asks for all of a payment that was given back in part', async () => {
    const order = await paidOrder();
    await refund(order, 200_000n);
    await hear(said(order, 'dp_all', 'lost'));
    expect(await standing(order)).toMatchObject({ status: 'lost', refunded: 263_120n, given: 263_120n });
    // What the bank took beyond is the refund that was still to be sent: it is not sent as well.
    expect(await db.dataSource.query('SELECT state FROM ordering.refunds WHERE order_id = $1 ORDER BY id', [order.orderId])).toEqual([{ state: 'taken_by_bank' }, { state: 'taken_by_bank' }]);
  });
});

describe('refunds', () => {
  it('of which two at once ask for more than there is: one is made', async () => {
    const order = await paidOrder();
    const outcomes = await Promise.allSettled([refund(order, 200_000n), refund(order, 200_000n)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toBeInstanceOf(RefundAbovePaid);
    expect(await standing(order)).toMatchObject({ refunded: 200_000n, given: 200_000n });
  });

  it('in any row of amounts add up to the order, line by line, and end it', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.bigInt(1n, 60_000n), { minLength: 1, maxLength: 4 }), async (amounts) => {
      const order = await paidOrder();
      for (const amountMinor of amounts) await refund(order, amountMinor);
      await refund(order);
      expect(await standing(order)).toEqual({ status: 'refunded', refunded: 263_120n, given: 263_120n, states: ['refunded', 'refunded'] });
      const [left] = await db.dataSource.query<{ tax: bigint; payable: bigint }[]>(
        `SELECT sum((share->'tax'->>'amountMinor')::bigint)::bigint AS tax, sum((share->'payable'->>'amountMinor')::bigint)::bigint AS payable
         FROM ordering.refund_lines r JOIN ordering.refunds f ON f.id = r.refund_id WHERE f.order_id = $1`, [order.orderId],
      );
      expect(left).toEqual({ tax: 36_292n, payable: 3084n });
    }), { numRuns: 12 });
  });

  it.each([
    'UPDATE ordering.refund_lines SET total_minor = 1', 'DELETE FROM ordering.refund_lines', 'UPDATE ordering.refunds SET total_minor = 1', 'DELETE FROM ordering.refunds',
  ])('are kept by the database itself: %s is refused', async (sql) => {
    await refund(await paidOrder(), 1000n);
    await expect(db.dataSource.query(sql)).rejects.toThrow('append-only');
  });

  it('above the total are refused by the database itself', async () => {
    const order = await paidOrder();
    await expect(db.dataSource.query('UPDATE ordering.orders SET refunded_minor = total_minor + 1 WHERE id = $1', [order.orderId])).rejects.toThrow('no_more_is_refunded_than_paid');
  });
});

describe('a delivered order', () => {
  it('is completed once nobody can withdraw from it any more, with a note of who, when and why', async () => {
    const order = await paidOrder();
    await handOver(order);
    await new CompleteOrders(db.database, new SetClock(new Date('2026-11-24T08:59:00Z'))).run();
    expect(await standing(order)).toMatchObject({ status: 'delivered' });
    await new CompleteOrders(db.database, new SetClock(new Date('2026-11-24T09:00:01Z'))).run();
    expect(await standing(order)).toMatchObject({ status: 'completed', states: ['delivered', 'delivered'] });
    expect(await db.dataSource.query('SELECT from_status, to_status, actor, reason FROM ordering.order_transitions WHERE order_id = $1 ORDER BY id', [order.orderId])).toEqual([
      { from_status: 'paid', to_status: 'delivered', actor: 'delivery', reason: 'handed over' },
      { from_status: 'delivered', to_status: 'completed', actor: 'clock', reason: 'nobody can withdraw any more' },
    ]);
  });
});
