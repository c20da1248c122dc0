import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { shipmentTracked, type ShipmentDispatched } from '../delivery.events.js';
import { lockShipment, type OwnShipment } from './locked-shipment.js';
import type { Carriage } from './pack-shipment.js';

const describe = statement('delivery.describe_shipment', `
  UPDATE delivery.shipments SET carrier = CASE WHEN $2 THEN $3 ELSE carrier END, tracking = CASE WHEN $4 THEN $5 ELSE tracking END, weight_grams = CASE WHEN $6 THEN $7::int ELSE weight_grams END WHERE id = $1
  RETURNING new.state = 'shipped' AND old.tracking IS NULL AND new.tracking IS NOT NULL AS "isFirst", new.id AS "shipmentId", new.order_id AS "orderId", new.merchant_id AS "merchantId", new.carrier, new.tracking,
    (SELECT json_agg(json_build_object('lineId', l.order_line_id, 'quantity', l.quantity) ORDER BY l.order_line_id) FROM delivery.shipment_lines l WHERE l.shipment_id = new.id) AS lines`);

/** Tells how a shipment travels, or corrects it: a tracking number is often known only when the box has gone; then its buyer is told of it. */
@Injectable()
export class DescribeShipment {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** What is left out stays; null takes it away. @throws ShipmentUnknown */
  async run(own: OwnShipment, { carrier, tracking, weightGrams }: Carriage): Promise<void> {
    await this.database.transaction(async (tx) => {
      await lockShipment(tx, own);
      const [described] = await prepared<Omit<ShipmentDispatched, 'at'> & { isFirst: boolean }>(tx, describe, [own.shipmentId, carrier !== undefined, carrier ?? null, tracking !== undefined, tracking ?? null, weightGrams !== undefined, weightGrams ?? null]);
      if (!described?.isFirst) return;
      const { isFirst, ...shipment } = described;
      await this.outbox.publish(tx, shipmentTracked, { ...shipment, at: this.clock.now().toISOString() });
    });
  }
}
