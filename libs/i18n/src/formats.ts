import type { Locale } from '@silkport/values';

// Making an Intl formatter costs forty times what using one does: each is made once for a language and its options.
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const displayNames = new Map<string, Intl.DisplayNames>();

/** Symbols that more than one currency of our table bears, and in Arabic those that mix with letters (US$ is torn apart): there the code is shown instead. */
const ambiguousSymbols = new Set(['$', '¥', 'kr', '£', '₨', '﷼']);

/**
 * In Arabic Intl keeps a minus at its number by a left-to-right mark, which would also draw a currency in Latin letters after the number; with a
 * mark behind the number it stands where that of an amount above zero does.
 */
const signedInRightToLeft = /^(\u200f\u200e[-+][\d.,]+)/;

/** An amount in major units as a decimal string, and its currency, in the reader's way: digits, separators and symbol. */
export function formatMoney(amount: string, currency: string, locale: Locale): string {
  const point = amount.indexOf('.');
  const written = moneyFormat(locale, currency, point < 0 ? 0 : amount.length - point - 1).format(amount as Intl.StringNumericLiteral);
  return written.replace(signedInRightToLeft, '$1\u200f');
}

/** A decimal string with its own number of decimals, without a currency: for columns whose currency stands once above them. */
export function formatDecimal(amount: string, locale: Locale): string {
  const point = amount.indexOf('.');
  const digits = point < 0 ? 0 : amount.length - point - 1;
  return numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount as Intl.StringNumericLiteral);
}

export function formatNumber(value: number | bigint, locale: Locale, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(locale, options).format(value);
}

/** A number of bytes in the unit people use for it. */
export function formatBytes(bytes: number, locale: Locale): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const maximumFractionDigits = power < 2 ? 0 : 1;
  return numberFormat(locale, { style: 'unit', unit: units[power] ?? 'byte', unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits }).format(bytes / 1000 ** power);
}

export function formatDate(instant: Date, locale: Locale, options: Intl.DateTimeFormatOptions = { dateStyle: 'long' }): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = dateFormats.get(key);
  if (!format) dateFormats.set(key, (format = new Intl.DateTimeFormat(tagOf(locale), options)));
  return format.format(instant);
}

export function regionName(countryCode: string, locale: Locale): string {
  return nameOf('region', countryCode, locale);
}

export function currencyName(currency: string, locale: Locale): string {
  return nameOf('currency', currency, locale);
}

function moneyFormat(locale: Locale, currency: string, digits: number): Intl.NumberFormat {
  const options = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  const key = `money ${locale} ${currency} ${digits}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(tagOf(locale), options);
    const symbol = format.formatToParts(1).find(({ type }) => type === 'currency')?.value ?? currency;
    if (ambiguousSymbols.has(symbol) || (locale === 'ar' && /[$¥£]/.test(symbol))) format = new Intl.NumberFormat(tagOf(locale), { ...options, currencyDisplay: 'code' });
    numberFormats.set(key, format);
  }
  return format;
}

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(tagOf(locale), options)));
  return format;
}

function nameOf(type: 'region' | 'currency', code: string, locale: Locale): string {
  const key = `${type} ${locale}`;
  let names = displayNames.get(key);
  if (!names) displayNames.set(key, (names = new Intl.DisplayNames(tagOf(locale), { type })));
  return names.of(code) ?? code;
}

/** Binding dates are Gregorian and numbers Latin in every language of ours, whatever the region's default. */
function tagOf(locale: Locale): string {
  return `${locale}-u-ca-gregory-nu-latn`;
}
