import { identityContext } from '@silkport/identity';
import { paymentsContext } from '@silkport/payments';
import { DomainError, Idempotency, Outbox } from '@silkport/platform';
import { taxContext } from '@silkport/tax';
import { money, newId, SetClock } from '@silkport/values';
import fc from 'fast-check';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { OnDisputeChanged } from '../disputes/on-dispute-changed.js';
import { LineAlreadyWithdrawn, WithdrawalNotPossible } from '../ordering.errors.js';
import { orderingContext } from '../ordering.context.js';
import type { OrderPaid } from '../ordering.events.js';
import { ReceiveReturn } from './receive-return.js';
import { RefundOrder } from '../refunds/refund-order.js';
import { aPaidLine, aPaidOrder, storePaidOrder } from '../testing.js';
import { WithdrawFromOrder } from './withdraw-from-order.js';

let db: TestDatabase;
const clock = new SetClock(new Date());
const outbox = new Outbox();
const disputes = new OnDisputeChanged(outbox);
let withdraw: WithdrawFromOrder;
let receiveReturn: ReceiveReturn;
let refunds: RefundOrder;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, taxContext, paymentsContext, orderingContext]);
  const idempotency = new Idempotency(db.database);
  withdraw = new WithdrawFromOrder(db.database, idempotency, outbox, clock);
  receiveReturn = new ReceiveReturn(db.database, outbox, clock);
  refunds = new RefundOrder(db.database, idempotency, outbox, clock);
});
afterAll(() => db.close());

/** Paid on a Monday; the period ends with Monday the 16th. */
const paidAt = '2026-11-02T08:00:00.000Z';

async function germanOrder(kind: 'service' | 'parcel' = 'service'): Promise<OrderPaid> {
  const euros = { total: money(10_001n, 'EUR'), merchantTotal: money(80_000n, 'CNY') };
  const lines = [aPaidLine({ ...euros, deliveryKind: kind }), aPaidLine({ ...euros, deliveryKind: kind })];
  const order = aPaidOrder({ orderNumber: newId(), buyerCountry: 'DE', total: money(20_002n, 'EUR'), lines, paidAt });
  await storePaidOrder(db.database, order);
  return order;
}

const declareAt = (order: OrderPaid, at: string) => {
  clock.advance(new Date(at).getTime() - clock.now().getTime());
  return withdraw.declare({ orderId: order.orderId, name: 'Anna Schmidt', email: 'anna@example.de' });
};
const confirmAt = (order: OrderPaid, { id }: { readonly id: string }, at: string) => {
  clock.advance(new Date(at).getTime() - clock.now().getTime());
  return withdraw.confirm(order.orderId, id);
};
/** What the rules refuse, and no other failure. */
function refused(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}

async function given({ orderId }: OrderPaid) {
  const [row] = await db.dataSource.query<{ given: bigint; refunded: bigint }[]>(
    'SELECT refunded_minor AS refunded, (SELECT coalesce(sum(r.total_minor), 0)::bigint FROM ordering.refunds r WHERE r.order_id = o.id) AS given FROM ordering.orders o WHERE o.id = $1', [orderId],
  );
  return row;
}

