import { create } from 'xmlbuilder2';
import type { Phrases } from '@silkport/i18n';
import type { InvoiceDocument } from '../documents/invoice-document.js';
import { lineName } from '../documents/say.js';
import { ublFigures, type UblFigures, type UblLine } from './ubl-figures.js';
import { ublParty } from './ubl-party.js';
import { ublCategory, ublTaxTotals } from './ubl-tax.js';

const customization = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0';
const profile = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';
/** UNTDID 1001: commercial invoice, credit note. UN/ECE Recommendation 20: one. */
const typeCodes = { invoice: '380', credit_note: '381' } as const;
const unitCode = 'C62';
/** XML 1.0 has no place for these, escaped or not. */
const notInXml = /[\p{Cs}\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu;

/** UBL 2.1 Invoice or CreditNote by EN 16931 and Peppol BIS Billing 3.0. Elements stand in the order of the schema. The same document gives the same text. */
export function renderUbl(number: string, document: InvoiceDocument, phrases: Phrases): string {
  const figures = ublFigures(document);
  const root = document.kind === 'invoice' ? 'Invoice' : 'CreditNote';
  const mayNameVat = document.lines.every(({ category }) => category !== 'O');
  const content = {
    [root]: {
      '@xmlns': `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
      '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
      '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
      ...head(number, document, root),
      ...references(document),
      'cac:AccountingSupplierParty': ublParty(document.issuer, 'seller', mayNameVat),
      'cac:AccountingCustomerParty': ublParty(document.buyer, 'buyer', mayNameVat),
      'cac:Delivery': { 'cbc:ActualDeliveryDate': document.suppliedOn, 'cac:DeliveryLocation': { 'cac:Address': { 'cac:Country': { 'cbc:IdentificationCode': document.placeOfSupply } } } },
      'cac:TaxTotal': ublTaxTotals(document, figures, phrases),
      'cac:LegalMonetaryTotal': totals(document, figures),
      [`cac:${root}Line`]: figures.lines.map((line, index) => lineOf(document, line, index, phrases)),
    },
  };
  return create({ version: '1.0', encoding: 'UTF-8' }, cleaned(content) as object).end({ prettyPrint: true });
}

function head(number: string, { kind, issuedOn, currency, remittance }: InvoiceDocument, root: string): object {
  return {
    'cbc:CustomizationID': customization, 'cbc:ProfileID': profile, 'cbc:ID': number, 'cbc:IssueDate': issuedOn, [`cbc:${root}TypeCode`]: typeCodes[kind], 'cbc:DocumentCurrencyCode': currency,
    ...(remittance && { 'cbc:TaxCurrencyCode': remittance.currency }),
  };
}

function references({ period, orderNumber, corrects, lines }: InvoiceDocument): object {
  return {
    ...(orderNumber === null && { 'cbc:BuyerReference': lines[0]?.name ?? '' }),
    ...(period && { 'cac:InvoicePeriod': { 'cbc:StartDate': period.from, 'cbc:EndDate': period.to } }),
    ...(orderNumber !== null && { 'cac:OrderReference': { 'cbc:ID': orderNumber } }),
    ...(corrects && { 'cac:BillingReference': { 'cac:InvoiceDocumentReference': { 'cbc:ID': corrects.number, 'cbc:IssueDate': corrects.issuedOn } } }),
  };
}

/** Nothing is left to pay: an order was paid before it was invoiced, a refund is sent, commission was kept back. */
function totals({ currency }: InvoiceDocument, { net, gross, charged, rounding }: UblFigures): object {
  const amount = (value: string) => ({ '@currencyID': currency, '#': value });
  return {
    'cbc:LineExtensionAmount': amount(net), 'cbc:TaxExclusiveAmount': amount(net), 'cbc:TaxInclusiveAmount': amount(gross), 'cbc:PrepaidAmount': amount(charged),
    ...(rounding !== null && { 'cbc:PayableRoundingAmount': amount(rounding) }), 'cbc:PayableAmount': amount('0'),
  };
}

/** The price is told for the whole quantity (BT-149): one piece's share of a net that was taken out of a gross seldom is a whole number of cents. */
function lineOf(document: InvoiceDocument, { line, net }: UblLine, index: number, phrases: Phrases): object {
  const quantity = { '@unitCode': unitCode, '#': String(line.quantity) };
  return {
    'cbc:ID': String(index + 1), [document.kind === 'invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity']: quantity,
    'cbc:LineExtensionAmount': { '@currencyID': document.currency, '#': net },
    'cac:Item': { 'cbc:Name': lineName(document, line, phrases), 'cac:ClassifiedTaxCategory': ublCategory(line.category, line.ratePct) },
    'cac:Price': { 'cbc:PriceAmount': { '@currencyID': document.currency, '#': net }, 'cbc:BaseQuantity': quantity },
  };
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(notInXml, '');
  if (Array.isArray(value)) return value.map(cleaned);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleaned(each)])) : value;
}
