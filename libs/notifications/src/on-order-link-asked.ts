import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { orderLinkAsked, OrderReads, type OrderLinkAsked } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { OrderLinks } from './order-links.js';
import { orderLinkLetter } from './order-link-letter.js';
import { PostMessage } from './post-message.js';

/** Sends the link of an order again, to nobody but the address that it was placed with. */
@Injectable()
export class OnOrderLinkAsked {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage) {}

  @Handles(orderLinkAsked, 'notifications/send-order-link')
  async send(tx: Tx, { orderId }: OrderLinkAsked, { eventId }: EventContext): Promise<void> {
    const order = await this.orders.byId(orderId);
    if (!order) throw new Error(`The order ${orderId} whose link was asked for cannot be read`);
    await this.postMessage.run(tx, { eventId, kind: 'order-link', recipient: order.email, letter: orderLinkLetter(this.phrases, order, this.links.of(order)) });
  }
}
