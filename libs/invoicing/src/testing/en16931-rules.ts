import type { Ubl, UblNode } from './read-ubl.js';

/** A rule holds, or it does not. Ids and meaning: EN 16931-1 and Peppol BIS Billing 3.0, written anew from the published text. */
export type Rule = (ubl: Ubl) => boolean;

const one = 1_000_000n;
const hundredth = 10_000n;
const sum = (amounts: readonly bigint[]) => amounts.reduce((left, right) => left + right, 0n);
const away = (left: bigint, right: bigint) => (left > right ? left - right : right - left);
const seller = 'AccountingSupplierParty/Party';
const buyer = 'AccountingCustomerParty/Party';
const total = (name: string) => `LegalMonetaryTotal/${name}`;
const groupsOf = ({ document }: Ubl) => document.all('TaxTotal/TaxSubtotal');
const categoryOf = (group: UblNode) => group.text('TaxCategory/ID');
const lineCategory = (line: UblNode) => line.text('Item/ClassifiedTaxCategory/ID');
const lineRate = (line: UblNode) => line.amount('Item/ClassifiedTaxCategory/Percent');
const vatIdOf = (document: UblNode, side: string) => document.all(`${side}/PartyTaxScheme`).find((scheme) => scheme.text('TaxScheme/ID') === 'VAT')?.text('CompanyID') ?? '';
const of = (ubl: Ubl, category: string) => ubl.lines.some((line) => lineCategory(line) === category);
const present = (...paths: string[]): Rule => ({ document }) => paths.every((path) => document.text(path) !== '');
const eachLine = (holds: (line: UblNode, ubl: Ubl) => boolean): Rule => (ubl) => ubl.lines.every((line) => holds(line, ubl));
const eachGroup = (holds: (group: UblNode, ubl: Ubl) => boolean): Rule => (ubl) => groupsOf(ubl).every((group) => holds(group, ubl));
const inGroups = (category: string, holds: (group: UblNode, ubl: Ubl) => boolean): Rule => eachGroup((group, ubl) => categoryOf(group) !== category || holds(group, ubl));
const inLines = (category: string, holds: (line: UblNode) => boolean): Rule => eachLine((line) => lineCategory(line) !== category || holds(line));
const places = (...paths: string[]): Rule => ({ document }) => paths.every((path) => document.all(path).every((node) => /^-?\d+(\.\d{1,2})?$/.test(node.text())));
const quantityOf = (line: UblNode, { root }: Ubl) => line.amount(root === 'Invoice' ? 'InvoicedQuantity' : 'CreditedQuantity');

/** What holds for each category alike: one group where it is on a line, no tax where it bears none, a reason where one is owed, and whose number is named. */
function categoryRules(prefix: string, code: string, { hasReason, isTaxed, named }: { readonly hasReason: boolean; readonly isTaxed: boolean; readonly named: Rule }): Record<string, Rule> {
  return {
    [`BR-${prefix}-01`]: (ubl) => groupsOf(ubl).filter((group) => categoryOf(group) === code).length >= (of(ubl, code) ? 1 : 0) && (isTaxed || groupsOf(ubl).filter((group) => categoryOf(group) === code).length <= 1),
    [`BR-${prefix}-02`]: (ubl) => !of(ubl, code) || named(ubl),
    [`BR-${prefix}-05`]: inLines(code, (line) => (isTaxed ? lineRate(line) > 0n : lineRate(line) === 0n) && (code !== 'O' || !line.has('Item/ClassifiedTaxCategory/Percent'))),
    [`BR-${prefix}-08`]: inGroups(code, (group, { lines }) => group.amount('TaxableAmount') === sum(lines.filter((line) => lineCategory(line) === code && (!isTaxed || lineRate(line) === group.amount('TaxCategory/Percent'))).map((line) => line.amount('LineExtensionAmount')))),
    [`BR-${prefix}-09`]: inGroups(code, (group) => (isTaxed ? isRateOfBase(group) : group.amount('TaxAmount') === 0n)),
    [`BR-${prefix}-10`]: inGroups(code, (group) => hasReason === (group.has('TaxCategory/TaxExemptionReason') || group.has('TaxCategory/TaxExemptionReasonCode'))),
  };
}

/** The tolerance of one unit is the standard's own: taxes are rounded by line. */
function isRateOfBase(group: UblNode): boolean {
  const exact = (group.amount('TaxableAmount') * group.amount('TaxCategory/Percent')) / (100n * one);
  return away(group.amount('TaxAmount'), exact) < one;
}

const sellerHasNumber: Rule = ({ document }) => document.has(`${seller}/PartyTaxScheme/CompanyID`);
const sellerHasVatId: Rule = ({ document }) => vatIdOf(document, seller) !== '';

