import { Injectable } from '@nestjs/common';
import { HeldEntitlements, seatChanged, type SeatChanged } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { OrderReads } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { translation } from '@silkport/values';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { seatLetter } from './seat-letter.js';

/** Writes to whom a seat was given, in the language of the order: more is not known of them. */
@Injectable()
export class OnSeatChanged {
  constructor(
    private readonly orders: OrderReads, private readonly held: HeldEntitlements, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage,
  ) {}

  @Handles(seatChanged, 'notifications/give-seat')
  async tell(tx: Tx, { orderId, orderLineId, entitlementId, email, generation }: SeatChanged, { eventId }: EventContext): Promise<void> {
    if (email === null) return;
    const order = await this.orders.byId(orderId);
    const line = order?.lines.find(({ id }) => id === orderLineId);
    if (!order || !line) throw new Error(`The order ${orderId} of a seat cannot be read`);
    const url = this.links.ofSeat(order, entitlementId, this.held.seatKeyOf(entitlementId, generation));
    await this.postMessage.run(tx, { eventId, kind: 'seat-given', recipient: email, letter: seatLetter(this.phrases, order.locale, translation(line.productName, order.locale).text, url) });
  }
}
