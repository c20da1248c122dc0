import { formatDate, type Phrases } from '@silkport/i18n';
import type { Locale } from '@silkport/values';
import type { InvoiceDocument, InvoiceLine } from './invoice-document.js';

/** What a line is called in the document's language: the product's frozen name, or the commission of a period. */
export function lineName({ locale, purpose }: Pick<InvoiceDocument, 'locale' | 'purpose'>, line: Pick<InvoiceLine, 'name'>, phrases: Phrases): string {
  return purpose === 'commission' ? phrases.say(locale, 'invoicing.commission_of', { period: formatDate(new Date(`${line.name}-01T00:00:00Z`), locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }) }) : line.name;
}

export function calendarDate(date: string, locale: Locale): string {
  return formatDate(new Date(`${date}T00:00:00Z`), locale, { dateStyle: 'long', timeZone: 'UTC' });
}

/** A title that tells a tax invoice from a credit note, and what the buyer accounts for. */
export function titleOf({ kind, locale }: Pick<InvoiceDocument, 'kind' | 'locale'>, phrases: Phrases): string {
  return phrases.say(locale, `invoicing.title_${kind}`);
}
