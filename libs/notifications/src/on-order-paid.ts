import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { orderPaid, OrderReads, SubscriptionReads, type OrderPaid, type OrderView } from '@silkport/ordering';
import { HandlesTogether, type Delivered, type Tx } from '@silkport/platform';
import type { Letter } from './letter.js';
import { OrderLinks } from './order-links.js';
import { orderLetter } from './order-letter.js';
import { PostMessage, type Post } from './post-message.js';
import { letterOfPeriod } from './subscription-letter.js';

/** Writes order confirmations, each with the link that opens the order, in the language of the order. */
@Injectable()
export class OnOrderPaid {
  constructor(
    private readonly orders: OrderReads, private readonly subscriptions: SubscriptionReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage,
  ) {}

  @HandlesTogether(orderPaid, 'notifications/confirm-order')
  async confirmOrder(tx: Tx, events: readonly Delivered<OrderPaid>[]): Promise<void> {
    const orders = await this.orders.byIds(events.map(({ payload }) => payload.orderId));
    const posts: Post[] = [];
    for (const { payload: { orderId, paidAt }, context: { eventId } } of events) {
      const order = orders.get(orderId);
      if (!order) throw new Error(`The paid order ${orderId} cannot be read`);
      posts.push({ eventId, kind: 'order-confirmed', recipient: order.email, letter: await this.letterOf(order, new Date(paidAt)), confirmsOrderId: givesUpWithdrawal(order) ? orderId : undefined });
    }
    await this.postMessage.run(tx, ...posts);
  }

  private async letterOf(order: OrderView, paidAt: Date): Promise<Letter> {
    const letter = orderLetter(this.phrases, order, paidAt, this.links.of(order));
    const subscription = order.subscription ? await this.subscriptions.byId(order.subscription.id) : undefined;
    return subscription ? letterOfPeriod(this.phrases, letter, order, subscription, this.links.of(order, '/subscription')) : letter;
  }
}

function givesUpWithdrawal({ consents }: Pick<OrderView, 'consents'>): boolean {
  return consents.some(({ kind }) => kind === 'loss_of_withdrawal');
}
