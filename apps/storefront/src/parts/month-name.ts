import type { Visitor } from '../visitor.js';

/** @param period a calendar month: `2026-11` */
export function monthName(visitor: Visitor, period: string): string {
  return visitor.date(new Date(`${period}-01T00:00:00Z`), { year: 'numeric', month: 'long', timeZone: 'UTC' });
}
