import { Injectable } from '@nestjs/common';
import { briefFilesAdded, briefWasGiven, milestoneMoved, type BriefWasGiven, type MilestoneMoved } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { OrderReads } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { translation, type Locale } from '@silkport/values';
import type { MessageKind } from './message.entity.js';
import { briefLetter, milestoneLetter, milestoneSaleLetter } from './milestone-letter.js';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { PostToOwners } from './post-to-owners.js';

const kinds: Readonly<Record<MilestoneMoved['what'], MessageKind>> = {
  handed_over: 'milestone-handed-over', changes_asked: 'milestone-changes-asked', accepted: 'milestone-accepted', accepted_by_time: 'milestone-accepted', disputed: 'milestone-disputed',
  released: 'milestone-decided', refunded: 'milestone-decided',
};

/** Writes to the buyer and to the merchant's owners about each step of commissioned work. */
@Injectable()
export class OnMilestoneMoved {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage, private readonly postToOwners: PostToOwners) {}

  @Handles(milestoneMoved, 'notifications/tell-of-milestone')
  async tell(tx: Tx, { orderId, lineId, entitlementId, merchantId, name, what, words, acceptBy }: MilestoneMoved, { eventId }: EventContext): Promise<void> {
    const { order, title } = await this.read(orderId, lineId);
    const about = (locale: Locale) => ({ what, orderNumber: order.number, title: title(locale), part: translation(name, locale).text, words, acceptBy: acceptBy === null ? null : new Date(acceptBy) });
    await this.postMessage.run(tx, { eventId, kind: kinds[what], recipient: order.email, letter: milestoneLetter(this.phrases, order.locale, about(order.locale), this.links.ofItem(order, entitlementId, '/brief')) });
    await this.postToOwners.run(tx, { eventId, kind: kinds[what], merchantId, letterIn: (locale) => milestoneSaleLetter(this.phrases, locale, about(locale)) });
  }

  @Handles(briefWasGiven, 'notifications/tell-of-brief')
  async tellOfBrief(tx: Tx, { orderId, lineId, merchantId }: BriefWasGiven, { eventId }: EventContext): Promise<void> {
    const { order, title } = await this.read(orderId, lineId);
    await this.postToOwners.run(tx, { eventId, kind: 'brief-given', merchantId, letterIn: (locale) => briefLetter(this.phrases, locale, { orderNumber: order.number, title: title(locale) }) });
  }

  @Handles(briefFilesAdded, 'notifications/tell-of-brief-files')
  async tellOfFiles(tx: Tx, { orderId, lineId, merchantId }: BriefWasGiven, { eventId }: EventContext): Promise<void> {
    const { order, title } = await this.read(orderId, lineId);
    await this.postToOwners.run(tx, { eventId, kind: 'brief-files-added', merchantId, letterIn: (locale) => briefLetter(this.phrases, locale, { orderNumber: order.number, title: title(locale) }, 'brief_files') });
  }

  private async read(orderId: string, lineId: string) {
    const order = await this.orders.byId(orderId);
    const line = order?.lines.find(({ id }) => id === lineId);
    if (!order || !line) throw new Error(`The order ${orderId} of commissioned work cannot be read`);
    return { order, title: (locale: Locale) => translation(line.productName, locale).text };
  }
}
