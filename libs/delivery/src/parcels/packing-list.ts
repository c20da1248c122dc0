import type { DocumentBlock, PdfDocument } from '@silkport/documents';
import { formatDate, formatMoney, formatNumber, regionName, type Phrases } from '@silkport/i18n';
import { findCurrency } from '@silkport/markets';
import { decimalOfMinor, type Locale, type Money } from '@silkport/values';
import type { CustomsDeclaration, PostalParty } from './customs-declaration.js';
import type { ShipmentView } from './shipment-reads.js';

interface Packed { readonly shipment: ShipmentView; /** Of the order. */ readonly number: string; readonly declaration: CustomsDeclaration }

/** The paper of a box: addresses to cut out, what is in it, and what customs are to be told. */
export function packingList({ shipment, number, declaration }: Packed, phrases: Phrases, locale: Locale): PdfDocument {
  const say = (key: string, params = {}) => phrases.say(locale, `delivery.paper.${key}`, params);
  const title = say('packing_list');
  return {
    locale, title: `${title} ${number}`, createdAt: shipment.packedAt, footer: say('footer', { number }),
    blocks: [
      { kind: 'title', text: title },
      { kind: 'facts', facts: factsOf({ shipment, number, declaration }, say, locale) },
      { kind: 'parties', parties: [{ title: say('sender'), lines: partyLines(declaration.sender, say, locale) }, { title: say('recipient'), lines: partyLines(declaration.recipient, say, locale) }] },
      { kind: 'heading', text: say('contents') },
      {
        kind: 'table', columns: [{ title: say('thing'), align: 'start', widthShare: 8 }, { title: say('pieces'), align: 'end', widthShare: 2 }],
        rows: declaration.items.map(({ name, quantity }) => [name, formatNumber(quantity, locale)]),
      },
      ...(declaration.form ? customsBlocks(declaration, say, locale) : []),
    ],
  };
}

type Say = (key: string, params?: Record<string, string>) => string;

function factsOf({ shipment, number, declaration }: Packed, say: Say, locale: Locale) {
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label: say(label), value }]);
  return [
    ...fact('order', number), ...fact('packed_on', formatDate(shipment.packedAt, locale)), ...fact('carrier', shipment.carrierName), ...fact('tracking', shipment.tracking),
    ...fact('gross_weight', declaration.weightGrams === null ? null : kilograms(declaration.weightGrams, locale)), ...fact('destination', regionName(declaration.recipient.country, locale)),
  ];
}

function partyLines({ lines, country, phone, taxId }: PostalParty, say: Say, locale: Locale): string[] {
  // The country in the reader's language and in English: carriers on the way read that.
  const place = [regionName(country, 'en'), regionName(country, locale)];
  return [...lines, [...new Set(place)].join(' / '), ...(phone ? [say('phone', { number: phone })] : []), ...(taxId ? [say('tax_id', { number: taxId })] : [])];
}

/** In the fields of the forms of the Universal Postal Union. */
function customsBlocks({ form, items, total, netWeightGrams, weightGrams, importScheme }: CustomsDeclaration, say: Say, locale: Locale): DocumentBlock[] {
  const scheme = importScheme?.number ? [{ label: say(importScheme.name === 'IOSS' ? 'ioss' : 'import_number', { market: importScheme.market }), value: importScheme.number }] : [];
  return [
    { kind: 'heading', text: say('customs', { form: form === 'CN22' ? 'CN 22' : 'CN 23' }) },
    { kind: 'facts', facts: [{ label: say('category'), value: say('sale_of_goods') }, { label: say('currency'), value: total.currency }, { label: say('gross_weight'), value: kilograms(weightGrams ?? 0, locale) }, ...scheme] },
    {
      kind: 'table',
      columns: [
        { title: say('description'), align: 'start', widthShare: 6 }, { title: say('pieces'), align: 'end', widthShare: 1.4 }, { title: say('net_weight'), align: 'end', widthShare: 2 },
        { title: say('value'), align: 'end', widthShare: 2.6 }, { title: say('hs_code'), align: 'start', widthShare: 2.2 }, { title: say('origin'), align: 'start', widthShare: 2.2 },
      ],
      rows: items.map(({ description, localDescription, quantity, netWeightGrams: net, value, hsCode, originCountry }) => [
        [description, localDescription].filter(Boolean).join('\n'), formatNumber(quantity, locale), kilograms(net ?? 0, locale), amount(value, locale), hsCode ?? '', originCountry ? `${originCountry} · ${regionName(originCountry, locale)}` : '',
      ]),
      totals: [{ label: say('total_net_weight'), value: kilograms(netWeightGrams, locale) }, { label: say('total_value'), value: amount(total, locale) }],
    },
    ...(importScheme ? [{ kind: 'note' as const, text: say(importScheme.name === 'IOSS' ? 'ioss_paid' : 'tax_paid') }] : []),
    { kind: 'text', text: say('certified') },
    { kind: 'text', text: say('signed') },
  ];
}

function kilograms(grams: number, locale: Locale): string {
  return formatNumber(grams / 1000, locale, { style: 'unit', unit: 'kilogram', minimumFractionDigits: 3, maximumFractionDigits: 3 });
}

function amount({ amountMinor, currency }: Money, locale: Locale): string {
  return formatMoney(decimalOfMinor(amountMinor, findCurrency(currency)?.minorUnits ?? 2), currency, locale);
}
