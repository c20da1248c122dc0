import type { DocumentBlock, PdfDocument } from '@silkport/documents';
import { formatNumber, regionName, type Phrases } from '@silkport/i18n';
import type { InvoiceDocument, Party } from '../documents/invoice-document.js';
import { calendarDate, titleOf } from '../documents/say.js';
import { taxGroups } from '../documents/tax-groups.js';
import { paperLines } from './paper-lines.js';
import { paperNotes } from './paper-notes.js';
import { moneyText } from './money-text.js';

/** A document on paper, in the language that it was frozen in. */
export function invoicePaper(number: string, document: InvoiceDocument, phrases: Phrases): PdfDocument {
  const { locale } = document;
  const title = titleOf(document, phrases);
  return {
    locale, title: `${title} ${number}`, createdAt: new Date(`${document.issuedOn}T00:00:00Z`), footer: phrases.say(locale, 'invoicing.footer', { issuer: document.issuer.legalName ?? document.issuer.name, number }),
    blocks: [
      { kind: 'title', text: title },
      { kind: 'facts', facts: factsOf(number, document, phrases) },
      { kind: 'parties', parties: [
        { title: phrases.say(locale, 'invoicing.from'), lines: partyLines(document.issuer, document, phrases) },
        { title: phrases.say(locale, 'invoicing.to'), lines: partyLines(document.buyer, document, phrases) },
      ] },
      paperLines(document, phrases),
      ...taxBlocks(document, phrases),
      ...paperNotes(document, phrases),
    ],
  };
}

function factsOf(number: string, { locale, kind, issuedOn, suppliedOn, orderNumber, period, corrects, refundReason, placeOfSupply }: InvoiceDocument, phrases: Phrases) {
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label: phrases.say(locale, `invoicing.${label}`), value }]);
  const date = (day: string) => calendarDate(day, locale);
  return [
    ...fact('number', number), ...fact('issued_on', date(issuedOn)), ...fact(kind === 'invoice' ? 'supplied_on' : 'credited_on', date(suppliedOn)), ...fact('order', orderNumber),
    ...fact('period', period && phrases.say(locale, 'invoicing.period_from_to', { from: date(period.from), to: date(period.to) })),
    ...fact('corrects', corrects && phrases.say(locale, 'invoicing.corrects_of', { number: corrects.number, date: date(corrects.issuedOn) })),
    ...fact('refund_reason', refundReason && phrases.say(locale, `invoicing.refund_${refundReason}`)), ...fact('place_of_supply', regionName(placeOfSupply, locale)),
  ];
}

function partyLines(party: Party, { locale }: InvoiceDocument, phrases: Phrases): string[] {
  const number = (key: string, value: string | null) => (value === null ? '' : phrases.say(locale, `invoicing.${key}`, { number: value }));
  const isOneNumber = party.taxId !== null && party.taxId === party.registration;
  return [
    party.legalName ?? '', party.name === party.legalName ? '' : party.name, ...party.addressLines, [party.postalCode, party.city, party.region].filter(Boolean).join(' '), regionName(party.country, locale),
    number('vat_id', party.vatId), ...(isOneNumber ? [number('registration_and_tax_id', party.taxId)] : [number('tax_id', party.taxId), number('registration', party.registration)]), party.email === party.name ? '' : party.email ?? '',
  ].filter(Boolean);
}

/** Each tax with the reason why it is what it is, those of zero too. */
function taxBlocks(document: InvoiceDocument, phrases: Phrases): DocumentBlock[] {
  const { locale } = document;
  const say = (key: string) => phrases.say(locale, `invoicing.${key}`);
  return [
    { kind: 'heading', text: say('taxes') },
    {
      kind: 'table',
      columns: [
        { title: say('tax_name'), align: 'start', widthShare: 2 }, { title: say('jurisdiction'), align: 'start', widthShare: 3 }, { title: say('why'), align: 'start', widthShare: 6 },
        { title: say('rate'), align: 'end', widthShare: 1.6 }, { title: say('base'), align: 'end', widthShare: 2.8 }, { title: say('amount'), align: 'end', widthShare: 2.8 },
      ],
      rows: taxGroups(document).map(({ name, jurisdiction, ratePct, reason, legalSource, net, base, amount }) => [
        name, placeName(jurisdiction, locale), [say(`reason_${reason}`), legalSource, base.amountMinor < net.amountMinor ? phrases.say(locale, 'invoicing.base_of_net', { base: moneyText(base, locale), net: moneyText(net, locale) }) : ''].filter(Boolean).join('\n'), formatNumber(Number(ratePct) / 100, locale, { style: 'percent', maximumFractionDigits: 4 }),
        moneyText(base, locale), moneyText(amount, locale),
      ]),
    },
  ];
}

function placeName(jurisdiction: string, locale: InvoiceDocument['locale']): string {
  const [country = '', subdivision] = jurisdiction.split('-');
  return subdivision ? `${regionName(country, locale)} (${subdivision})` : regionName(country, locale);
}
