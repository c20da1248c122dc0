import { findCurrency } from '@silkport/markets';
import type { RateTable } from '@silkport/pricing';
import { minorOfDecimal, money, type Money } from '@silkport/values';
import { converterOf, knowsRate } from '../convert.js';
import { taxThresholds, windowOf, type TaxThreshold } from './tax-thresholds.js';
import type { DaysTurnover } from './turnover-reads.js';

export interface MeasuredThreshold {
  readonly threshold: TaxThreshold;
  readonly limit: Money;
  readonly turnover: Money;
  /** Currencies that the rates do not know: turnover in them is not in the sum. */
  readonly uncounted: readonly string[];
  readonly isExceeded: boolean;
}

/** Each threshold beside the turnover that it counts, in its own currency; pure. */
export function measureThresholds(days: readonly DaysTurnover[], date: string, rates: RateTable): readonly MeasuredThreshold[] {
  const convert = converterOf(rates);
  return taxThresholds.map((threshold) => {
    const [first, last] = windowOf(threshold, date);
    const sums = new Map<string, bigint>();
    for (const day of days) {
      if (day.day < first || day.day > last || !counts(threshold, day)) continue;
      sums.set(day.currency, (sums.get(day.currency) ?? 0n) + day.amountMinor);
    }
    let turnoverMinor = 0n;
    const uncounted = [...sums.keys()].filter((currency) => !knowsRate(rates, currency, threshold.currency));
    for (const [currency, amountMinor] of sums) if (!uncounted.includes(currency)) turnoverMinor += convert(amountMinor, currency, threshold.currency);
    const limitMinor = minorOfDecimal(threshold.limit, findCurrency(threshold.currency)?.minorUnits ?? 2) ?? 0n;
    return { threshold, limit: money(limitMinor, threshold.currency), turnover: money(turnoverMinor, threshold.currency), uncounted, isExceeded: turnoverMinor > limitMinor };
  });
}

/** A province's turnover is counted again in its market's, so the world is the sum of the markets. */
function counts({ market, counts: counted }: TaxThreshold, { place, isBusiness }: DaysTurnover): boolean {
  if (counted === 'worldwide') return !place.includes('-');
  return place === market && (counted === 'all' || !isBusiness);
}
