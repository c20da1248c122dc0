import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { RateMissing } from './pricing.errors.js';
import type { RateTable } from './rate-table.js';

const rateSet = `SELECT s.id, s.base, to_char(s.effective_date, 'YYYY-MM-DD') AS effective_date, s.source,
    (SELECT json_object_agg(r.currency, r.rate::text) FROM pricing.rates r WHERE r.rate_set_id = s.id) AS rates
  FROM pricing.rate_sets s`;
const latest = statement('pricing.latest_rates', `${rateSet} ORDER BY s.effective_date DESC, s.recorded_at DESC LIMIT 1`);
const byId = statement('pricing.rates_of_set', `${rateSet} WHERE s.id = $1`);

interface Row { id: string; base: string; effective_date: string; source: string; rates: Record<string, string> }

const freshForMilliseconds = 30_000;

/** The newest reference rates, kept for half a minute: prices are shown thousands of times a second, rates change once a day. */
@Injectable()
export class ExchangeRates {
  private kept: { table: RateTable; until: number } | undefined;
  private loading: Promise<RateTable> | undefined;

  constructor(private readonly database: Database) {}

  /** @throws RateMissing when no rates have been recorded yet */
  async current(): Promise<RateTable> {
    if (this.kept && this.kept.until > performance.now()) return this.kept.table;
    this.loading ??= this.load().finally(() => (this.loading = undefined));
    return this.loading;
  }

  /** The rates that an order was frozen with, however old. @throws RateMissing when there is no such set */
  async ofSet(rateSetId: string): Promise<RateTable> {
    if (this.kept?.table.rateSetId === rateSetId) return this.kept.table;
    return tableOf(await this.database.read<Row>(byId, [rateSetId]));
  }

  private async load(): Promise<RateTable> {
    const table = tableOf(await this.database.read<Row>(latest));
    this.kept = { table, until: performance.now() + freshForMilliseconds };
    return table;
  }
}

function tableOf([row]: Row[]): RateTable {
  if (!row) throw new RateMissing({ from: '', to: '' });
  return { rateSetId: row.id, base: row.base, effectiveDate: row.effective_date, source: row.source, rates: new Map(Object.entries(row.rates)) };
}
