import type { PaymentCaptured } from '@silkport/payments';
import { Outbox } from '@silkport/platform';
import { taxContext } from '@silkport/tax';
import { money, newId } from '@silkport/values';
import { delivered } from '../../../../test/support/delivered.js';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { OnLinesDelivered } from '../on-lines-delivered.js';
import { OnPaymentCaptured } from './on-payment-captured.js';
import { orderingContext } from '../ordering.context.js';
import type { OrderPaid } from '../ordering.events.js';
import { aPaidLine, aPaidOrder, storePaidOrder } from '../testing.js';

let db: TestDatabase;
beforeAll(async () => { db = await openTestDatabase([taxContext, orderingContext]); });
beforeEach(() => db.dataSource.query('TRUNCATE platform.events, platform.waiting_events; DELETE FROM graphile_worker._private_jobs'));
afterAll(() => db.close());

const handler = new OnPaymentCaptured(new Outbox());
const take = (...payments: PaymentCaptured[]) => db.database.transaction((tx) => handler.markPaid(tx, delivered(...payments)));

async function awaiting(status: 'awaiting_payment' | 'cancelled' = 'awaiting_payment'): Promise<OrderPaid> {
  const order = aPaidOrder({ orderNumber: newId(), total: money(200n, 'KZT'), lines: [aPaidLine({ total: money(100n, 'KZT') }), aPaidLine({ total: money(100n, 'KZT') })] });
  await storePaidOrder(db.database, order);
  await db.dataSource.query('UPDATE ordering.orders SET status = $2, paid_at = NULL WHERE id = $1', [order.orderId, status]);
  await db.dataSource.query('UPDATE ordering.order_lines SET state = $2 WHERE order_id = $1', [order.orderId, status]);
  return order;
}

const paymentFor = ({ orderId, total }: OrderPaid, given: Partial<PaymentCaptured> = {}): PaymentCaptured => (
  { checkoutId: newId(), reference: orderId, charged: total, capturedAt: '2026-11-23T08:00:00Z', billingCountry: 'KZ', ...given }
);
const statusOf = async ({ orderId }: OrderPaid) => (await db.dataSource.query<{ status: string }[]>('SELECT status FROM ordering.orders WHERE id = $1', [orderId]))[0]?.status;
const told = async () => (await db.dataSource.query<{ id: string }[]>("SELECT payload->>'orderId' AS id FROM platform.events WHERE name = 'ordering.order_paid' ORDER BY platform.events.id")).map(({ id }) => id);
const moneyBack = async () => (await db.dataSource.query<{ id: string }[]>("SELECT payload->>'orderId' AS id FROM graphile_worker._private_jobs ORDER BY 1")).map(({ id }) => id);

describe('payments that are told of together', () => {
  it('make each its own order paid, with its lines, and tell of each once', async () => {
    const orders = await Promise.all([awaiting(), awaiting(), awaiting()]);
    await take(...orders.map((order) => paymentFor(order)));
    expect(await Promise.all(orders.map(statusOf))).toEqual(['paid', 'paid', 'paid']);
    expect(await told()).toEqual(orders.map(({ orderId }) => orderId));
    const moves = await db.dataSource.query<{ n: number }[]>("SELECT count(*)::int AS n FROM ordering.line_transitions WHERE from_state = 'awaiting_payment' AND to_state = 'paid' AND actor = 'stripe' AND order_id = ANY ($1) GROUP BY order_id", [orders.map(({ orderId }) => orderId)]);
    expect(moves).toEqual([{ n: 2 }, { n: 2 }, { n: 2 }]);
  });

  it('leave each guard as it is: late money and too little go back, a doubtful place is held, and the rest is paid', async () => {
    const [good, late, short, doubtful, unknown] = [await awaiting(), await awaiting('cancelled'), await awaiting(), await awaiting(), aPaidOrder()];
    await take(paymentFor(late), paymentFor(short, { charged: money(199n, 'KZT') }), paymentFor(unknown), paymentFor(doubtful, { billingCountry: 'DE' }), paymentFor(good));
    expect(await Promise.all([good, late, short, doubtful].map(statusOf))).toEqual(['paid', 'cancelled', 'awaiting_payment', 'held']);
    expect(await told()).toEqual([good.orderId]);
    expect(await moneyBack()).toEqual([late.orderId, short.orderId].toSorted());
  });

  it('for one order twice pay it once', async () => {
    const order = await awaiting();
    await take(paymentFor(order), paymentFor(order));
    await take(paymentFor(order));
    expect([await statusOf(order), await told()]).toEqual(['paid', [order.orderId]]);
  });
});

it('lines that are handed over one after the other in one delivery make the order delivered, with a transition for each step', async () => {
  const order = await awaiting();
  await take(paymentFor(order));
  const [first, second] = order.lines.map(({ lineId }) => lineId) as [string, string];
  const handedOver = (lineId: string, deliveredAt: string) => ({ orderId: order.orderId, lineIds: [lineId], deliveredAt });
  await db.database.transaction((tx) => new OnLinesDelivered().markDelivered(tx, delivered(handedOver(first, '2026-11-24T09:00:00Z'), handedOver(second, '2026-11-25T09:00:00Z'))));
  expect(await statusOf(order)).toBe('delivered');
  const steps = await db.dataSource.query<{ step: string }[]>('SELECT to_status AS step FROM ordering.order_transitions WHERE order_id = $1 ORDER BY id', [order.orderId]);
  expect(steps.map(({ step }) => step)).toEqual(['paid', 'partly_delivered', 'delivered']);
});
