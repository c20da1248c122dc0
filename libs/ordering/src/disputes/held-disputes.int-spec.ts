import { catalogContext } from '@silkport/catalog';
import { identityContext } from '@silkport/identity';
import { paymentsContext, type DisputeChanged } from '@silkport/payments';
import { Idempotency, Outbox, reviveJson } from '@silkport/platform';
import { taxContext } from '@silkport/tax';
import { money, newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { DecideHeldOrder } from '../decide-held-order.js';
import { OnDisputeChanged } from './on-dispute-changed.js';
import { orderingContext } from '../ordering.context.js';
import type { OrderDisputeDecided, OrderPaid } from '../ordering.events.js';
import { RefundOrder } from '../refunds/refund-order.js';
import { aPaidLine, aPaidOrder, storePaidOrder } from '../testing.js';

let db: TestDatabase;
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
const outbox = new Outbox();
const disputes = new OnDisputeChanged(outbox);
let held: DecideHeldOrder;
let refunds: RefundOrder;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, catalogContext, taxContext, paymentsContext, orderingContext]);
  held = new DecideHeldOrder(db.database, new Idempotency(db.database), outbox, clock);
  refunds = new RefundOrder(db.database, new Idempotency(db.database), outbox, clock);
});
afterAll(() => db.close());

async function paidOrder(): Promise<OrderPaid> {
  const order = aPaidOrder({ orderNumber: newId(), total: money(263_120n, 'KZT'), lines: [aPaidLine(), aPaidLine()] });
  await storePaidOrder(db.database, order);
  return order;
}

async function heldOrder(): Promise<OrderPaid> {
  const order = await paidOrder();
  await db.dataSource.query(`UPDATE ordering.orders SET status = 'held', held_at = paid_at, paid_at = NULL WHERE id = $1`, [order.orderId]);
  await db.dataSource.query(`UPDATE ordering.order_lines SET state = 'awaiting_payment' WHERE order_id = $1`, [order.orderId]);
  return order;
}

const hear = (order: OrderPaid, stage: DisputeChanged['stage'], amountMinor = 263_120n) => db.database.transaction((tx) => disputes.follow(tx, {
  disputeId: `dp_${order.orderId}`, reference: order.orderId, amount: money(amountMinor, 'KZT'), stage, reason: 'fraudulent', evidenceDueBy: null, at: '2026-11-24T07:00:00Z',
}));
const decide = (order: OrderPaid, how: 'release' | 'refuse') => held[how]({ orderId: order.orderId, personId: newId(), note: 'seen' });

async function statusOf({ orderId }: OrderPaid): Promise<string | undefined> {
  return (await db.dataSource.query<{ status: string }[]>('SELECT status FROM ordering.orders WHERE id = $1', [orderId]))[0]?.status;
}

/** Money that is on its way back for an order that was not sold. */
const sent = ({ orderId }: OrderPaid) => db.dataSource.query<{ task: string }[]>('SELECT task_identifier AS task FROM graphile_worker.jobs WHERE key = $1', [`refund:${orderId}`]);

async function decisionOf({ orderId }: OrderPaid): Promise<OrderDisputeDecided | undefined> {
  const [event] = await db.dataSource.query<{ payload: unknown }[]>(`SELECT payload FROM platform.events WHERE name = 'ordering.order_dispute_decided' AND payload->>'orderId' = $1`, [orderId]);
  return event && reviveJson<OrderDisputeDecided>(event.payload);
}

