import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { orderRefunded, OrderReads, type OrderRefunded } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { refundLetter } from './refund-letter.js';

/** Writes to the buyer whose money goes back. What a bank took back is told with the dispute. */
@Injectable()
export class OnOrderRefunded {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage) {}

  @Handles(orderRefunded, 'notifications/tell-of-refund')
  async tell(tx: Tx, refund: OrderRefunded, { eventId }: EventContext): Promise<void> {
    if (refund.reason === 'chargeback') return;
    const order = await this.orders.byId(refund.orderId);
    if (!order) throw new Error(`The refunded order ${refund.orderId} cannot be read`);
    await this.postMessage.run(tx, { eventId, kind: 'order-refunded', recipient: order.email, letter: refundLetter(this.phrases, order, refund, this.links.of(order)) });
  }
}
