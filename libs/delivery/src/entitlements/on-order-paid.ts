import { Injectable } from '@nestjs/common';
import { orderPaid, type OrderPaid } from '@silkport/ordering';
import { HandlesTogether, type Delivered, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { grantLines } from './grant-lines.js';
import { holdsAtGrant } from './holds-at-grant.js';
import { provide } from './provide.js';
import { missingSeats } from '../subscriptions/missing-seats.js';
import { endSeats } from '../subscriptions/end-seats.js';
import { followSubscription } from '../subscriptions/follow-subscription.js';
import { grantsAnew, noteSubscriptionLines } from '../subscriptions/note-subscription-lines.js';
import { noteParcels } from '../parcels/note-parcels.js';

/** Gives the buyers of paid orders what can be given at once, and notes the parcels that somebody has to send. */
@Injectable()
export class OnOrderPaid {
  constructor(private readonly clock: Clock) {}

  /** All lines of an order are granted, or none. */
  @HandlesTogether(orderPaid, 'delivery/grant-access')
  async grantAccess(tx: Tx, events: readonly Delivered<OrderPaid>[]): Promise<void> {
    const now = this.clock.now();
    const lines = events.flatMap(({ payload: { orderId, buyerCountry, paidAt, lines: paid } }) => paid.map((line) => ({ ...line, orderId, buyerCountry, paidAt })));
    const { subscriptionIds, overtaken } = await noteSubscriptionLines(tx, lines, now);
    const rights = lines.filter((line) => line.deliveryKind !== 'parcel' && grantsAnew(line) && !overtaken.has(line.lineId));
    await provide(tx, await grantLines(tx, rights, await holdsAtGrant(tx, rights), now), now);
    const missing = await missingSeats(tx, lines, now);
    await provide(tx, await grantLines(tx, missing, await holdsAtGrant(tx, missing), now), now);
    if (subscriptionIds.length) await endSeats(tx, lines.flatMap(({ lineId, subscription }) => (subscription ? [lineId] : [])), { actor: 'refund', reason: 'given back before it was granted', at: now });
    for (const id of subscriptionIds) await followSubscription(tx, id, now);
    await noteParcels(tx, lines.filter(({ deliveryKind }) => deliveryKind === 'parcel'), now);
  }
}
