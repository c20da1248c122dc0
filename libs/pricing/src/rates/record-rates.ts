import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, prepared, statement, toJson, type Config, type Tx } from '@silkport/platform';
import { Clock, crossRate, newId, parseDecimal, type Rate } from '@silkport/values';
import { ExchangeRates } from './exchange-rates.js';
import { RateDateRefused, RateRefused } from '../pricing.errors.js';
import { hasJumped } from './rate-change.js';
import type { RateSetOrigin } from './rate-set.entity.js';

export interface RatesOfADay {
  readonly base: string;
  /** ISO 8601 calendar date. */
  readonly effectiveDate: string;
  readonly source: string;
  /** Units of each currency for one unit of `base`. */
  readonly rates: Readonly<Record<string, Rate>>;
}

const trusted = statement('pricing.trusted_rates', `
  SELECT DISTINCT ON (r.currency) r.currency, r.rate::text AS rate, (SELECT b.rate::text FROM pricing.rates b WHERE b.rate_set_id = s.id AND b.currency = $1) AS "baseRate"
  FROM pricing.rates r JOIN pricing.rate_sets s ON s.id = r.rate_set_id
  LEFT JOIN pricing.rate_acceptances a ON a.rate_set_id = r.rate_set_id AND a.currency = r.currency
  WHERE r.currency = ANY ($2::text[]) AND s.effective_date <= $3::date AND (NOT r.jumped OR a.currency IS NOT NULL)
  ORDER BY r.currency, s.effective_date DESC, s.recorded_at DESC`);

const insertSet = statement('pricing.record_rates', `
  WITH noted AS (
    INSERT INTO pricing.rate_sets (id, base, effective_date, source, recorded_at, origin) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (source, effective_date) WHERE origin = 'fetched' DO NOTHING RETURNING id)
  INSERT INTO pricing.rates (rate_set_id, currency, rate, trusted_rate, jumped)
  SELECT n.id, r.currency, r.rate, r."trustedRate", r.jumped FROM noted n, jsonb_to_recordset($7::jsonb) AS r (currency text, rate numeric, "trustedRate" numeric, jumped boolean)
  RETURNING currency`);

const fetchedBefore = statement('pricing.rates_fetched_before', `SELECT id FROM pricing.rate_sets WHERE source = $1 AND effective_date = $2::date AND origin = 'fetched'`);

const todayOrTomorrowMilliseconds = 86_400_000;

/** Appends a day's reference rates, each measured by the last one of its currency that was believed. */
@Injectable()
export class RecordRates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'rates'>,
    private readonly rates: ExchangeRates,
  ) {}

  /**
   * @param alongside what is to be written in the same transaction, with the id of the set; where it answers with the id of an earlier one, that is it and nothing is recorded
   * @throws RateRefused, RateDateRefused; then nothing is recorded
   * @returns `isNew`: false where a fetched set of that source and date is there already
   */
  async run(day: RatesOfADay, origin: RateSetOrigin = 'recorded', alongside?: (tx: Tx, rateSetId: string) => Promise<string | undefined>): Promise<{ rateSetId: string; isNew: boolean }> {
    this.check(day);
    const rateSetId = newId();
    const earlier = await this.database.transaction(async (tx) => {
      const claimed = await alongside?.(tx, rateSetId);
      if (claimed) return claimed;
      const { base, effectiveDate, source } = day;
      const rates = { ...day.rates, [base]: '1' };
      const before = await prepared<{ currency: string; rate: string; baseRate: string | null }>(tx, trusted, [base, Object.keys(rates), effectiveDate]);
      const trustedOf = new Map(before.flatMap(({ currency, rate, baseRate }): [string, Rate][] => (baseRate ? [[currency, crossRate(baseRate, rate)]] : [])));
      const rows = Object.entries(rates).map(([currency, rate]) => {
        const trustedRate = trustedOf.get(currency) ?? null;
        return { currency, rate, trustedRate, jumped: trustedRate !== null && hasJumped(trustedRate, rate, this.config.rates.jumpPct) };
      });
      const written = await prepared(tx, insertSet, [rateSetId, base, effectiveDate, source, this.clock.now(), origin, toJson(rows)]);
      return written.length ? undefined : (await prepared<{ id: string }>(tx, fetchedBefore, [source, effectiveDate]))[0]?.id;
    });
    this.rates.forget();
    return { rateSetId: earlier ?? rateSetId, isNew: earlier === undefined };
  }

  private check({ base, effectiveDate, rates }: RatesOfADay): void {
    for (const [currency, rate] of Object.entries(rates)) {
      const isRate = (parseDecimal(rate)?.digits ?? 0n) > 0n && (currency !== base || /^1(\.0+)?$/.test(rate));
      if (!isRate) throw new RateRefused({ currency, rate }, 'csv');
    }
    const day = Date.parse(`${effectiveDate}T00:00:00Z`);
    if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== effectiveDate || day > this.clock.now().getTime() + todayOrTomorrowMilliseconds) {
      throw new RateDateRefused({ date: effectiveDate }, 'csv');
    }
  }
}
