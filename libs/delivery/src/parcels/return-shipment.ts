import { Injectable } from '@nestjs/common';
import { linesUndeliverable } from '@silkport/ordering';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { followParcels } from './follow-parcels.js';
import { lockShipment, type OwnShipment } from './locked-shipment.js';
import { ShipmentMoveRefused } from './parcel.errors.js';

const bringBack = statement('delivery.return_shipment', `
  WITH back AS (UPDATE delivery.shipments SET state = 'returned', returned_at = $2 WHERE id = $1 AND state = 'shipped' RETURNING id)
  UPDATE delivery.shipment_lines l SET returned_at = coalesce(l.returned_at, $2) FROM back WHERE l.shipment_id = back.id RETURNING l.order_line_id AS "lineId", l.quantity AS pieces`);

/** A carrier could not hand a shipment over and brought it back: what was in it is paid back by ordering, nobody has to ask. */
@Injectable()
export class ReturnShipment {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** What came back already stays so. @throws ShipmentUnknown, ShipmentMoveRefused where it is not on its way */
  async run(own: OwnShipment): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { orderId, state, lineIds } = await lockShipment(tx, own);
      if (state === 'returned') return;
      if (state !== 'shipped') throw new ShipmentMoveRefused({ from: state, to: 'returned' });
      const at = this.clock.now();
      const lines = await prepared<{ lineId: string; pieces: number }>(tx, bringBack, [own.shipmentId, at]);
      await followParcels(tx, lineIds, { actor: own.personId, reason: `shipment ${own.shipmentId} came back`, at });
      await this.outbox.publish(tx, linesUndeliverable, { orderId, lines, reason: `shipment ${own.shipmentId} could not be handed over` });
    });
  }
}
