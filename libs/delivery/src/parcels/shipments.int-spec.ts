import type { OrderPaid } from '@silkport/ordering';
import { catalogContext } from '@silkport/catalog';
import { identityContext } from '@silkport/identity';
import { Idempotency, Outbox } from '@silkport/platform';
import { newId, SetClock } from '@silkport/values';
import fc from 'fast-check';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { aRefund, aRefundedLine } from '../../../ordering/src/testing.js';
import { HandOverRefused } from '../delivery.errors.js';
import { deliveryContext } from '../delivery.context.js';
import { OnMoneyMoved } from '../entitlements/on-money-moved.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { DeliverShipment } from './deliver-shipment.js';
import { DispatchShipment } from './dispatch-shipment.js';
import { HandOver } from './hand-over.js';
import { PackShipment } from './pack-shipment.js';
import { NotToBePacked, PackedTooMuch, ShipmentMoveRefused, ShipmentUnknown } from './parcel.errors.js';
import { ReturnShipment } from './return-shipment.js';
import { ShipmentReads } from './shipment-reads.js';
import { TakeBackLine } from './take-back-line.js';
import { UnpackShipment } from './unpack-shipment.js';

let db: TestDatabase;
let delivery: Delivery;
let pack: PackShipment;
let dispatch: DispatchShipment;
let arrive: DeliverShipment;
let bringBack: ReturnShipment;
let handOver: HandOver;
let reads: ShipmentReads;
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
const money = new OnMoneyMoved(clock);
const personId = newId();

