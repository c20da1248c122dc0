import type { DocumentTable } from '@silkport/documents';
import { formatNumber, type Phrases } from '@silkport/i18n';
import type { InvoiceDocument, InvoiceLine } from '../documents/invoice-document.js';
import { lineName } from '../documents/say.js';
import { moneyText, unitPriceText } from './money-text.js';

/** What was bought, or is credited, with its sums. */
export function paperLines(document: InvoiceDocument, phrases: Phrases): DocumentTable {
  const { locale, lines, net, tax, total, kind } = document;
  const say = (key: string) => phrases.say(locale, `invoicing.${key}`);
  return {
    kind: 'table',
    columns: [
      { title: say('item'), align: 'start', widthShare: 6 }, { title: say('quantity'), align: 'end', widthShare: 1.7 }, { title: say('net'), align: 'end', widthShare: 2.8 },
      { title: say('tax'), align: 'end', widthShare: 2.6 }, { title: say('gross'), align: 'end', widthShare: 2.8 },
    ],
    rows: lines.map((line) => [
      [lineName(document, line, phrases), line.merchantName === null ? '' : phrases.say(locale, 'invoicing.sold_by', { merchant: line.merchantName }), unitPriceOf(line, locale, phrases)].filter(Boolean).join('\n'),
      formatNumber(line.quantity, locale), moneyText(line.net, locale), moneyText(line.tax, locale), moneyText(line.total, locale),
    ]),
    totals: [
      { label: say('net_total'), value: moneyText(net, locale) }, { label: say('tax_total'), value: moneyText(tax, locale) },
      { label: say(kind === 'invoice' ? 'grand_total' : 'credit_total'), value: moneyText(total, locale) },
    ],
  };
}

/** Directive 2006/112/EC art. 226 (8). Of a single piece it is the net. */
function unitPriceOf({ net, quantity }: InvoiceLine, locale: InvoiceDocument['locale'], phrases: Phrases): string {
  return quantity === 1 ? '' : phrases.say(locale, 'invoicing.unit_price', { price: unitPriceText(net, quantity, locale) });
}
