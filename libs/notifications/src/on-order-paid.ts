import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { orderPaid, OrderReads, type OrderPaid, type OrderView } from '@silkport/ordering';
import { HandlesTogether, type Delivered, type Tx } from '@silkport/platform';
import { OrderLinks } from './order-links.js';
import { orderLetter } from './order-letter.js';
import { PostMessage } from './post-message.js';

/** Writes order confirmations, each with the link that opens the order, in the language of the order. */
@Injectable()
export class OnOrderPaid {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage) {}

  @HandlesTogether(orderPaid, 'notifications/confirm-order')
  async confirmOrder(tx: Tx, events: readonly Delivered<OrderPaid>[]): Promise<void> {
    const orders = await this.orders.byIds(events.map(({ payload }) => payload.orderId));
    await this.postMessage.run(tx, ...events.map(({ payload: { orderId, paidAt }, context: { eventId } }) => {
      const order = orders.get(orderId);
      if (!order) throw new Error(`The paid order ${orderId} cannot be read`);
      return { eventId, kind: 'order-confirmed' as const, recipient: order.email, letter: orderLetter(this.phrases, order, new Date(paidAt), this.links.of(order)), confirmsOrderId: givesUpWithdrawal(order) ? orderId : undefined };
    }));
  }
}

function givesUpWithdrawal({ consents }: Pick<OrderView, 'consents'>): boolean {
  return consents.some(({ kind }) => kind === 'loss_of_withdrawal');
}
