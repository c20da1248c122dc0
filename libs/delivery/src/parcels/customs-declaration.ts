import { invoicedFacts, missingFacts, noLegalFacts, type LegalFactsView } from '@silkport/clusters';
import { findMarket, hasPostalCodes } from '@silkport/markets';
import type { OrderLineView, OrderView, Recipient } from '@silkport/ordering';
import { allocateMoney, money, sumMoney, translation, type Locale, type Money } from '@silkport/values';
import { crossesCustoms } from './customs-border.js';
import { customsFormOf, customsFormSource, type CustomsForm } from './customs-form.js';
import type { CustomsView } from './customs-of-products.js';
import { importSchemeOf, lacksNumber, type ImportScheme } from './import-scheme.js';
import { PaperIncomplete } from './parcel.errors.js';
import type { ShipmentView } from './shipment-reads.js';

/** Somebody at an address, a line each; the name is the first. */
export interface PostalParty { readonly lines: readonly string[]; readonly country: string; readonly phone: string | null; readonly taxId: string | null }

export interface DeclaredItem {
  readonly lineId: string;
  readonly name: string;
  readonly quantity: number;
  /** Of all pieces together; null where nothing has to be declared and nothing is known, as are the next two. */
  readonly netWeightGrams: number | null;
  readonly hsCode: string | null;
  readonly originCountry: string | null;
  /** In English. */
  readonly description: string;
  /** In a language of the destination, where the merchant told it. */
  readonly localDescription: string | null;
  /** Without tax, as it was agreed. */
  readonly value: Money;
}

/** What stands on the papers of a shipment. */
export interface CustomsDeclaration {
  /** Null where no customs border is crossed. */
  readonly form: CustomsForm | null;
  readonly formSource: string;
  readonly category: 'sale_of_goods';
  readonly sender: PostalParty;
  readonly recipient: PostalParty;
  readonly items: readonly DeclaredItem[];
  readonly total: Money;
  readonly netWeightGrams: number;
  readonly weightGrams: number | null;
  readonly importScheme: ImportScheme | null;
  readonly buyerTaxId: string | null;
}

export interface DeclarationSources {
  readonly shipment: ShipmentView;
  /** Of the same order, in the order in which they were packed: a line in parts is valued piece by piece. */
  readonly shipments: readonly ShipmentView[];
  readonly order: OrderView;
  readonly legalFacts: LegalFactsView | undefined;
  readonly customs: ReadonlyMap<string, CustomsView>;
  readonly importNumbers: Readonly<Record<string, string>>;
  readonly locale: Locale;
}

/** @throws PaperIncomplete with each field that is missing: of the sender's legal facts, the address, a product's customs facts, the box */
export function declarationOf(sources: DeclarationSources): CustomsDeclaration {
  const { shipment, order, legalFacts = noLegalFacts, importNumbers } = sources;
  const lines = shipment.lines.flatMap(({ lineId }) => order.lines.filter(({ id }) => id === lineId));
  const crosses = crossesCustoms(legalFacts.country ?? '', order.country);
  const importScheme = importSchemeOf(lines, importNumbers);
  const missing = [
    ...missingFacts(legalFacts).filter((fact) => !numbersOfSender.has(fact)).map((fact) => `sender.${fact}`), ...(legalFacts.country ? [] : ['sender.country']), ...missingOfRecipient(order),
    ...(crosses ? lines.filter(({ variantId }) => !sources.customs.has(variantId)).flatMap(({ productCode }) => customsFields.map((field) => `products.${productCode}.${field}`)) : []),
    ...(crosses && shipment.weightGrams === null ? ['weightGrams'] : []), ...(crosses && importScheme && lacksNumber(importScheme) ? [`importNumbers.${importScheme.market}`] : []),
  ];
  if (missing.length || !order.recipient || !legalFacts.country) throw new PaperIncomplete(missing);
  const items = lines.map((line) => itemOf(line, sources));
  const total = sumMoney(items.map(({ value }) => value), order.total.currency);
  const merchantValue = sumMoney(lines.map((line) => shareOf(line, line.merchantNet, sources)), lines[0]?.merchantNet.currency ?? order.total.currency);
  return {
    form: crosses ? customsFormOf([total, merchantValue], shipment.weightGrams ?? 0, shipment.carrier) : null, formSource: customsFormSource, category: 'sale_of_goods',
    sender: senderOf(legalFacts, legalFacts.country), recipient: recipientOf(order.recipient, order), items, total,
    netWeightGrams: items.reduce((sum, { netWeightGrams }) => sum + (netWeightGrams ?? 0), 0), weightGrams: shipment.weightGrams, importScheme: crosses ? importScheme : null, buyerTaxId: order.taxId,
  };
}

