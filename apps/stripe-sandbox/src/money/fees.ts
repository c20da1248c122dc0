import { currencyStep } from './currency-digits.js';
import { minimumAmounts } from './minimum-amounts.js';

const cardFeePpm = 29_000;

/** `share` of the equivalent of one US dollar: the smallest charge of a currency is worth about half a dollar. */
function dollars(share: number, currency: string): number {
  const step = currencyStep(currency);
  return Math.round(((minimumAmounts[currency] ?? 50) * 2 * share) / step) * step;
}

/** What Stripe keeps of a card charge, in minor units: 2.9 % and the equivalent of 0.30 USD, never more than the charge. */
export function cardFee(amountMinor: number, currency: string): number {
  return Math.min(amountMinor, Math.round((amountMinor * cardFeePpm) / 1_000_000) + dollars(0.3, currency));
}

/** The equivalent of 15 USD for each dispute. */
export function disputeFee(currency: string): number {
  return dollars(15, currency);
}
