import { Inject, Injectable } from '@nestjs/common';
import { bookingCancelled, bookingMade, bookingMoved, CalendarFile, sessionNear, type BookedSession, type BookingCancelled } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { OrderReads } from '@silkport/ordering';
import { CONFIG, Handles, type Config, type EventContext, type Tx } from '@silkport/platform';
import { translation, type Locale } from '@silkport/values';
import type { MessageKind } from './message.entity.js';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { PostToOwners } from './post-to-owners.js';
import { sessionLetter, sessionSaleLetter, type SessionNews } from './session-letter.js';

const kinds: Readonly<Record<SessionNews, MessageKind>> = {
  made: 'session-booked', moved: 'session-moved', cancelled: 'session-cancelled', cancelled_by_merchant: 'session-cancelled', stopped: 'session-cancelled', near_24: 'session-near', near_1: 'session-near',
};

/** Writes to the buyer and to the merchant's owners when a session is booked, moved or cancelled, and to the buyer before it. Each reads it in their own time. */
@Injectable()
export class OnSessionBooked {
  constructor(
    private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly calendar: CalendarFile, private readonly phrases: Phrases, private readonly postMessage: PostMessage,
    private readonly postToOwners: PostToOwners, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Handles(bookingMade, 'notifications/tell-of-booking')
  async tellOfBooking(tx: Tx, session: BookedSession, { eventId }: EventContext): Promise<void> {
    await this.tellBoth(tx, session, 'made', eventId);
  }

  @Handles(bookingMoved, 'notifications/tell-of-moved-booking')
  async tellOfMove(tx: Tx, session: BookedSession, { eventId }: EventContext): Promise<void> {
    await this.tellBoth(tx, session, 'moved', eventId);
  }

  @Handles(bookingCancelled, 'notifications/tell-of-cancelled-booking')
  async tellOfCancellation(tx: Tx, session: BookingCancelled, { eventId }: EventContext): Promise<void> {
    const news = { buyer: 'cancelled', merchant: 'cancelled_by_merchant', access: 'stopped' } as const;
    await this.tellBoth(tx, session, news[session.by], eventId);
  }

  @Handles(sessionNear, 'notifications/remind-of-session')
  async remind(tx: Tx, session: BookedSession & { readonly hours: 24 | 1 }, { eventId }: EventContext): Promise<void> {
    await this.tellBuyer(tx, session, `near_${session.hours}`, eventId);
  }

  private async tellBoth(tx: Tx, session: BookedSession, news: SessionNews, eventId: string): Promise<void> {
    const { order, title, inviting } = await this.tellBuyer(tx, session, news, eventId);
    await this.postToOwners.run(tx, {
      eventId, kind: kinds[news], merchantId: session.merchantId, inviting,
      letterIn: (locale) => sessionSaleLetter(this.phrases, locale, {
        news, orderNumber: order.number, title: title(locale), startsAt: new Date(session.startsAt), ownTimeZone: session.merchantTimeZone, otherTimeZone: session.buyerTimeZone, calendarUrl: this.calendarUrl(session),
        hostName: session.hostName,
      }),
    });
  }

  private async tellBuyer(tx: Tx, session: BookedSession, news: SessionNews, eventId: string) {
    const [order, inviting] = await Promise.all([this.orders.byId(session.orderId), this.calendar.invitations(session.bookingId)]);
    const line = order?.lines.find(({ id }) => id === session.lineId);
    if (!order || !line) throw new Error(`The order ${session.orderId} of a session cannot be read`);
    const title = (locale: Locale) => translation(line.productName, locale).text;
    const letter = sessionLetter(this.phrases, order.locale, {
      news, orderNumber: order.number, title: title(order.locale), startsAt: new Date(session.startsAt), ownTimeZone: session.buyerTimeZone, otherTimeZone: session.merchantTimeZone,
      pageUrl: this.links.ofItem(order, session.entitlementId, '/booking'), calendarUrl: this.calendarUrl(session), hostName: session.hostName,
    });
    await this.postMessage.run(tx, { eventId, kind: kinds[news], recipient: order.email, letter, invitation: inviting({ email: order.email, locale: order.locale }) });
    return { order, title, inviting };
  }

  private calendarUrl({ bookingId }: BookedSession): string {
    return `${this.config.publicUrl}${this.calendar.linkTo(bookingId)}`;
  }
}