describe('a withdrawal that is declared in time', () => {
  it('counts from its declaration when it is confirmed within three days of it, though the period is over by then', async () => {
    const order = await germanOrder();
    const declared = await declareAt(order, '2026-11-16T23:59:59Z');
    expect(await confirmAt(order, declared, '2026-11-19T23:59:58Z')).toMatchObject({ refundId: expect.any(String) });
    expect(await given(order)).toEqual({ given: 20_002n, refunded: 20_002n });
  });

  it('and confirmed later counts from its confirmation: refused where the period is over, taken where it is not', async () => {
    const [late, early] = [await germanOrder(), await germanOrder()];
    const declared = [await declareAt(late, '2026-11-16T23:59:59Z'), await declareAt(early, '2026-11-03T08:00:00Z')] as const;
    await expect(confirmAt(late, declared[0], '2026-11-20T00:00:00Z')).rejects.toBeInstanceOf(WithdrawalNotPossible);
    expect(await confirmAt(early, declared[1], '2026-11-16T23:59:59Z')).toMatchObject({ refundId: expect.any(String) });
    await expect(declareAt(await germanOrder(), '2026-11-17T00:00:00Z')).rejects.toBeInstanceOf(WithdrawalNotPossible);
  });

  it('twice is confirmed once, also in the same moment', async () => {
    const order = await germanOrder();
    const declared = [await declareAt(order, '2026-11-03T08:00:00Z'), await declareAt(order, '2026-11-03T08:00:00Z')];
    const outcomes = await Promise.allSettled(declared.map(({ id }) => withdraw.confirm(order.orderId, id)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toBeInstanceOf(LineAlreadyWithdrawn);
    expect(await given(order)).toEqual({ given: 20_002n, refunded: 20_002n });
  });
});

describe('what was withdrawn from', () => {
  it('goes back once, in whatever order it is withdrawn, returned, refunded in part, disputed and decided', async () => {
    const steps = ['withdraw', 'return', 'refund', 'dispute', 'decide'] as const;
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...steps], { minLength: steps.length }), fc.constantFrom('won' as const, 'lost' as const), async (order, result) => {
      const paid = await germanOrder('parcel');
      const { orderId, lines } = paid;
      await db.dataSource.query('UPDATE ordering.order_lines SET dispatched_at = now() WHERE order_id = $1', [orderId]);
      clock.advance(new Date('2026-11-03T08:00:00Z').getTime() - clock.now().getTime());
      const personId = newId();
      const hear = (stage: 'opened' | 'won' | 'lost') => db.database.transaction((tx) => disputes.follow(tx, {
        disputeId: `dp_${orderId}`, reference: orderId, amount: paid.total, stage, reason: 'fraudulent', evidenceDueBy: null, at: '2026-11-03T09:00:00Z',
      }));
      const does = {
        withdraw: async () => confirmAt(paid, await declareAt(paid, '2026-11-03T08:00:00Z'), '2026-11-03T08:00:00Z'),
        return: async () => { for (const { lineId } of lines) await receiveReturn.run({ orderId, lineId, personId }); },
        refund: () => refunds.run({ orderId, reason: 'goodwill', personId, lines: [{ lineId: lines[0]?.lineId ?? '', amount: money(333n, 'EUR') }] }),
        dispute: () => hear('opened'), decide: () => hear(result),
      };
      // What is refused because of the order of things is refused whole; the rest ends the same.
      for (const step of order) await does[step]().catch(refused);
      for (const step of ['withdraw', 'return'] as const) await does[step]().catch(refused);
      const { given: sum, refunded } = (await given(paid)) ?? {};
      expect([sum, refunded]).toEqual([20_002n, 20_002n]);
      const open = await db.dataSource.query('SELECT line_id FROM ordering.withdrawn_lines WHERE order_id = $1 AND settled_at IS NULL', [orderId]);
      expect(open).toEqual([]);
    }), { numRuns: 15 });
  });

  it.each([
    ['a line withdrawn from twice', `INSERT INTO ordering.withdrawn_lines (line_id, withdrawal_id, order_id, merchant_id, refund_minor, quantity, return_expected) SELECT line_id, withdrawal_id, order_id, merchant_id, 1, 1, false FROM ordering.withdrawn_lines LIMIT 1`, 'withdrawn_lines_pkey'],
    ['a refund that is not settled', `UPDATE ordering.withdrawn_lines SET settled_at = NULL WHERE refund_id IS NOT NULL`, 'withdrawn_lines_are_paid_back_when_settled'],
    ['a parcel paid back before it was back', `UPDATE ordering.withdrawn_lines SET returned_at = NULL WHERE return_expected AND settled_at IS NOT NULL`, 'what_was_sent_is_settled_once_it_is_back'],
  ])('is kept right by the database itself: %s is refused', async (_what, sql, rule) => {
    await expect(db.dataSource.query(sql)).rejects.toThrow(rule);
  });
});