export const rules: Readonly<Record<string, Rule>> = {
  'BR-01': ({ document }) => document.text('CustomizationID').startsWith('urn:cen.eu:en16931:2017'),
  'BR-02': present('ID'), 'BR-03': ({ document }) => /^\d{4}-\d{2}-\d{2}$/.test(document.text('IssueDate')),
  'BR-04': ({ root, document }) => document.text(`${root}TypeCode`) === (root === 'Invoice' ? '380' : '381'), 'BR-05': present('DocumentCurrencyCode'),
  'BR-06': present(`${seller}/PartyLegalEntity/RegistrationName`), 'BR-07': present(`${buyer}/PartyLegalEntity/RegistrationName`),
  'BR-08 and BR-09': present(`${seller}/PostalAddress/Country/IdentificationCode`), 'BR-10 and BR-11': present(`${buyer}/PostalAddress/Country/IdentificationCode`),
  'BR-12': present(total('LineExtensionAmount')), 'BR-13': present(total('TaxExclusiveAmount')), 'BR-14': present(total('TaxInclusiveAmount')), 'BR-15': present(total('PayableAmount')),
  'BR-16': ({ lines }) => lines.length > 0, 'BR-21': eachLine((line) => line.text('ID') !== ''), 'BR-22': eachLine((line, ubl) => quantityOf(line, ubl) > 0n),
  'BR-23': eachLine((line, { root }) => line.all(root === 'Invoice' ? 'InvoicedQuantity' : 'CreditedQuantity').every((node) => node.attribute('unitCode') === 'C62')),
  'BR-24': eachLine((line) => line.text('LineExtensionAmount') !== ''), 'BR-25': eachLine((line) => line.text('Item/Name') !== ''), 'BR-26': eachLine((line) => line.text('Price/PriceAmount') !== ''),
  'BR-27': eachLine((line) => line.amount('Price/PriceAmount') >= 0n), 'BR-29': ({ document }) => document.text('InvoicePeriod/EndDate') >= document.text('InvoicePeriod/StartDate'),
  'BR-45 and BR-46': eachGroup((group) => group.text('TaxableAmount') !== '' && group.text('TaxAmount') !== ''), 'BR-47': eachGroup((group) => categoryOf(group) !== ''),
  'BR-48': eachGroup((group) => categoryOf(group) === 'O' || group.has('TaxCategory/Percent')),
  'BR-53': ({ document }) => !document.has('TaxCurrencyCode') || document.all('TaxTotal/TaxAmount').filter((node) => node.attribute('currencyID') === document.text('TaxCurrencyCode')).length === 1,
  'BR-55': ({ document, root }) => root === 'Invoice' || !document.has('BillingReference') || document.text('BillingReference/InvoiceDocumentReference/ID') !== '',
  'BR-57': present('Delivery/DeliveryLocation/Address/Country/IdentificationCode'),
  'BR-62 and BR-63': ({ document }) => [seller, buyer].every((side) => document.all(`${side}/EndpointID`).every((node) => node.attribute('schemeID') !== '')),
  'BR-CO-04': eachLine((line) => lineCategory(line) !== ''),
  'BR-CO-09': ({ document }) => [seller, buyer].every((side) => /^([A-Z]{2}\w+)?$/.test(vatIdOf(document, side))),
  'BR-CO-10': ({ document, lines }) => document.amount(total('LineExtensionAmount')) === sum(lines.map((line) => line.amount('LineExtensionAmount'))),
  'BR-CO-13': ({ document }) => document.amount(total('TaxExclusiveAmount')) === document.amount(total('LineExtensionAmount')),
  'BR-CO-14': ({ document }) => document.amount('TaxTotal/TaxAmount') === sum(document.all('TaxTotal/TaxSubtotal').map((group) => group.amount('TaxAmount'))),
  'BR-CO-15': ({ document }) => document.amount(total('TaxInclusiveAmount')) === document.amount(total('TaxExclusiveAmount')) + document.amount('TaxTotal/TaxAmount'),
  'BR-CO-16': ({ document }) => document.amount(total('PayableAmount')) === document.amount(total('TaxInclusiveAmount')) - document.amount(total('PrepaidAmount')) + document.amount(total('PayableRoundingAmount')),
  'BR-CO-17': eachGroup((group) => categoryOf(group) === 'O' || isRateOfBase(group)), 'BR-CO-18': (ubl) => groupsOf(ubl).length > 0,
  'BR-CO-25': ({ document }) => document.amount(total('PayableAmount')) <= 0n || document.has('PaymentMeans/PaymentDueDate') || document.has('PaymentTerms'),
  'BR-CO-26': ({ document }) => [`${seller}/PartyIdentification/ID`, `${seller}/PartyLegalEntity/CompanyID`].some((path) => document.has(path)) || vatIdOf(document, seller) !== '',
  'BR-DEC-09 to 18': places(...['LineExtensionAmount', 'TaxExclusiveAmount', 'TaxInclusiveAmount', 'PrepaidAmount', 'PayableRoundingAmount', 'PayableAmount'].map(total), 'TaxTotal/TaxAmount'),
  'BR-DEC-19 and 20': places('TaxTotal/TaxSubtotal/TaxableAmount', 'TaxTotal/TaxSubtotal/TaxAmount'), 'BR-DEC-23': places('InvoiceLine/LineExtensionAmount', 'CreditNoteLine/LineExtensionAmount'),
  ...categoryRules('S', 'S', { hasReason: false, isTaxed: true, named: sellerHasNumber }), ...categoryRules('Z', 'Z', { hasReason: false, isTaxed: false, named: sellerHasNumber }),
  ...categoryRules('E', 'E', { hasReason: true, isTaxed: false, named: sellerHasNumber }), ...categoryRules('G', 'G', { hasReason: true, isTaxed: false, named: sellerHasVatId }),
  ...categoryRules('AE', 'AE', { hasReason: true, isTaxed: false, named: (ubl) => sellerHasNumber(ubl) && (vatIdOf(ubl.document, buyer) !== '' || ubl.document.has(`${buyer}/PartyLegalEntity/CompanyID`)) }),
  ...categoryRules('O', 'O', { hasReason: true, isTaxed: false, named: ({ document }) => vatIdOf(document, seller) === '' && vatIdOf(document, buyer) === '' }),
  'BR-O-11 to 14': (ubl) => !of(ubl, 'O') || groupsOf(ubl).every((group) => categoryOf(group) === 'O'),
  'PEPPOL-EN16931-R001': present('ProfileID'), 'PEPPOL-EN16931-R002': ({ document }) => document.all('Note').length <= 1,
  'PEPPOL-EN16931-R003': ({ document }) => document.has('BuyerReference') || document.has('OrderReference/ID'),
  'PEPPOL-EN16931-R004': ({ document }) => document.text('CustomizationID') === 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
  'PEPPOL-EN16931-R005': ({ document }) => document.text('TaxCurrencyCode') !== document.text('DocumentCurrencyCode'),
  'PEPPOL-EN16931-R007': ({ document }) => /^urn:fdc:peppol\.eu:2017:poacc:billing:\d{2}:1\.0$/.test(document.text('ProfileID')),
  'PEPPOL-EN16931-R008': ({ document }) => [...document.leaves()].every(({ text }) => text.trim() !== ''),
  'PEPPOL-EN16931-R010': present(`${buyer}/EndpointID`), 'PEPPOL-EN16931-R020': present(`${seller}/EndpointID`),
  'PEPPOL-EN16931-R053': ({ document }) => document.all('TaxTotal').filter((each) => each.has('TaxSubtotal')).length === 1,
  'PEPPOL-EN16931-R054': ({ document }) => document.all('TaxTotal').filter((each) => !each.has('TaxSubtotal')).length === (document.has('TaxCurrencyCode') ? 1 : 0),
  'PEPPOL-EN16931-R120': eachLine((line, ubl) => away(line.amount('LineExtensionAmount'), (quantityOf(line, ubl) * line.amount('Price/PriceAmount')) / (line.amount('Price/BaseQuantity') || one)) < 2n * hundredth),
  'PEPPOL-EN16931-R121': eachLine((line) => !line.has('Price/BaseQuantity') || line.amount('Price/BaseQuantity') > 0n),
  'PEPPOL-EN16931-R130': eachLine((line, { root }) => line.all('Price/BaseQuantity')[0]?.attribute('unitCode') === line.all(root === 'Invoice' ? 'InvoicedQuantity' : 'CreditedQuantity')[0]?.attribute('unitCode')),
  'PEPPOL-EN16931-CL008': ({ document }) => [seller, buyer].every((side) => /^(0\d{3}|99\d{2})$/.test(document.all(`${side}/EndpointID`)[0]?.attribute('schemeID') ?? '')),
  'PEPPOL-EN16931-F001': ({ document }) => [...document.leaves()].every(({ name, text }) => !name.endsWith('Date') || /^\d{4}-\d{2}-\d{2}$/.test(text)),
  'PEPPOL-EN16931-P0104 to P0111': eachGroup((group) => group.text('TaxCategory/TaxExemptionReasonCode') === ({ AE: 'VATEX-EU-AE', G: 'VATEX-EU-G', O: 'VATEX-EU-O' }[categoryOf(group)] ?? '')),
};
