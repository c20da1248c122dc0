import { identityContext } from '@silkport/identity';
import { Idempotency, Outbox } from '@silkport/platform';
import { taxContext } from '@silkport/tax';
import { money, newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { orderingContext } from '../ordering.context.js';
import type { OrderPaid } from '../ordering.events.js';
import { aPaidLine, aPaidOrder, storePaidOrder } from '../testing.js';
import { OnLinePartUndeliverable } from './on-line-part-undeliverable.js';
import { OnLinesUndeliverable } from './on-lines-undeliverable.js';
import { RefundOrder } from './refund-order.js';
import { SettleDeferredRefunds } from './settle-deferred-refunds.js';

let db: TestDatabase;
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
const lines = new OnLinesUndeliverable(new Outbox(), clock);
let refunds: RefundOrder;
let settle: SettleDeferredRefunds;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, taxContext, orderingContext]);
  refunds = new RefundOrder(db.database, new Idempotency(db.database), new Outbox(), clock);
  settle = new SettleDeferredRefunds(db.database, lines, new OnLinePartUndeliverable(new Outbox(), clock));
});
afterAll(() => db.close());

/** Three pieces for ten tenge. */
async function paid(totalMinor = 1000n): Promise<{ order: OrderPaid; lineId: string }> {
  const order = aPaidOrder({ orderNumber: newId(), total: money(totalMinor, 'KZT'), lines: [aPaidLine({ quantity: 3, total: money(totalMinor, 'KZT'), merchantTotal: money(100n, 'CNY') })] });
  await storePaidOrder(db.database, order);
  return { order, lineId: order.lines[0]?.lineId ?? '' };
}

const tell = (orderId: string, told: readonly { lineId: string; pieces: number }[]) => db.database.transaction((tx) => lines.refund(tx, { orderId, lines: told, reason: 'no licence key was left' }));
const refundsOf = async (orderId: string) =>
  (await db.dataSource.query<{ minor: bigint }[]>('SELECT total_minor AS minor FROM ordering.refunds WHERE order_id = $1 ORDER BY id', [orderId])).map(({ minor }) => minor);
const setStatus = (orderId: string, status: string) => db.dataSource.query('UPDATE ordering.orders SET status = $2 WHERE id = $1', [orderId, status]);

describe('what can never be handed over', () => {
  it('is paid back by the piece, once, told piece by piece or together', async () => {
    const { order: { orderId }, lineId } = await paid();
    await tell(orderId, [{ lineId, pieces: 1 }, { lineId, pieces: 1 }]);
    expect(await refundsOf(orderId)).toEqual([666n]);
    await tell(orderId, [{ lineId, pieces: 3 }]);
    await tell(orderId, [{ lineId, pieces: 3 }]);
    expect(await refundsOf(orderId)).toEqual([666n, 334n]);
  });

  it('is paid back as far as the money is still there after a goodwill refund', async () => {
    const { order: { orderId }, lineId } = await paid();
    await refunds.run({ orderId, reason: 'goodwill', personId: newId(), amount: money(900n, 'KZT') });
    await tell(orderId, [{ lineId, pieces: 2 }]);
    expect(await refundsOf(orderId)).toEqual([900n, 100n]);
  });

  it('costs nothing where it cost nothing', async () => {
    const { order: { orderId }, lineId } = await paid(2n);
    await tell(orderId, [{ lineId, pieces: 1 }]);
    expect(await refundsOf(orderId)).toEqual([]);
  });

  it('waits while a bank has the money, and follows its decision', async () => {
    const won = await paid();
    const lost = await paid();
    for (const { order: { orderId }, lineId } of [won, lost]) {
      await setStatus(orderId, 'disputed');
      await tell(orderId, [{ lineId, pieces: 1 }]);
    }
    await settle.run();
    expect([await refundsOf(won.order.orderId), await refundsOf(lost.order.orderId)]).toEqual([[], []]);
    await setStatus(won.order.orderId, 'paid');
    await setStatus(lost.order.orderId, 'lost');
    await db.dataSource.query('UPDATE ordering.order_lines SET refunded_minor = total_minor, refunded_quantity = quantity WHERE order_id = $1', [lost.order.orderId]);
    await settle.run();
    await settle.run();
    expect([await refundsOf(won.order.orderId), await refundsOf(lost.order.orderId)]).toEqual([[333n], []]);
    expect(await db.dataSource.query('SELECT count(*)::int AS count FROM ordering.deferred_refunds')).toEqual([{ count: 0 }]);
  });
});