/** An invoice states them, a customs form need not. */
const numbersOfSender: ReadonlySet<string> = new Set<(typeof invoicedFacts)[number]>(['registrationNumber', 'taxId']);
const customsFields = ['hsCode', 'originCountry', 'description', 'netWeightGrams'];

function missingOfRecipient({ recipient, country }: OrderView): string[] {
  if (!recipient) return ['recipient'];
  const needed = ['name', 'street', 'city', ...(hasPostalCodes(country) ? ['postalCode'] : [])] as const;
  return needed.filter((field) => !recipient[field as keyof Recipient]).map((field) => `recipient.${field}`);
}

function itemOf(line: OrderLineView, sources: DeclarationSources): DeclaredItem {
  const { shipment, customs, order, locale } = sources;
  const quantity = shipment.lines.find(({ lineId }) => lineId === line.id)?.quantity ?? 0;
  const facts = customs.get(line.variantId);
  const english = facts?.description.en ?? translation(line.productName, 'en').text;
  const variant = line.variantName ? translation(line.variantName, locale).text : '';
  return {
    lineId: line.id, name: [translation(line.productName, locale).text, variant].filter(Boolean).join(' · '), quantity, netWeightGrams: facts ? facts.netWeightGrams * quantity : null, hsCode: facts?.hsCode ?? null,
    originCountry: facts?.originCountry ?? null, description: english, localDescription: localDescription(facts, order.country), value: shareOf(line, line.net, sources),
  };
}

/** In the first language of the destination that the merchant has told it in. */
function localDescription(facts: CustomsView | undefined, country: string): string | null {
  const languages = (findMarket(country)?.locales ?? []).map((locale) => locale.split('-')[0] ?? '');
  const found = Object.entries(facts?.description ?? {}).filter(([tag]) => tag !== 'en' && languages.includes(tag.split('-')[0] ?? ''));
  return found.toSorted(([left], [right]) => languages.indexOf(left.split('-')[0] ?? '') - languages.indexOf(right.split('-')[0] ?? ''))[0]?.[1] ?? null;
}

/** Of this shipment's pieces of the line: all of its shipments together declare the line's sum, to the minor unit. */
function shareOf(line: OrderLineView, whole: Money, { shipment, shipments }: DeclarationSources): Money {
  const pieces = allocateMoney(whole, Array.from({ length: line.quantity }, () => 1n));
  const piecesIn = (each: ShipmentView) => each.lines.filter(({ lineId }) => lineId === line.id).reduce((sum, { quantity }) => sum + quantity, 0);
  const before = shipments.filter(({ id }) => id < shipment.id).reduce((sum, each) => sum + piecesIn(each), 0);
  return sumMoney([money(0n, whole.currency), ...pieces.slice(before, before + piecesIn(shipment))], whole.currency);
}

function senderOf({ legalName, streetLines, postalCode, city, region, taxId, registrationNumber }: LegalFactsView, country: string): PostalParty {
  return { lines: [legalName, ...streetLines, [postalCode, city, region].filter(Boolean).join(' ')].filter((line): line is string => Boolean(line)), country, phone: null, taxId: taxId ?? registrationNumber };
}

function recipientOf({ name, street, city, region, postalCode, phone }: Recipient, { country, taxId }: OrderView): PostalParty {
  return { lines: [name, street, [postalCode, city].filter(Boolean).join(' '), region].filter((line): line is string => Boolean(line)), country, phone: phone ?? null, taxId };
}
