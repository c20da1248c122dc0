import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { orderPaid, OrderReads, type OrderPaid } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { OrderLinks } from './order-links.js';
import { orderLetter } from './order-letter.js';
import { PostMessage } from './post-message.js';

/** Writes the order confirmation, with the link that opens the order, in the language of the order. */
@Injectable()
export class OnOrderPaid {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage) {}

  @Handles(orderPaid, 'notifications/confirm-order')
  async confirmOrder(tx: Tx, { orderId, paidAt }: OrderPaid, { eventId }: EventContext): Promise<void> {
    const order = await this.orders.byId(orderId);
    if (!order) throw new Error(`The paid order ${orderId} cannot be read`);
    await this.postMessage.run(tx, { eventId, kind: 'order-confirmed', recipient: order.email, letter: orderLetter(this.phrases, order, new Date(paidAt), this.links.of(order)) });
  }
}
