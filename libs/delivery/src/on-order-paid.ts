import { Injectable } from '@nestjs/common';
import { linesDelivered, orderPaid, type OrderPaid } from '@silkport/ordering';
import { HandlesTogether, Outbox, type Delivered, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { grantLines } from './grant-lines.js';
import { noteParcels } from './note-parcels.js';
import { takeLicenceKeys } from './take-licence-keys.js';

/** Gives the buyers of paid orders what can be given at once, and notes the parcels that somebody has to send. */
@Injectable()
export class OnOrderPaid {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** All lines of an order are granted, or none: a pool without keys fails the delivery, which is retried. */
  @HandlesTogether(orderPaid, 'delivery/grant-access')
  async grantAccess(tx: Tx, events: readonly Delivered<OrderPaid>[]): Promise<void> {
    const now = this.clock.now();
    const lines = events.flatMap(({ payload: { orderId, lines: paid } }) => paid.map((line) => ({ ...line, orderId })));
    const granted = await grantLines(tx, lines.filter(({ deliveryKind }) => deliveryKind !== 'parcel'), now);
    for (const entitlement of granted) if (entitlement.deliveryKind === 'licence-key' && entitlement.state !== 'revoked') await takeLicenceKeys(tx, entitlement, now);
    await noteParcels(tx, lines.filter(({ deliveryKind }) => deliveryKind === 'parcel'), now);
    // Whoever performs a service says when it is done; a file and a key are delivered by being there.
    const handedOver = new Set(granted.filter(({ deliveryKind }) => deliveryKind !== 'service').map(({ orderId }) => orderId));
    const thereAtOnce = Map.groupBy(lines.filter(({ deliveryKind }) => deliveryKind === 'download' || deliveryKind === 'licence-key'), ({ orderId }) => orderId);
    await this.outbox.publishAll(tx, linesDelivered, [...handedOver].map((orderId) => (
      { orderId, lineIds: (thereAtOnce.get(orderId) ?? []).map(({ lineId }) => lineId), deliveredAt: now.toISOString() }
    )));
  }
}
