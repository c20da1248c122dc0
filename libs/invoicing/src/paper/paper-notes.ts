import type { DocumentBlock } from '@silkport/documents';
import type { Phrases } from '@silkport/i18n';
import type { InvoiceDocument } from '../documents/invoice-document.js';
import { calendarDate } from '../documents/say.js';
import { moneyText } from './money-text.js';
import { untoldNotes } from './untold-facts.js';

/** How it is paid, and what the law wants said beside the figures. */
export function paperNotes(document: InvoiceDocument, phrases: Phrases): DocumentBlock[] {
  const { locale, currency, remittance, isInIssuersName, operatorName } = document;
  const text = phrases.say(locale, `invoicing.${paymentKey(document)}`, { date: calendarDate(document.suppliedOn, locale) });
  const notes = [
    isInIssuersName ? phrases.say(locale, 'invoicing.in_issuers_name', { operator: operatorName }) : '',
    remittance ? phrases.say(locale, 'invoicing.remittance', {
      tax: moneyText(remittance.tax, locale), from: currency, to: remittance.currency, rate: remittance.rate.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''), source: remittance.rateSource,
      date: calendarDate(remittance.rateDate, locale),
    }) : '',
    ...untoldNotes(document, phrases),
  ].filter(Boolean);
  return [{ kind: 'text', text }, ...notes.map((note): DocumentBlock => ({ kind: 'note', text: note }))];
}

function paymentKey({ purpose, kind, refundReason }: InvoiceDocument): string {
  if (purpose === 'commission') return kind === 'invoice' ? 'kept_back' : 'kept_back_credit';
  if (kind === 'invoice') return 'paid';
  return refundReason === 'chargeback' ? 'charged_back' : 'refunded';
}
