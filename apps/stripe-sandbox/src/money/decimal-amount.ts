import { currencyDigits } from './currency-digits.js';

/** `1250`, `usd` -> `12.50`: exact, by text, in the digits of Stripe's API. */
export function decimalAmount(amountMinor: number, currency: string): string {
  const digits = currencyDigits(currency);
  if (digits === 0) return String(amountMinor);
  const sign = amountMinor < 0 ? '-' : '';
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** As Stripe's messages write it: `12.50 usd`, behind a dollar sign for dollars. */
export function spokenAmount(amountMinor: number, currency: string): string {
  return `${currency === 'usd' ? '$' : ''}${decimalAmount(amountMinor, currency)} ${currency}`;
}
