import { Injectable } from '@nestjs/common';
import type { ReleaseHolder } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { OrderReads } from '@silkport/ordering';
import { OrderLinks } from './order-links.js';
import type { Post } from './post-message.js';
import type { HoldersToTell } from './release-job.js';
import { releaseLetter } from './release-letter.js';

/** The mails about a release, each in the language of its order and with that order's link. */
@Injectable()
export class ReleaseMails {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases) {}

  async to(holders: readonly ReleaseHolder[], { eventId, productId, version, notes }: HoldersToTell): Promise<Post[]> {
    const orders = await this.orders.byIds([...new Set(holders.map(({ orderId }) => orderId))]);
    const posts = holders.map(({ entitlementId, orderId }): Post => {
      const order = orders.get(orderId);
      if (!order) throw new Error(`The order ${orderId} of a release's holder cannot be read`);
      const productName = order.lines.find((line) => line.productId === productId)?.productName;
      const letter = releaseLetter(this.phrases, order, { productName, version, notes }, this.links.ofItem(order, entitlementId));
      return { eventId, kind: 'release-published', recipient: order.email, letter };
    });
    return [...new Map(posts.map((post) => [post.recipient, post])).values()];
  }
}
