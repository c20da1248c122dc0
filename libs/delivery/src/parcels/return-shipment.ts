import { Injectable } from '@nestjs/common';
import { linesUndeliverable } from '@silkport/ordering';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { followParcels } from './follow-parcels.js';
import { lockShipment, type OwnShipment } from './locked-shipment.js';
import { ShipmentMoveRefused } from './parcel.errors.js';

const bringBack = statement('delivery.return_shipment', `
  WITH back AS (UPDATE delivery.shipments SET state = 'returned', returned_at = $2 WHERE id = $1 AND state = ANY ($3::text[]) RETURNING id)
  UPDATE delivery.shipment_lines l SET returned_at = coalesce(l.returned_at, $2) FROM back WHERE l.shipment_id = back.id RETURNING l.order_line_id AS "lineId", l.quantity AS pieces`);

/** `undeliverable`: the carrier could not hand it over; `sent_back`: its buyer had it, or did not take it in. */
export const shipmentReturnReasons = ['undeliverable', 'sent_back'] as const;
export type ShipmentReturnReason = (typeof shipmentReturnReasons)[number];

/**
 * A shipment is with its merchant again. What a carrier could not hand over is paid back by ordering, nobody has to ask; what its buyer
 * sent back is not: whether it is owed, its merchant decides, or the withdrawal that it belongs to.
 */
@Injectable()
export class ReturnShipment {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** What came back already stays so. @throws ShipmentUnknown, ShipmentMoveRefused where it is not on its way, or, sent back, was not */
  async run(own: OwnShipment, reason: ShipmentReturnReason): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { orderId, state, lineIds } = await lockShipment(tx, own);
      if (state === 'returned') return;
      const from = reason === 'sent_back' ? ['shipped', 'delivered'] : ['shipped'];
      if (!from.includes(state)) throw new ShipmentMoveRefused({ from: state, to: 'returned' });
      const at = this.clock.now();
      const lines = await prepared<{ lineId: string; pieces: number }>(tx, bringBack, [own.shipmentId, at, from]);
      await followParcels(tx, lineIds, { actor: own.personId, reason: `shipment ${own.shipmentId} came back: ${reason}`, at });
      if (reason === 'undeliverable') await this.outbox.publish(tx, linesUndeliverable, { orderId, lines, reason: `shipment ${own.shipmentId} could not be handed over` });
    });
  }
}
