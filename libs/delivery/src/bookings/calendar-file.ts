import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Signatures, type Config } from '@silkport/platform';
import { OrderReads } from '@silkport/ordering';
import { translation, type Locale } from '@silkport/values';
import { BookingReads, type BookingView } from './booking-reads.js';
import { BookingUnknown } from './booking.errors.js';
import { calendarOf, invitationOf, type CalendarWords, type Invitation, type Invited } from './calendar-entry.js';

/** The calendar entry of a session, for whoever has its signed link; the link stays the same when the session is moved or cancelled. */
@Injectable()
export class CalendarFile {
  constructor(
    private readonly bookings: BookingReads, private readonly orders: OrderReads, private readonly signatures: Signatures, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl' | 'operator'>,
  ) {}

  /** An address without origin. */
  linkTo(bookingId: string): string {
    return `/v1/calendar/${bookingId}.${this.signatures.sign('calendar', bookingId)}.ics`;
  }

  /** @param token of the link, without its ending @throws BookingUnknown also for a link that is not ours */
  async read(token: string): Promise<string> {
    const [bookingId = '', signature = ''] = token.split('.', 2);
    if (!this.signatures.verifies('calendar', bookingId, signature)) throw new BookingUnknown();
    const { booking, wordsIn, locale } = await this.entry(bookingId);
    return calendarOf(booking, wordsIn(locale));
  }

  /**
   * For the mails about a session: as it stands now, even where the mail tells of something earlier, since a calendar keeps the highest
   * SEQUENCE whichever comes last. @throws BookingUnknown
   */
  async invitations(bookingId: string): Promise<(invited: Invited) => Invitation> {
    const { booking, wordsIn } = await this.entry(bookingId);
    return (invited) => invitationOf(booking, wordsIn(invited.locale), invited);
  }

  private async entry(bookingId: string): Promise<{ booking: BookingView; locale: Locale; wordsIn: (locale: Locale) => CalendarWords }> {
    const booking = await this.bookings.find(bookingId);
    const order = booking && await this.orders.byId(booking.orderId);
    const line = order?.lines.find(({ id }) => id === booking?.orderLineId);
    if (!booking || !order || !line) throw new BookingUnknown();
    const wordsIn = (locale: Locale): CalendarWords => ({
      host: new URL(this.config.publicUrl).hostname, summary: translation(line.productName, locale).text, organizer: { name: translation(line.merchantName, locale).text, email: this.config.operator.email },
      url: `${this.config.publicUrl}/${order.locale}/orders/${order.number}`,
    });
    return { booking, locale: order.locale, wordsIn };
  }
}
