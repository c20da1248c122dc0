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

interface Row { day: string; place: string; currency: string; is_business: boolean; amount_minor: bigint }

const sinceDay = statement('tax.turnover_since', `SELECT to_char(supplied_on, 'YYYY-MM-DD') AS day, place, currency, is_business, sum(amount_minor)::bigint AS amount_minor
  FROM tax.turnover WHERE supplied_on >= $1 GROUP BY supplied_on, place, currency, is_business`);
const liabilities = statement('tax.liabilities', `SELECT place, to_char(since, 'YYYY-MM-DD') AS since FROM tax.liabilities`);
const noteLiability = statement('tax.note_liability', 'INSERT INTO tax.liabilities (place, since, noted_at) VALUES ($1, $2, $3) ON CONFLICT (place) DO NOTHING');

/** Orders are counted in the transaction that pays them, dated that day: a day is complete once two more have begun. */
const openDays = 2;

/** The daily sums of the turnover; past days are read once a process, so that a look costs the orders of the last days only. */
@Injectable()
export class TurnoverReads {
  private closed: readonly DaysTurnover[] = [];
  /** The first day that is not among the closed ones. */
  private openFrom: string | undefined;
  private readFrom: string | undefined;

  constructor(private readonly database: Database) {}

  /** From a day on. */
  async since(firstDay: string, today: string): Promise<readonly DaysTurnover[]> {
    if (this.readFrom !== firstDay && (this.readFrom === undefined || firstDay < this.readFrom)) [this.closed, this.openFrom, this.readFrom] = [[], firstDay, firstDay];
    const rows = (await this.database.read<Row>(sinceDay, [this.openFrom ?? firstDay])).map(dayOf);
    const openFrom = daysBefore(today, openDays);
    if (openFrom <= (this.openFrom ?? firstDay)) return [...this.closed, ...rows];
    this.closed = [...this.closed, ...rows.filter(({ day }) => day < openFrom)];
    this.openFrom = openFrom;
    return [...this.closed, ...rows.filter(({ day }) => day >= openFrom)];
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

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}
