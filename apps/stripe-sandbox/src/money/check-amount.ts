import { invalidRequest } from '../http/stripe-error.js';
import { currencyStep } from './currency-digits.js';
import { spokenAmount } from './decimal-amount.js';
import { minimumAmounts } from './minimum-amounts.js';

/** Stripe takes eight digits, and more where the unit is small. */
const longerMaximums: Readonly<Record<string, number>> = {
  cop: 9_999_999_999, huf: 9_999_999_999, jpy: 9_999_999_999, inr: 999_999_999, idr: 999_999_999_999, lbp: 999_999_999_999,
};
const maximum = 99_999_999;

/** The lower-case code, or 400: a currency that Stripe does not charge in. */
export function checkedCurrency(currency: string, param: string): string {
  const code = currency.toLowerCase();
  if (Object.hasOwn(minimumAmounts, code)) return code;
  const known = Object.keys(minimumAmounts).join(', ');
  throw invalidRequest(`Invalid currency: ${code}. Stripe currently supports these currencies: ${known}`, { param });
}

/** Throws 400 unless `amountMinor` is one that Stripe charges: `amount_too_small`, `amount_too_large`, `invalid_charge_amount`. */
export function checkAmount(amountMinor: number, currency: string, param: string, what = 'Amount must be'): void {
  const smallest = minimumAmounts[currency] ?? 0;
  if (amountMinor < smallest) throw invalidRequest(`${what} at least ${spokenAmount(smallest, currency)}`, { code: 'amount_too_small', param });
  const largest = longerMaximums[currency] ?? maximum;
  if (amountMinor > largest) throw invalidRequest(`${what} no more than ${spokenAmount(largest, currency)}`, { code: 'amount_too_large', param });
  checkStep(amountMinor, currency, param);
}

export function checkStep(amountMinor: number, currency: string, param: string): void {
  const step = currencyStep(currency);
  if (amountMinor % step === 0) return;
  throw invalidRequest(`Invalid amount. An amount in ${currency} must be a multiple of ${step}; ${amountMinor} is not.`, { code: 'invalid_charge_amount', param });
}
