import { Temporal } from 'temporal-polyfill';
import { AvailabilityRefused } from './booking.errors.js';
import { isTimeZone } from './time-zones.js';

/** Hours of a day on the merchant's clock: `09:00` to `12:30`; `24:00` is the end of the day. */
export interface Hours { readonly from: string; readonly to: string }

/** Hours of each such weekday, 1 being Monday (ISO 8601). */
export interface WeeklyRule extends Hours { readonly weekday: number }

/** A day that is other than its week: with these hours instead, or with none. */
export interface DayException { readonly date: string; readonly hours: readonly Hours[] }

/** When somebody has time, on their own clock. */
export interface OpenHours {
  /** IANA: `Asia/Shanghai`. */
  readonly timeZone: string;
  /** Free after each session. */
  readonly bufferMinutes: number;
  readonly weekly: readonly WeeklyRule[];
  readonly exceptions: readonly DayException[];
}

/** When a merchant has time for the sessions of a product. */
export interface Availability extends OpenHours {
  readonly sessionMinutes: number;
  /** How long before it a session can be booked at the latest. */
  readonly noticeMinutes: number;
  /** How long before it a buyer can move or cancel it at the latest. */
  readonly changeNoticeMinutes: number;
  /** Buyers at once; 1 of a session for one. */
  readonly capacity: number;
  /** How many sessions one bought piece is; it never becomes fewer. */
  readonly sessionsPerPiece: number;
  /** How far ahead sessions can be booked. */
  readonly horizonDays: number;
}

const time = /^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** @throws AvailabilityRefused */
export function refuseUnusable({ timeZone, weekly, exceptions }: OpenHours): void {
  if (!isTimeZone(timeZone)) throw new AvailabilityRefused({}, 'timeZone');
  for (let weekday = 1; weekday <= 7; weekday += 1) refuseOverlaps(weekly.filter((rule) => rule.weekday === weekday), 'weekly');
  if (weekly.some(({ weekday }) => !Number.isInteger(weekday) || weekday < 1 || weekday > 7)) throw new AvailabilityRefused({}, 'weekly');
  if (new Set(exceptions.map(({ date }) => date)).size < exceptions.length) throw new AvailabilityRefused({}, 'exceptions');
  for (const { date, hours } of exceptions) {
    if (!isDate(date)) throw new AvailabilityRefused({}, 'exceptions');
    refuseOverlaps(hours, 'exceptions');
  }
}

/** How sessions are joined; null where it is not said yet. @throws AvailabilityRefused */
export function refuseUnsafeLink(link: string | null): void {
  if (link !== null && !(link.length <= 500 && URL.canParse(link) && new URL(link).protocol === 'https:')) throw new AvailabilityRefused({}, 'meetingLink');
}

function refuseOverlaps(hours: readonly Hours[], field: string): void {
  const sorted = hours.toSorted((left, right) => (left.from < right.from ? -1 : 1));
  const isWrong = sorted.some(({ from, to }, at) => !time.test(from) || !time.test(to) || from >= to || (sorted[at - 1]?.to ?? '') > from);
  if (isWrong) throw new AvailabilityRefused({}, field);
}

function isDate(date: string): boolean {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString() === date;
  } catch {
    return false;
  }
}

/** From a time on, until before another. */
export interface TimeSpan { readonly from: Date; readonly to: Date }

export interface Slot { readonly startsAt: Date; readonly endsAt: Date }

/**
 * Sessions that are offered and begin in a span of time, taken or not. Hours are the merchant's wall clock: on a day on which the clock
 * is put forward they are as much shorter, on one on which it is put back as much longer, and each session lasts its minutes.
 */
export function slotsBetween(availability: Availability, span: TimeSpan, now: Date): Slot[] {
  const earliest = Math.max(span.from.getTime(), now.getTime() + availability.noticeMinutes * 60_000);
  const today = dateIn(now, availability.timeZone);
  const lastDay = today.add({ days: availability.horizonDays });
  const slots: Slot[] = [];
  const end = dateIn(span.to, availability.timeZone);
  for (let day = dateIn(new Date(earliest), availability.timeZone); Temporal.PlainDate.compare(day, end) <= 0 && Temporal.PlainDate.compare(day, lastDay) <= 0; day = day.add({ days: 1 })) {
    slots.push(...slotsOfDay(availability, day).filter(({ startsAt }) => startsAt.getTime() >= earliest && startsAt < span.to));
  }
  return slots;
}

function slotsOfDay({ timeZone, weekly, exceptions, sessionMinutes, bufferMinutes }: Availability, day: Temporal.PlainDate): Slot[] {
  const exception = exceptions.find(({ date }) => date === day.toString());
  const hours = exception ? exception.hours : weekly.filter(({ weekday }) => weekday === day.dayOfWeek);
  return hours.toSorted((left, right) => (left.from < right.from ? -1 : 1)).flatMap(({ from, to }) => {
    const opens = instantOf(day, from, timeZone);
    const closes = instantOf(day, to, timeZone);
    const slots: Slot[] = [];
    for (let at = opens; at + sessionMinutes * 60_000 <= closes; at += (sessionMinutes + bufferMinutes) * 60_000) slots.push({ startsAt: new Date(at), endsAt: new Date(at + sessionMinutes * 60_000) });
    return slots;
  });
}

/** A time that a day does not have, since the clock is put forward over it, is the one as much later. */
function instantOf(day: Temporal.PlainDate, clock: string, timeZone: string): number {
  const date = clock === '24:00' ? day.add({ days: 1 }) : day;
  const plainTime = Temporal.PlainTime.from(clock === '24:00' ? '00:00' : clock);
  return date.toPlainDateTime(plainTime).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}

function dateIn(instant: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}