beforeAll(async () => {
  db = await openTestDatabase([identityContext, catalogContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
  const outbox = new Outbox();
  pack = new PackShipment(db.database, new Idempotency(db.database), clock);
  dispatch = new DispatchShipment(db.database, clock);
  arrive = new DeliverShipment(db.database, clock);
  bringBack = new ReturnShipment(db.database, outbox, clock);
  handOver = new HandOver(db.database, outbox, clock);
  reads = new ShipmentReads(db.database);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

const merchantOf = ({ lines }: OrderPaid) => lines[0]?.merchantId ?? '';
const lineOf = ({ lines }: OrderPaid, place = 0) => lines[place]?.lineId ?? '';

async function paid(...quantities: readonly number[]): Promise<OrderPaid> {
  const order = aPaidOrder(quantities.map((quantity) => ({ deliveryKind: 'parcel' as const, quantity })));
  const merchantId = newId();
  const ofOne = { ...order, lines: order.lines.map((line) => ({ ...line, merchantId })) };
  await delivery.deliver(ofOne);
  return ofOne;
}

const packed = (order: OrderPaid, lines: readonly { lineId: string; quantity: number }[], key = newId()) =>
  pack.run({ orderId: order.orderId, merchantId: merchantOf(order), personId, lines, carrier: 'ems', tracking: 'EE 1 CN' }, { scope: 'test', key, bodyHash: JSON.stringify(lines) });
const own = (order: OrderPaid, shipmentId: string) => ({ shipmentId, merchantId: merchantOf(order), personId });
const statesOf = async (order: OrderPaid) => new Map((await reads.parcelsOfOrder(order.orderId)).map(({ lineId, state }) => [lineId, state]));
const refundPieces = (order: OrderPaid, pieces: number) => db.database.transaction((tx) => money.revoke(tx, aRefund(order, { refundId: newId(), lines: order.lines.map((line) => aRefundedLine(line, { pieces, isWhole: false })) })));
const told = (order: OrderPaid, name: string) => db.dataSource.query<{ payload: Record<string, unknown> }[]>(
  "SELECT payload FROM platform.events WHERE name = $1 AND payload->>'orderId' = $2 ORDER BY id", [name, order.orderId]);

describe('shipments', () => {
  it('take several lines of a merchant in one box, and tell ordering of each when it goes and arrives', async () => {
    const order = await paid(1, 3);
    const id = await packed(order, [{ lineId: lineOf(order), quantity: 1 }, { lineId: lineOf(order, 1), quantity: 3 }]);
    await dispatch.run(own(order, id));
    await dispatch.run(own(order, id));
    expect([...(await statesOf(order)).values()]).toEqual(['shipped', 'shipped']);
    await arrive.run(own(order, id));
    expect([...(await statesOf(order)).values()]).toEqual(['delivered', 'delivered']);
    const lineIds = order.lines.map(({ lineId }) => lineId).toSorted();
    expect((await told(order, 'ordering.lines_dispatched')).map(({ payload }) => payload.lineIds)).toEqual([lineIds]);
    expect((await told(order, 'ordering.lines_delivered')).map(({ payload }) => payload.lineIds)).toEqual([lineIds]);
    expect(await reads.ofMerchantById(id, merchantOf(order))).toMatchObject({ state: 'delivered', carrierName: 'EMS (China Post)', trackingUrl: 'https://www.ems.com.cn/english/?mailNum=EE1CN' });
  });

  it('take a line in parts: ordering hears of the first piece that goes, and of the last that arrives', async () => {
    const order = await paid(3);
    const first = await packed(order, [{ lineId: lineOf(order), quantity: 1 }]);
    await dispatch.run(own(order, first));
    await arrive.run(own(order, first));
    expect((await statesOf(order)).get(lineOf(order))).toBe('to_ship');
    expect(await told(order, 'ordering.lines_dispatched')).toHaveLength(1);
    const second = await packed(order, [{ lineId: lineOf(order), quantity: 2 }]);
    await dispatch.run(own(order, second));
    expect((await statesOf(order)).get(lineOf(order))).toBe('shipped');
    await arrive.run(own(order, second));
    expect((await statesOf(order)).get(lineOf(order))).toBe('delivered');
    expect([(await told(order, 'ordering.lines_dispatched')).length, (await told(order, 'ordering.lines_delivered')).length]).toEqual([1, 1]);
  });

  it('hold no piece twice, also when two pack at once', async () => {
    const order = await paid(3);
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => packed(order, [{ lineId: lineOf(order), quantity: 1 }])));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const each of tries) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(NotToBePacked);
  });

  it('are packed once for one key', async () => {
    const order = await paid(2);
    const lines = [{ lineId: lineOf(order), quantity: 1 }];
    expect(await packed(order, lines, 'the same')).toBe(await packed(order, lines, 'the same'));
  });

  it('refuse lines of somebody else, too many pieces, and what a bank asks about', async () => {
    const order = await paid(1);
    const other = await paid(1);
    await expect(packed(order, [{ lineId: lineOf(other), quantity: 1 }])).rejects.toThrow(NotToBePacked);
    await expect(packed(order, [{ lineId: lineOf(order), quantity: 2 }])).rejects.toThrow(NotToBePacked);
    const id = await packed(order, [{ lineId: lineOf(order), quantity: 1 }]);
    await expect(dispatch.run({ ...own(order, id), merchantId: newId() })).rejects.toThrow(ShipmentUnknown);
    await db.database.transaction((tx) => money.suspend(tx, { disputeId: 'dp', orderId: order.orderId, orderNumber: order.orderNumber, disputed: order.total, at: '2026-11-24T08:00:00Z', lines: order.lines.map(({ lineId, merchantId, total, payable }) => ({ lineId, merchantId, total, payable })) }));
    await expect(dispatch.run(own(order, id))).rejects.toThrow(ShipmentMoveRefused);
    await expect(handOver.dispatch({ lineId: lineOf(order), personId, carrier: null, tracking: null })).rejects.toThrow(HandOverRefused);
    await new UnpackShipment(db.database).run(own(order, id));
    expect(await reads.ofOrder(order.orderId)).toHaveLength(0);
  });

  it('that come back as undeliverable are paid back by the piece', async () => {
    const order = await paid(2);
    const [first, second] = [await packed(order, [{ lineId: lineOf(order), quantity: 1 }]), await packed(order, [{ lineId: lineOf(order), quantity: 1 }])];
    for (const id of [first, second]) await dispatch.run(own(order, id));
    await arrive.run(own(order, first));
    await bringBack.run(own(order, second), 'undeliverable');
    await bringBack.run(own(order, second), 'undeliverable');
    expect((await told(order, 'ordering.lines_undeliverable')).map(({ payload }) => payload.lines)).toEqual([[{ lineId: lineOf(order), pieces: 1 }]]);
    await refundPieces(order, 1);
    expect((await statesOf(order)).get(lineOf(order))).toBe('delivered');
    await expect(bringBack.run(own(order, first), 'undeliverable')).rejects.toThrow(ShipmentMoveRefused);
  });

  it('that their buyer sends back without a word are returned, also after delivery, and nothing is paid back by that', async () => {
    const order = await paid(1);
    const box = await packed(order, [{ lineId: lineOf(order), quantity: 1 }]);
    await expect(bringBack.run(own(order, box), 'sent_back')).rejects.toThrow(ShipmentMoveRefused);
    await dispatch.run(own(order, box));
    await arrive.run(own(order, box));
    await bringBack.run(own(order, box), 'sent_back');
    await bringBack.run(own(order, box), 'sent_back');
    expect((await statesOf(order)).get(lineOf(order))).toBe('returned');
    expect(await told(order, 'ordering.lines_undeliverable')).toEqual([]);
  });

  it('that hold more than is wanted since a refund do not go before they are packed anew', async () => {
    const order = await paid(2);
    const box = await packed(order, [{ lineId: lineOf(order), quantity: 2 }]);
    await refundPieces(order, 1);
    await expect(dispatch.run(own(order, box))).rejects.toThrow(PackedTooMuch);
    await expect(arrive.run(own(order, box))).rejects.toThrow(PackedTooMuch);
    await expect(handOver.deliver({ lineId: lineOf(order), personId })).rejects.toThrow(PackedTooMuch);
    await new UnpackShipment(db.database).run(own(order, box));
    await dispatch.run(own(order, await packed(order, [{ lineId: lineOf(order), quantity: 1 }])));
    expect((await statesOf(order)).get(lineOf(order))).toBe('shipped');
  });

  it('that came back are not to be sent again, though another piece was refunded before it left', async () => {
    const order = await paid(2);
    await refundPieces(order, 1);
    const box = await packed(order, [{ lineId: lineOf(order), quantity: 1 }]);
    await dispatch.run(own(order, box));
    await bringBack.run(own(order, box), 'undeliverable');
    expect((await statesOf(order)).get(lineOf(order))).toBe('returned');
    await refundPieces(order, 1);
    expect((await statesOf(order)).get(lineOf(order))).toBe('returned');
  });

  it('that came back and were refunded leave the pieces that have not left to be sent', async () => {
    const order = await paid(2);
    const box = await packed(order, [{ lineId: lineOf(order), quantity: 1 }]);
    await dispatch.run(own(order, box));
    await bringBack.run(own(order, box), 'undeliverable');
    await refundPieces(order, 1);
    expect((await statesOf(order)).get(lineOf(order))).toBe('to_ship');
    await dispatch.run(own(order, await packed(order, [{ lineId: lineOf(order), quantity: 1 }])));
    expect((await statesOf(order)).get(lineOf(order))).toBe('shipped');
  });

  it('tell ordering of the first piece that leaves, once', async () => {
    const order = await paid(2);
    for (let piece = 0; piece < 2; piece += 1) await dispatch.run(own(order, await packed(order, [{ lineId: lineOf(order), quantity: 1 }])));
    expect((await told(order, 'ordering.lines_dispatched')).map(({ payload }) => payload.lineIds)).toEqual([[lineOf(order)]]);
  });

  it('whose lines their buyer sent back are returned', async () => {
    const order = await paid(2);
    await handOver.deliver({ lineId: lineOf(order), personId });
    await new TakeBackLine(db.database, clock).run({ lineId: lineOf(order), personId });
    expect((await statesOf(order)).get(lineOf(order))).toBe('returned');
  });

  it('are made by the line where a merchant says only that it went', async () => {
    const order = await paid(1, 2);
    const half = await packed(order, [{ lineId: lineOf(order, 1), quantity: 1 }]);
    await handOver.dispatch({ lineId: lineOf(order, 1), personId, carrier: 'SF', tracking: 'SF1' });
    const shipments = await reads.ofOrder(order.orderId);
    expect(shipments.map(({ state }) => state)).toEqual(['shipped', 'shipped']);
    expect(shipments.find(({ id }) => id !== half)?.lines).toMatchObject([{ quantity: 1 }]);
    expect([...(await statesOf(order)).values()].toSorted()).toEqual(['shipped', 'to_ship']);
    await handOver.deliver({ lineId: lineOf(order, 1), personId });
    expect((await statesOf(order)).get(lineOf(order, 1))).toBe('delivered');
  });

  it('lead a line to the same state in whatever order its boxes go and arrive', async () => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (leaving, arriving) => {
      const order = await paid(3);
      const boxes = await Promise.all([0, 1, 2].map(() => packed(order, [{ lineId: lineOf(order), quantity: 1 }])));
      await Promise.all(leaving.map((box) => dispatch.run(own(order, boxes[box] ?? ''))));
      await Promise.all(arriving.map((box) => arrive.run(own(order, boxes[box] ?? ''))));
      expect((await statesOf(order)).get(lineOf(order))).toBe('delivered');
      expect([(await told(order, 'ordering.lines_dispatched')).length, (await told(order, 'ordering.lines_delivered')).length]).toEqual([1, 1]);
    }), { numRuns: 6 });
  });
});
