import { Injectable } from '@nestjs/common';
import { orderPaid, type OrderPaid } from '@silkport/ordering';
import { HandlesTogether, type Delivered, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { grantLines } from './grant-lines.js';
import { noteParcels } from '../parcels/note-parcels.js';
import { takeLicenceKeys } from '../licence-keys/take-licence-keys.js';

/** Gives the buyers of paid orders what can be given at once, and notes the parcels that somebody has to send. */
@Injectable()
export class OnOrderPaid {
  constructor(private readonly clock: Clock) {}

  /** All lines of an order are granted, or none: a pool without keys fails the delivery, which is retried. */
  @HandlesTogether(orderPaid, 'delivery/grant-access')
  async grantAccess(tx: Tx, events: readonly Delivered<OrderPaid>[]): Promise<void> {
    const now = this.clock.now();
    const lines = events.flatMap(({ payload: { orderId, lines: paid } }) => paid.map((line) => ({ ...line, orderId })));
    const granted = await grantLines(tx, lines.filter(({ deliveryKind }) => deliveryKind !== 'parcel'), now);
    for (const entitlement of granted) if (entitlement.deliveryKind === 'licence-key' && entitlement.state !== 'revoked') await takeLicenceKeys(tx, entitlement, now);
    await noteParcels(tx, lines.filter(({ deliveryKind }) => deliveryKind === 'parcel'), now);
  }
}
