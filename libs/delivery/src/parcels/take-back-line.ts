import { Injectable } from '@nestjs/common';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { followParcels, lockParcels } from './follow-parcels.js';

const takeBack = statement('delivery.take_back_line', `
  UPDATE delivery.shipment_lines l SET returned_at = $2 FROM delivery.shipments s WHERE s.id = l.shipment_id AND l.order_line_id = $1 AND l.returned_at IS NULL AND s.state IN ('shipped', 'delivered')`);

/** A buyer has withdrawn from a line and sent it back, and its merchant has it: ordering's `ReceiveReturn` is about its money, this about its parcel. */
@Injectable()
export class TakeBackLine {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** What is back already stays so; what was never sent cannot be. */
  async run({ lineId, personId }: { readonly lineId: string; readonly personId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      await lockParcels(tx, [lineId]);
      const at = this.clock.now();
      await prepared(tx, takeBack, [lineId, at]);
      await followParcels(tx, [lineId], { actor: personId, reason: 'its buyer sent it back', at });
    });
  }
}
