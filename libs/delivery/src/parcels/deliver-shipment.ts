import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { followParcels } from './follow-parcels.js';
import { lockShipment, mayBeSent, refuseOverfull, type OwnShipment } from './locked-shipment.js';
import { ShipmentMoveRefused } from './parcel.errors.js';

const deliver = statement('delivery.deliver_shipments', `
  UPDATE delivery.shipments SET state = 'delivered', shipped_at = coalesce(shipped_at, $2), delivered_at = $2 WHERE id = ANY ($1::uuid[]) AND state IN ('packed', 'shipped')`);

/** A shipment has arrived, and so have its lines whose last piece was in it. */
@Injectable()
export class DeliverShipment {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** What has arrived already stays so. @throws ShipmentUnknown, ShipmentMoveRefused, PackedTooMuch */
  async run(own: OwnShipment): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { state, lineIds } = await lockShipment(tx, own);
      if (state === 'delivered') return;
      if (state === 'returned' || (state === 'packed' && !(await mayBeSent(tx, lineIds)))) throw new ShipmentMoveRefused({ from: state, to: 'delivered' });
      if (state === 'packed') await refuseOverfull(tx, lineIds);
      const at = this.clock.now();
      await deliverShipments(tx, [own.shipmentId], at);
      await followParcels(tx, lineIds, { actor: own.personId, reason: `shipment ${own.shipmentId}`, at });
    });
  }
}

/** The parcels are locked. */
export async function deliverShipments(tx: Tx, shipmentIds: readonly string[], at: Date): Promise<void> {
  await prepared(tx, deliver, [shipmentIds, at]);
}
