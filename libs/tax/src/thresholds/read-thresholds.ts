import { Injectable } from '@nestjs/common';
import { ExchangeRates } from '@silkport/pricing';
import { Clock, divideHalfUp, type Money } from '@silkport/values';
import { Liabilities } from './liabilities.js';
import type { TaxThreshold } from './tax-thresholds.js';

/** One threshold as an admin sees it. */
export interface ThresholdView {
  /** Market or province: `SG`, `CA-QC`. */
  readonly place: string;
  readonly counts: TaxThreshold['counts'];
  readonly window: TaxThreshold['window'];
  readonly turnover: Money;
  readonly limit: Money;
  /** Currencies without a rate today: turnover in them is not in the sum. */
  readonly uncounted: readonly string[];
  /** Whole percent of the limit, rounded half up. */
  readonly sharePct: number;
  /** Calendar date on which all thresholds of the place were found exceeded; null while tax is not charged there. */
  readonly liableSince: string | null;
  readonly source: string;
  readonly confidence: string;
}

/** How near the turnover is to each market's registration threshold. */
@Injectable()
export class ReadThresholds {
  constructor(private readonly liabilities: Liabilities, private readonly rates: ExchangeRates, private readonly clock: Clock) {}

  /** @throws NoRatesYet */
  async run(): Promise<readonly ThresholdView[]> {
    const { measured, liableSince } = await this.liabilities.fresh(this.clock.now(), await this.rates.current());
    return measured.map(({ threshold, limit, turnover, uncounted }) => ({
      place: threshold.market, counts: threshold.counts, window: threshold.window, turnover, limit, uncounted,
      sharePct: Number(divideHalfUp(turnover.amountMinor * 100n, limit.amountMinor)),
      liableSince: liableSince.get(threshold.market) ?? null, source: threshold.source, confidence: threshold.confidence,
    }));
  }
}
