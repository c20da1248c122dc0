import type { TaxReason } from './tax-line.js';
import { ratesOn, type RateGroup, type TaxRate } from './tax-rates.js';

/** Whether a rate is the market's usual one, a lower one or zero. */
export function chargedReason(rate: TaxRate, group: RateGroup, date: string): TaxReason {
  if (rate.fraction.numerator === 0n) return 'zero_rated';
  if (group === 'goods' || group === 'digital') return 'standard';
  const usual = ratesOn(rate.market, 'digital', date).find(({ name }) => name === rate.name);
  return usual && rate.fraction.numerator * usual.fraction.denominator < usual.fraction.numerator * rate.fraction.denominator ? 'reduced' : 'standard';
}
