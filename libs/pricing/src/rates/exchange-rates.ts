import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, statement, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { endingsByMerchant, priceEndings, type EndingRow } from '../prices/price-endings.js';
import { NoRatesYet } from '../pricing.errors.js';
import { stopsOf } from './rate-stops.js';
import type { PriceTable, RateTable } from './rate-table.js';

const rateSet = `SELECT s.id, s.base, to_char(s.effective_date, 'YYYY-MM-DD') AS "effectiveDate", s.source,
    (SELECT json_object_agg(r.currency, r.rate::text) FROM pricing.rates r WHERE r.rate_set_id = s.id) AS rates,
    ARRAY(SELECT r.currency::text FROM pricing.rates r LEFT JOIN pricing.rate_acceptances a ON a.rate_set_id = r.rate_set_id AND a.currency = r.currency
      WHERE r.rate_set_id = s.id AND r.jumped AND a.currency IS NULL) AS jumped
  FROM pricing.rate_sets s`;
const latest = statement('pricing.latest_rates', `${rateSet} ORDER BY s.effective_date DESC, s.recorded_at DESC LIMIT 1`);
const byId = statement('pricing.rates_of_set', `${rateSet} WHERE s.id = $1`);

interface Row { id: string; base: string; effectiveDate: string; source: string; rates: Record<string, string>; jumped: string[] }

const freshForMilliseconds = 30_000;

/** The newest reference rates, kept for half a minute: prices are shown thousands of times a second, rates change once a day. */
@Injectable()
export class ExchangeRates {
  private kept: { table: PriceTable; until: number } | undefined;
  private loading: Promise<PriceTable> | undefined;

  constructor(private readonly database: Database, @Inject(CONFIG) private readonly config: Pick<Config, 'rates'>, private readonly clock: Clock) {}

  /** @throws NoRatesYet when no rates have been recorded yet */
  async current(): Promise<PriceTable> {
    if (this.kept && this.kept.until > performance.now()) return this.kept.table;
    this.loading ??= this.load();
    return this.loading;
  }

  /** The rates that an order was frozen with, however old. @throws NoRatesYet when there is no such set */
  async ofSet(rateSetId: string): Promise<RateTable> {
    if (this.kept?.table.rateSetId === rateSetId) return this.kept.table;
    return tableOf(await this.database.read<Row>(byId, [rateSetId])).table;
  }

  /** Has the next question read them anew: called by whoever has just changed what they are made of. */
  forget(): void {
    this.kept = undefined;
    this.loading = undefined;
  }

  private load(): Promise<PriceTable> {
    const loading = this.read().then((table) => {
      if (this.loading === loading) this.kept = { table, until: performance.now() + freshForMilliseconds };
      return table;
    }).finally(() => { if (this.loading === loading) this.loading = undefined; });
    return loading;
  }

  private async read(): Promise<PriceTable> {
    const [rows, endings] = await Promise.all([this.database.read<Row>(latest), this.database.read<EndingRow>(priceEndings)]);
    const { table: reference, jumped } = tableOf(rows);
    const { marginPct } = this.config.rates;
    return { ...reference, marginPct, stops: stopsOf(reference, jumped, this.config.rates, this.clock.now()), endings: endingsByMerchant(endings) };
  }
}

function tableOf([row]: Row[]): { table: RateTable; jumped: readonly string[] } {
  if (!row) throw new NoRatesYet();
  const { id, base, effectiveDate, source, rates, jumped } = row;
  return { table: { rateSetId: id, base, effectiveDate, source, rates: new Map(Object.entries(rates)) }, jumped };
}
