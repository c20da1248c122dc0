import { identityContext } from '@silkport/identity';
import { paymentsContext, RefundReads as ProviderRefunds } from '@silkport/payments';
import { Idempotency, Outbox } from '@silkport/platform';
import { taxContext } from '@silkport/tax';
import { money, newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { OnDisputeChanged } from '../disputes/on-dispute-changed.js';
import { orderingContext } from '../ordering.context.js';
import { OrderInDispute, OrderUnknown, RefundNotFailed, RefundUnknown } from '../ordering.errors.js';
import { RefundOrder } from './refund-order.js';
import type { RefundState } from './refund.entity.js';
import { RetryRefund } from './retry-refund.js';
import { aPaidOrder, storePaidOrder } from '../testing.js';

let db: TestDatabase;
let retry: RetryRefund;
const outbox = new Outbox();
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
const personId = newId();

beforeAll(async () => {
  db = await openTestDatabase([identityContext, taxContext, paymentsContext, orderingContext]);
  retry = new RetryRefund(db.database, new Idempotency(db.database), outbox, new ProviderRefunds(db.database), clock);
});
afterAll(() => db.close());

/** A part of an order that was given back, as the provider says that it ended. */
async function refunded(state: RefundState): Promise<{ orderId: string; refundId: string; personId: string }> {
  const order = aPaidOrder({ orderNumber: newId() });
  await storePaidOrder(db.database, order);
  const refundId = await new RefundOrder(db.database, new Idempotency(db.database), outbox, clock).run({ orderId: order.orderId, reason: 'goodwill', personId, amount: money(1000n, 'KZT') });
  await db.dataSource.query('UPDATE ordering.refunds SET state = $2, settled_at = now() WHERE id = $1', [refundId, state]);
  await db.dataSource.query('DELETE FROM graphile_worker._private_jobs WHERE key = $1', [`send-refund:${refundId}`]);
  return { orderId: order.orderId, refundId, personId };
}

async function standing(refundId: string) {
  const [row] = await db.dataSource.query<{ state: string; jobs: number; audits: number }[]>(
    `SELECT state, (SELECT count(*)::int FROM graphile_worker.jobs WHERE key = 'send-refund:' || $1) AS jobs,
       (SELECT count(*)::int FROM identity.audit_entries WHERE action = 'ordering.refund_retried' AND details->>'refundId' = $1) AS audits
     FROM ordering.refunds WHERE id = $1::uuid`, [refundId],
  );
  return row;
}

describe('a refund that failed', () => {
  it('is asked for again by one of two that try at once, with a note of who did it', async () => {
    const wanted = await refunded('failed');
    const outcomes = await Promise.allSettled([retry.run(wanted), retry.run(wanted)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toBeInstanceOf(RefundNotFailed);
    expect(await standing(wanted.refundId)).toEqual({ state: 'asked', jobs: 1, audits: 1 });
  });

  it('waits while a bank disputes the payment', async () => {
    const wanted = await refunded('failed');
    const disputed = { disputeId: `du_${newId()}`, reference: wanted.orderId, amount: money(130_560n, 'KZT'), stage: 'opened' as const, reason: 'fraudulent', evidenceDueBy: null, at: '2026-11-24T08:00:00Z' };
    await db.database.transaction((tx) => new OnDisputeChanged(outbox).follow(tx, disputed));
    await expect(retry.run(wanted)).rejects.toThrow(OrderInDispute);
    expect(await standing(wanted.refundId)).toEqual({ state: 'failed', jobs: 0, audits: 0 });
  });
});

describe('a refund is not asked for again', () => {
  it.each(['asked', 'succeeded', 'taken_by_bank'] as const)('that is %s', async (state) => {
    const wanted = await refunded(state);
    await expect(retry.run(wanted)).rejects.toThrow(RefundNotFailed);
    expect(await standing(wanted.refundId)).toEqual({ state, jobs: 0, audits: 0 });
  });

  it('that is of another order, or of none', async () => {
    const [one, other] = [await refunded('failed'), await refunded('failed')];
    await expect(retry.run({ ...one, orderId: other.orderId })).rejects.toThrow(RefundUnknown);
    await expect(retry.run({ ...one, orderId: newId() })).rejects.toThrow(OrderUnknown);
    await expect(retry.run({ ...one, refundId: one.orderId })).rejects.toThrow(RefundUnknown);
    expect(await standing(one.refundId)).toEqual({ state: 'failed', jobs: 0, audits: 0 });
  });
});
