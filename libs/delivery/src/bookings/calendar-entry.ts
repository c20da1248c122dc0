import type { Locale } from '@silkport/values';
import ical, { ICalAttendeeRole, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { BookingView } from './booking-reads.js';

/** What a calendar shows of a session beside its times. */
export interface CalendarWords {
  /** Of the marketplace: the end of the entry's UID. */
  readonly host: string;
  readonly summary: string;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly url: string;
}

/** Who is asked to a session by mail, and reads its entry. */
export interface Invited { readonly email: string; readonly locale: Locale }

/** An entry that goes along with a mail: a calendar that takes mails in writes, moves or removes it by itself. Source: RFC 6047. */
export interface Invitation { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string }

/** RFC 5545 and 5546: one UID for ever, a higher SEQUENCE with each change, CANCEL for what was cancelled. */
export function calendarOf(booking: BookingView, words: CalendarWords): string {
  return entryOf(booking, words, booking.state === 'cancelled' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH);
}

/** The same entry, addressed: it needs whom it is for, and asks for no answer (RFC 5546, section 3.2.2). */
export function invitationOf(booking: BookingView, words: CalendarWords, { email }: Invited): Invitation {
  const method = booking.state === 'cancelled' ? 'CANCEL' : 'REQUEST';
  return { method, content: entryOf(booking, words, ICalCalendarMethod[method], email) };
}

function entryOf({ id, startsAt, endsAt, state, sequence, changedAt, hostName }: BookingView, { host, summary, organizer, url }: CalendarWords, method: ICalCalendarMethod, attendee?: string): string {
  const calendar = ical({ prodId: { company: 'Silkport', product: 'Sessions' }, method });
  calendar.createEvent({
    id: `${id}@${host}`, sequence, start: startsAt, end: endsAt, stamp: changedAt, lastModified: changedAt, summary: hostName ? `${summary} · ${hostName}` : summary, organizer, url,
    status: state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(attendee === undefined ? {} : { attendees: [{ email: attendee, rsvp: false, role: ICalAttendeeRole.REQ }] }),
  });
  // Its last line ends as all others do, which the generator leaves out.
  return `${calendar.toString()}\r\n`;
}
