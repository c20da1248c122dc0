import { Injectable } from '@nestjs/common';
import { briefMissing, commissionCancelled, type BriefMissing, type CommissionCancelled } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { OrderReads } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { translation, type Locale } from '@silkport/values';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { PostToOwners } from './post-to-owners.js';
import { briefMissingLetter, workCancelledLetter, workCancelledSaleLetter } from './work-letter.js';

/** Writes of work that does not begin, and of work that was given up. */
@Injectable()
export class OnWorkCancelled {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage, private readonly postToOwners: PostToOwners) {}

  @Handles(commissionCancelled, 'notifications/tell-of-cancelled-work')
  async tell(tx: Tx, { orderId, lineId, merchantId, by, words }: CommissionCancelled, { eventId }: EventContext): Promise<void> {
    const { order, title } = await this.read(orderId, lineId);
    const about = (locale: Locale) => ({ orderNumber: order.number, title: title(locale), by, words });
    await this.postMessage.run(tx, { eventId, kind: 'work-cancelled', recipient: order.email, letter: workCancelledLetter(this.phrases, order.locale, about(order.locale)) });
    await this.postToOwners.run(tx, { eventId, kind: 'work-cancelled', merchantId, letterIn: (locale) => workCancelledSaleLetter(this.phrases, locale, about(locale)) });
  }

  @Handles(briefMissing, 'notifications/remind-of-brief')
  async remind(tx: Tx, { orderId, lineId, entitlementId, by }: BriefMissing, { eventId }: EventContext): Promise<void> {
    const { order, title } = await this.read(orderId, lineId);
    const letter = briefMissingLetter(this.phrases, order.locale, { orderNumber: order.number, title: title(order.locale), by: new Date(by) }, this.links.ofItem(order, entitlementId, '/brief'));
    await this.postMessage.run(tx, { eventId, kind: 'brief-missing', recipient: order.email, letter });
  }

  private async read(orderId: string, lineId: string) {
    const order = await this.orders.byId(orderId);
    const line = order?.lines.find(({ id }) => id === lineId);
    if (!order || !line) throw new Error(`The order ${orderId} of commissioned work cannot be read`);
    return { order, title: (locale: Locale) => translation(line.productName, locale).text };
  }
}
