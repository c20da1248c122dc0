import type { Visitor } from '../visitor.js';

/** The day of an instant in a zone: "Tuesday, 24 November". */
export function dayIn(visitor: Visitor, instant: Date, timeZone: string): string {
  return visitor.date(instant, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
}

export function timeIn(visitor: Visitor, instant: Date, timeZone: string): string {
  return visitor.date(instant, { hour: 'numeric', minute: '2-digit', timeZone });
}
