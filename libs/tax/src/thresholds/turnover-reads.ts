import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';

/** Turnover of one day in one place, summed. */
export interface DaysTurnover {
  readonly day: string;
  readonly place: string;
  readonly currency: string;
  readonly isBusiness: boolean;
  readonly amountMinor: bigint;
}

interface Row { day: string; place: string; currency: string; is_business: boolean; amount_minor: bigint; is_closed: boolean; open_from: string }

/** A transaction that is open counts on the day that it began: a day's records are complete once two more have begun. */
const openDays = 2;

const sinceDay = statement('tax.turnover_since', `
  SELECT to_char(supplied_on, 'YYYY-MM-DD') AS day, place, currency, is_business, sum(amount_minor)::bigint AS amount_minor, recorded_at < CURRENT_DATE - ${openDays} AS is_closed,
    to_char(CURRENT_DATE - ${openDays}, 'YYYY-MM-DD') AS open_from
  FROM tax.turnover WHERE recorded_at >= $1 AND supplied_on >= $2 GROUP BY supplied_on, place, currency, is_business, is_closed`);
const liabilities = statement('tax.liabilities', `SELECT place, to_char(since, 'YYYY-MM-DD') AS since FROM tax.liabilities`);
const noteLiability = statement('tax.note_liability', 'INSERT INTO tax.liabilities (place, since, noted_at) VALUES ($1, $2, $3) ON CONFLICT (place) DO NOTHING');

/**
 * The daily sums of the turnover. What was recorded on a day that is over is read once a process, so that a look costs the orders of the last
 * days only. The day of the record decides, not that of the supply: an order that was held, or paid late, is dated back when it counts.
 */
@Injectable()
export class TurnoverReads {
  private closed: { readonly days: readonly DaysTurnover[]; readonly firstDay: string; readonly recordedBefore: string } | undefined;

  constructor(private readonly database: Database) {}

  /** Of supplies from a day on. */
  async since(firstDay: string): Promise<readonly DaysTurnover[]> {
    const closed = this.closed && this.closed.firstDay <= firstDay ? this.closed : { days: [], firstDay, recordedBefore: '-infinity' };
    const rows = await this.database.read<Row>(sinceDay, [closed.recordedBefore, closed.firstDay]);
    const recordedBefore = rows[0]?.open_from ?? closed.recordedBefore;
    this.closed = { ...closed, days: [...closed.days, ...rows.filter(({ is_closed: isClosed }) => isClosed).map(dayOf)], recordedBefore };
    return [...closed.days, ...rows.map(dayOf)].filter(({ day }) => day >= firstDay);
  }

  /** Places where the marketplace has become liable, with the day. */
  async liabilities(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.read<{ place: string; since: string }>(liabilities);
    return new Map(rows.map(({ place, since }) => [place, since]));
  }

  /** Puts a crossed threshold on record; the first record stays. */
  async noteLiability(place: string, since: string, at: Date): Promise<void> {
    await this.database.read(noteLiability, [place, since, at]);
  }
}

function dayOf({ day, place, currency, is_business: isBusiness, amount_minor: amountMinor }: Row): DaysTurnover {
  return { day, place, currency, isBusiness, amountMinor };
}
