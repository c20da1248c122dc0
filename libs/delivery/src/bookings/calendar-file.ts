import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Signatures, type Config } from '@silkport/platform';
import { OrderReads } from '@silkport/ordering';
import { translation } from '@silkport/values';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { BookingReads, type BookingView } from './booking-reads.js';
import { BookingUnknown } from './booking.errors.js';

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
    const booking = this.signatures.verifies('calendar', bookingId, signature) ? await this.bookings.find(bookingId) : undefined;
    const order = booking && await this.orders.byId(booking.orderId);
    const line = order?.lines.find(({ id }) => id === booking?.orderLineId);
    if (!booking || !order || !line) throw new BookingUnknown();
    return calendarOf(booking, {
      host: new URL(this.config.publicUrl).hostname, summary: translation(line.productName, order.locale).text, organizer: { name: translation(line.merchantName, order.locale).text, email: this.config.operator.email },
      url: `${this.config.publicUrl}/${order.locale}/orders/${order.number}`,
    });
  }
}

interface CalendarWords { readonly host: string; readonly summary: string; readonly organizer: { readonly name: string; readonly email: string }; readonly url: string }

/** RFC 5545 and 5546: one UID for ever, a higher SEQUENCE with each change, CANCEL for what was cancelled. */
export function calendarOf({ id, startsAt, endsAt, state, sequence, changedAt }: BookingView, { host, summary, organizer, url }: CalendarWords): string {
  const isCancelled = state === 'cancelled';
  const calendar = ical({ prodId: { company: 'Silkport', product: 'Sessions' }, method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: `${id}@${host}`, sequence, start: startsAt, end: endsAt, stamp: changedAt, lastModified: changedAt, summary, organizer, url,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
