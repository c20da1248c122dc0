import { newId } from '@silkport/values';
import { openTestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { ShipmentReads } from '../parcels/shipment-reads.js';
import { ShipAndDeclare1764000000696 } from './1764000000696-ship-and-declare.js';

describe('the migration to shipments', () => {
  it('keeps what has gone: each parcel that was sent is in a box of its own', async () => {
    const before = { ...deliveryContext, entities: [], migrations: deliveryContext.migrations.filter(({ name }) => name.slice(-13) < ShipAndDeclare1764000000696.name.slice(-13)) };
    const db = await openTestDatabase([before]);
    try {
      const [orderId, merchantId, personId] = [newId(), newId(), newId()];
      const sent = { shipped: newId(), delivered: newId(), to_ship: newId() };
      for (const [state, lineId] of Object.entries(sent)) {
        await db.dataSource.query(`INSERT INTO delivery.parcels (order_line_id, order_id, product_id, variant_id, merchant_id, quantity, state, ordered_at, carrier, tracking, shipped_at, delivered_at)
          VALUES ($1, $2, $3, $3, $4, 2, $5, now(), CASE WHEN $5 = 'to_ship' THEN NULL ELSE 'EMS (China Post)' END, NULL, CASE WHEN $5 = 'to_ship' THEN NULL ELSE now() END, CASE WHEN $5 = 'delivered' THEN now() END)`, [lineId, orderId, newId(), merchantId, state]);
      }
      await db.dataSource.query("INSERT INTO delivery.parcel_transitions VALUES ($1, $2, 'to_ship', 'shipped', $3, 'shipped', now())", [newId(), sent.shipped, personId]);
      const runner = db.dataSource.createQueryRunner();
      await runner.startTransaction();
      for (const Migration of deliveryContext.migrations.filter((each) => !before.migrations.includes(each)).toSorted((a, b) => a.name.slice(-13).localeCompare(b.name.slice(-13)))) await new Migration().up(runner);
      await runner.commitTransaction();
      await runner.release();
      const boxes = await new ShipmentReads(db.database).ofOrder(orderId);
      expect(boxes.map(({ state, carrierName, lines }) => [state, carrierName, lines.map(({ lineId, quantity }) => [lineId, quantity])]).toSorted()).toEqual([
        ['delivered', 'EMS (China Post)', [[sent.delivered, 2]]], ['shipped', 'EMS (China Post)', [[sent.shipped, 2]]],
      ]);
      const packers = await db.dataSource.query<{ packed_by: string }[]>('SELECT packed_by FROM delivery.shipments ORDER BY packed_by = $1 DESC', [personId]);
      expect(packers.map(({ packed_by }) => packed_by)).toEqual([personId, merchantId]);
    } finally {
      await db.close();
    }
  });
});
