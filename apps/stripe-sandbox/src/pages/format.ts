import { shownDigits } from '../money/currency-digits.js';
import { decimalAmount } from '../money/decimal-amount.js';
import type { PageLocale } from './page-locale.js';

const formatters = new Map<string, Intl.NumberFormat>();

/** The amount as the reader writes it, exact, in the currency's own digits. A formatter is made once for each pair. */
export function formatMoney(amountMinor: number, currency: string, locale: PageLocale): string {
  const key = `${locale} ${currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const digits = shownDigits(currency);
    formatter = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
    formatters.set(key, formatter);
  }
  return formatter.format(decimalAmount(amountMinor, currency) as `${number}`);
}

const counts = new Map<PageLocale, Intl.NumberFormat>();

export function formatCount(count: number, locale: PageLocale): string {
  const formatter = counts.get(locale) ?? new Intl.NumberFormat(locale);
  counts.set(locale, formatter);
  return formatter.format(count);
}

/** A day, in UTC, as the reader writes it. */
export function formatDate(seconds: number, locale: PageLocale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}
