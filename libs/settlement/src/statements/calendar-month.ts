import { PeriodUnknown } from '../settlement.errors.js';

/** A calendar month in UTC: `from` is its first instant, `until` that of the month after. */
export interface CalendarMonth {
  /** `2026-07`. */
  readonly period: string;
  readonly from: Date;
  readonly until: Date;
}

/** @throws PeriodUnknown for what is no month, or one that has not begun */
export function calendarMonth(period: string, now: Date): CalendarMonth {
  const [, year = '', month = ''] = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(period) ?? [];
  const from = new Date(Date.UTC(Number(year), Number(month) - 1));
  if (!year || from > now) throw new PeriodUnknown({}, 'period');
  return { period, from, until: new Date(Date.UTC(Number(year), Number(month))) };
}
