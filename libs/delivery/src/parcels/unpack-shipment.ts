import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { lockShipment, type OwnShipment } from './locked-shipment.js';
import { ShipmentMoveRefused } from './parcel.errors.js';
import { Shipment } from './shipment.entity.js';

/** Takes a box apart that has not gone: its pieces can be packed anew. */
@Injectable()
export class UnpackShipment {
  constructor(private readonly database: Database) {}

  /** @throws ShipmentUnknown, ShipmentMoveRefused */
  async run(own: OwnShipment): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { state } = await lockShipment(tx, own);
      if (state !== 'packed') throw new ShipmentMoveRefused({ from: state, to: 'unpacked' });
      await tx.delete(Shipment, { id: own.shipmentId });
    });
  }
}
