import { Injectable } from '@nestjs/common';
import { accessChanged, type AccessChanged } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { OrderReads } from '@silkport/ordering';
import { HandlesTogether, type Delivered, type Tx } from '@silkport/platform';
import { accessLetter } from './access-letter.js';
import { accessNewsOf } from './access-news.js';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';

/** Writes to buyers whose access a person, a rule, a decision or the time has changed. */
@Injectable()
export class OnAccessChanged {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage) {}

  @HandlesTogether(accessChanged, 'notifications/tell-of-access')
  async tell(tx: Tx, events: readonly Delivered<AccessChanged>[]): Promise<void> {
    const told = accessNewsOf(events);
    if (!told.length) return;
    const orders = await this.orders.byIds([...new Set(told.map(({ orderId }) => orderId))]);
    await this.postMessage.run(tx, ...told.map((news) => {
      const order = orders.get(news.orderId);
      if (!order) throw new Error(`The order ${news.orderId} cannot be read`);
      return { eventId: news.eventId, kind: `access-${news.news}` as const, recipient: order.email, letter: accessLetter(this.phrases, order, news, this.links.of(order)) };
    }));
  }
}
