import type { PayoutSchedule } from '../terms/merchant-terms.entity.js';

/** The newest day, up to today, that a schedule names. */
export interface DueRun {
  readonly schedule: PayoutSchedule;
  readonly day: number;
  /** ISO 8601 calendar date in UTC. */
  readonly runDate: string;
}

const dayMilliseconds = 86_400_000;

/** One for each of the 36 schedules that there are: daily, seven weekly, twenty-eight monthly. A day that was missed is made up for. */
export function dueRuns(now: Date): DueRun[] {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const weekday = now.getUTCDay() || 7;
  const monthly = Array.from({ length: 28 }, (_, index) => index + 1);
  return [
    { schedule: 'daily', day: 0, runDate: dateOf(midnight) },
    ...monthly.slice(0, 7).map((day): DueRun => ({ schedule: 'weekly', day, runDate: dateOf(midnight - ((weekday - day + 7) % 7) * dayMilliseconds) })),
    ...monthly.map((day): DueRun => (
      { schedule: 'monthly', day, runDate: dateOf(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (day > now.getUTCDate() ? 1 : 0), day)) })),
  ];
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
