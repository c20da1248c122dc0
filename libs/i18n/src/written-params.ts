import type { ErrorParam } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { formatMoney } from './formats.js';
import type { PhraseParams } from './phrases.js';

export type ErrorParams = Readonly<Record<string, ErrorParam>>;

/** Amounts among the values are written as the language writes money. */
export function writtenParams(locale: Locale, params: ErrorParams): PhraseParams {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? formatMoney(value.amount, value.currency, locale) : value]));
}
