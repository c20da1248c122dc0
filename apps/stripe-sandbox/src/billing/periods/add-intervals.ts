import type { Recurrence } from '../objects/price.js';

const daySeconds = 24 * 3600;

/**
 * The instant that lies `times` billing intervals after `anchor`, in UTC and at its time of day. A month without the anchor's day ends
 * on its last one, and the next is counted from the anchor again: 31 January, 28 February, 31 March.
 */
export function addIntervals(anchor: number, { interval, intervalCount }: Recurrence, times: number): number {
  const steps = intervalCount * times;
  if (interval === 'day') return anchor + steps * daySeconds;
  if (interval === 'week') return anchor + steps * 7 * daySeconds;
  const from = new Date(anchor * 1000);
  const months = from.getUTCMonth() + (interval === 'month' ? steps : steps * 12);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), months + 1, 0)).getUTCDate();
  const moved = Date.UTC(from.getUTCFullYear(), months, Math.min(from.getUTCDate(), lastDay), from.getUTCHours(), from.getUTCMinutes(), from.getUTCSeconds());
  return moved / 1000;
}

/** The first billing date of the anchor's row that lies after `start`. */
export function billingDateAfter(anchor: number, recurrence: Recurrence, start: number): number {
  const shortestSeconds = { day: daySeconds, week: 7 * daySeconds, month: 28 * daySeconds, year: 365 * daySeconds }[recurrence.interval] * recurrence.intervalCount;
  // The count of whole intervals cannot be above this; a little below it the search begins.
  let times = Math.max(1, Math.floor(Math.floor((start - anchor) / shortestSeconds) * 0.9) - 1);
  while (addIntervals(anchor, recurrence, times) <= start) times += 1;
  return addIntervals(anchor, recurrence, times);
}
