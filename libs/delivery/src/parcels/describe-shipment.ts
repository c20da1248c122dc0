import { Injectable } from '@nestjs/common';
import { Database, prepared, statement } from '@silkport/platform';
import { lockShipment, type OwnShipment } from './locked-shipment.js';
import type { Carriage } from './pack-shipment.js';

const describe = statement('delivery.describe_shipment', `
  UPDATE delivery.shipments SET carrier = CASE WHEN $2 THEN $3 ELSE carrier END, tracking = CASE WHEN $4 THEN $5 ELSE tracking END, weight_grams = CASE WHEN $6 THEN $7::int ELSE weight_grams END WHERE id = $1`);

/** Tells how a shipment travels, or corrects it: a tracking number is often known only when the box has gone. */
@Injectable()
export class DescribeShipment {
  constructor(private readonly database: Database) {}

  /** What is left out stays; null takes it away. @throws ShipmentUnknown */
  async run(own: OwnShipment, { carrier, tracking, weightGrams }: Carriage): Promise<void> {
    await this.database.transaction(async (tx) => {
      await lockShipment(tx, own);
      await prepared(tx, describe, [own.shipmentId, carrier !== undefined, carrier ?? null, tracking !== undefined, tracking ?? null, weightGrams !== undefined, weightGrams ?? null]);
    });
  }
}
