import { currencyStep } from '../../money/currency-digits.js';

/**
 * The share of `amountMinor` that falls on `partSeconds` of `wholeSeconds`: exact by the second, rounded once, half away from zero, to
 * the smallest amount that can be charged in the currency.
 */
export function prorated(amountMinor: number, partSeconds: number, wholeSeconds: number, currency: string): number {
  const step = BigInt(currencyStep(currency));
  const dividend = BigInt(amountMinor) * BigInt(partSeconds);
  const divisor = BigInt(wholeSeconds) * step;
  const half = dividend < 0n ? -divisor : divisor;
  return Number(((2n * dividend + half) / (2n * divisor)) * step);
}
