import { Injectable } from '@nestjs/common';
import { Database, prepared, publications, publishingAll, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { shipmentDispatched, type ShipmentDispatched } from '../delivery.events.js';
import { followParcels } from './follow-parcels.js';
import { lockShipment, mayBeSent, refuseOverfull, type OwnShipment } from './locked-shipment.js';
import type { Carriage } from './pack-shipment.js';
import { ShipmentMoveRefused } from './parcel.errors.js';

const dispatch = statement('delivery.dispatch_shipments', `
  UPDATE delivery.shipments SET state = 'shipped', shipped_at = $2, carrier = coalesce($3, carrier), tracking = coalesce($4, tracking), weight_grams = coalesce($5, weight_grams)
  WHERE id = ANY ($1::uuid[]) AND state = 'packed'
  RETURNING id AS "shipmentId", order_id AS "orderId", merchant_id AS "merchantId", carrier, tracking,
    (SELECT json_agg(json_build_object('lineId', l.order_line_id, 'quantity', l.quantity) ORDER BY l.order_line_id) FROM delivery.shipment_lines l WHERE l.shipment_id = shipments.id) AS lines`);
const tell = statement('delivery.tell_shipments_dispatched', `WITH ${publishingAll(1)} SELECT`);

/** A shipment is on its way, and so are its lines whose last piece is in it. */
@Injectable()
export class DispatchShipment {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** What has gone already stays as it went. @throws ShipmentUnknown, ShipmentMoveRefused, PackedTooMuch */
  async run(own: OwnShipment, carriage: Carriage = {}): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { state, lineIds } = await lockShipment(tx, own);
      if (state === 'shipped' || state === 'delivered') return;
      if (state === 'returned' || !(await mayBeSent(tx, lineIds))) throw new ShipmentMoveRefused({ from: state, to: 'shipped' });
      await refuseOverfull(tx, lineIds);
      const at = this.clock.now();
      await dispatchShipments(tx, [own.shipmentId], carriage, at);
      await followParcels(tx, lineIds, { actor: own.personId, reason: `shipment ${own.shipmentId}`, at });
    });
  }
}

/** Tells each that goes. The parcels are locked. */
export async function dispatchShipments(tx: Tx, shipmentIds: readonly string[], { carrier, tracking, weightGrams }: Carriage, at: Date): Promise<void> {
  const gone = await prepared<Omit<ShipmentDispatched, 'at'>>(tx, dispatch, [shipmentIds, at, carrier ?? null, tracking ?? null, weightGrams ?? null]);
  if (gone.length) await prepared(tx, tell, publications(shipmentDispatched, gone.map((each) => ({ ...each, at: at.toISOString() }))));
}
