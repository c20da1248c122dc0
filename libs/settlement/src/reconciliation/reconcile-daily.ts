import { Injectable } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { dayAfter, dayOf } from './calendar-day.js';
import { ReconcileDay } from './reconcile-day.js';

const stillOpen = statement('settlement.days_still_open', `
  SELECT DISTINCT to_char(day, 'YYYY-MM-DD') AS day FROM settlement.differences WHERE resolved_at IS NULL AND acknowledged_at IS NULL AND day >= $1::date AND day < $2::date ORDER BY 1`);
const lastMade = statement('settlement.last_reconciled', `SELECT to_char(max(day), 'YYYY-MM-DD') AS day FROM settlement.reconciliations WHERE day < $1::date`);

const lookBackDays = 90;

/** Reconciles yesterday, the days that were missed while no worker ran, and once more each day that is not even yet. */
@Injectable()
export class ReconcileDaily {
  constructor(private readonly database: Database, private readonly reconcileDay: ReconcileDay, private readonly clock: Clock) {}

  /** At 03:20 UTC, when the provider's list of the day before is whole. */
  @Every('20 3 * * *', 'settlement/reconcile-daily')
  async run(): Promise<void> {
    const yesterday = dayAfter(dayOf(this.clock.now()), -1);
    const earliest = dayAfter(yesterday, -lookBackDays);
    const open = await this.database.read<{ day: string }>(stillOpen, [earliest, yesterday]);
    const [last] = await this.database.read<{ day: string | null }>(lastMade, [yesterday]);
    const days = new Set(open.map(({ day }) => day));
    for (let day = last?.day && last.day > earliest ? dayAfter(last.day, 1) : yesterday; day <= yesterday; day = dayAfter(day, 1)) days.add(day);
    for (const day of [...days].toSorted()) await this.reconcileDay.run(day);
  }
}
