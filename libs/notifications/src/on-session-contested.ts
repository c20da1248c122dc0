import { Injectable } from '@nestjs/common';
import { contestDecided, sessionContested, sessionMarked, type BookedSession, type ContestDecision } from '@silkport/delivery';
import { formatDate, Phrases } from '@silkport/i18n';
import { OrderReads } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { translation, type Locale } from '@silkport/values';
import { contestLetter, type ContestNews } from './contest-letter.js';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { PostToOwners } from './post-to-owners.js';

interface Told { readonly news: ContestNews; readonly words?: string; readonly contestBy?: string; readonly eventId: string }

/** Writes to the buyer what the merchant says of a session, to the merchant that the buyer says otherwise, and to both what was decided. */
@Injectable()
export class OnSessionContested {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage, private readonly postToOwners: PostToOwners) {}

  @Handles(sessionMarked, 'notifications/tell-of-mark')
  async tellOfMark(tx: Tx, session: BookedSession & { readonly state: 'attended' | 'no_show'; readonly contestBy: string }, { eventId }: EventContext): Promise<void> {
    await this.tellBuyer(tx, session, { news: session.state, contestBy: session.contestBy, eventId });
  }

  @Handles(sessionContested, 'notifications/tell-of-contest')
  async tellOfContest(tx: Tx, session: BookedSession & { readonly words: string }, { eventId }: EventContext): Promise<void> {
    await this.tellMerchant(tx, session, { news: 'contested', words: session.words, eventId });
  }

  @Handles(contestDecided, 'notifications/tell-of-contest-decided')
  async tellOfDecision(tx: Tx, session: BookedSession & ContestDecision, { eventId }: EventContext): Promise<void> {
    const told = { news: session.result, words: session.words, eventId };
    await this.tellBuyer(tx, session, told);
    await this.tellMerchant(tx, session, told);
  }

  private async tellBuyer(tx: Tx, session: BookedSession, { news, words = '', contestBy, eventId }: Told): Promise<void> {
    const { order, about } = await this.read(session);
    const by = contestBy === undefined ? '' : formatDate(new Date(contestBy), order.locale, { dateStyle: 'long', timeZone: session.buyerTimeZone });
    const letter = contestLetter(this.phrases, order.locale, { ...about(order.locale), news, words, by, ownTimeZone: session.buyerTimeZone, otherTimeZone: session.merchantTimeZone, pageUrl: this.links.ofItem(order, session.entitlementId, '/booking') });
    await this.postMessage.run(tx, { eventId, kind: kindOf(news), recipient: order.email, letter });
  }

  private async tellMerchant(tx: Tx, session: BookedSession, { news, words = '', eventId }: Told): Promise<void> {
    const { about } = await this.read(session);
    await this.postToOwners.run(tx, {
      eventId, kind: kindOf(news), merchantId: session.merchantId,
      letterIn: (locale) => contestLetter(this.phrases, locale, { ...about(locale), news, words, by: '', ownTimeZone: session.merchantTimeZone, otherTimeZone: session.buyerTimeZone, pageUrl: null }),
    });
  }

  private async read({ orderId, lineId, startsAt, hostName }: BookedSession) {
    const order = await this.orders.byId(orderId);
    const line = order?.lines.find(({ id }) => id === lineId);
    if (!order || !line) throw new Error(`The order ${orderId} of a session cannot be read`);
    return { order, about: (locale: Locale) => ({ orderNumber: order.number, title: translation(line.productName, locale).text, startsAt: new Date(startsAt), hostName }) };
  }
}

function kindOf(news: ContestNews) {
  switch (news) {
    case 'attended': case 'no_show': return 'session-marked';
    case 'contested': return 'session-contested';
    default: return 'contest-decided';
  }
}