describe('a dispute about an order that is held', () => {
  it('waits for the admin, and the released order is disputed at once', async () => {
    const order = await heldOrder();
    await hear(order, 'opened');
    await hear(order, 'under_review');
    expect(await statusOf(order)).toBe('held');
    await decide(order, 'release');
    expect(await statusOf(order)).toBe('disputed');
    await hear(order, 'won');
    expect(await statusOf(order)).toBe('paid');
  });

  it('that was lost meanwhile makes the released order a lost one', async () => {
    const order = await heldOrder();
    await hear(order, 'opened');
    await hear(order, 'lost');
    await decide(order, 'release');
    expect(await statusOf(order)).toBe('lost');
  });

  it('has the money of a refused order, so that none is sent; when the bank keeps it, it was owed to the buyer', async () => {
    const order = await heldOrder();
    await hear(order, 'opened');
    await decide(order, 'refuse');
    expect([await statusOf(order), await sent(order)]).toEqual(['cancelled', []]);
    await hear(order, 'lost');
    expect([await statusOf(order), await sent(order)]).toEqual(['cancelled', []]);
    expect((await decisionOf(order))?.takenRefunds).toEqual([{ refundId: order.orderId, total: money(263_120n, 'KZT') }]);
  });

  it('gives the money of a refused order back to us when it is won, and then it is sent, once', async () => {
    const order = await heldOrder();
    await hear(order, 'opened');
    await decide(order, 'refuse');
    await hear(order, 'won');
    await hear(order, 'won');
    expect(await sent(order)).toHaveLength(1);
  });

  it('that was only an inquiry does not keep a refused order’s money', async () => {
    const order = await heldOrder();
    await hear(order, 'warning');
    await decide(order, 'refuse');
    expect(await sent(order)).toHaveLength(1);
  });
});

describe('a refund that waits while a bank takes a part beyond what is left', () => {
  it('is settled by exactly that part, and the rest alone is sent', async () => {
    const order = await paidOrder();
    const refundId = await refunds.run({ orderId: order.orderId, reason: 'goodwill', personId: newId(), amount: money(100_000n, 'KZT') });
    await hear(order, 'opened', 223_120n);
    await hear(order, 'lost', 223_120n);
    // 163,120 were left; the bank has taken 60,000 beyond, so that 40,000 of the refund are still owed.
    expect((await decisionOf(order))?.takenRefunds).toEqual([{ refundId, total: money(60_000n, 'KZT') }]);
    expect(await db.dataSource.query('SELECT state, total_minor, taken_minor FROM ordering.refunds WHERE id = $1', [refundId])).toEqual([{ state: 'asked', total_minor: 100_000n, taken_minor: 60_000n }]);
  });

  it('is not settled by the bank where the provider has sent it, though that is not heard of yet; the one that was not sent is', async () => {
    const order = await paidOrder();
    const ask = (amountMinor: bigint) => refunds.run({ orderId: order.orderId, reason: 'goodwill', personId: newId(), amount: money(amountMinor, 'KZT') });
    const [sentId, waitingId] = [await ask(50_000n), await ask(70_000n)];
    const chargeId = newId();
    await db.dataSource.query(`INSERT INTO payments.charges (id, checkout_id, reference, amount_minor, currency, stripe_payment_intent_id, stripe_charge_id, captured_at) VALUES ($1, $1, $2, 263120, 'KZT', $3, $4, now())`, [chargeId, order.orderId, `pi_${chargeId}`, `ch_${chargeId}`]);
    await db.dataSource.query(`INSERT INTO payments.refunds (id, charge_id, reference, amount_minor, currency, reason, status, is_foreign, stripe_refund_id, asked_at, tried_at, settled_at)
      VALUES ($1, $2, $3, 50000, 'KZT', 'goodwill', 'succeeded', false, $4, now(), now(), now())`, [sentId, chargeId, order.orderId, `re_${chargeId}`]);
    await hear(order, 'opened', 213_120n);
    await hear(order, 'lost', 213_120n);
    expect((await decisionOf(order))?.takenRefunds).toEqual([{ refundId: waitingId, total: money(70_000n, 'KZT') }]);
    expect(await db.dataSource.query('SELECT state, taken_minor FROM ordering.refunds WHERE id = ANY ($1) ORDER BY id', [[sentId, waitingId]])).toEqual([
      { state: 'asked', taken_minor: 0n }, { state: 'taken_by_bank', taken_minor: 70_000n },
    ]);
  });
});
