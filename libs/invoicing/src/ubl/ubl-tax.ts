import type { Phrases } from '@silkport/i18n';
import type { InvoiceDocument } from '../documents/invoice-document.js';
import type { TaxCategory } from '../documents/tax-category.js';
import { ublAmount, type UblFigures, type UblTaxGroup } from './ubl-figures.js';

/** CEF VATEX code list. What is exempt has no code of its own: the reason is told in words. */
const exemptionCodes: Partial<Record<TaxCategory, string>> = { AE: 'VATEX-EU-AE', G: 'VATEX-EU-G', O: 'VATEX-EU-O' };

export function ublCategory(category: TaxCategory, ratePct: string, exemption: object = {}): object {
  return { 'cbc:ID': category, ...(category !== 'O' && { 'cbc:Percent': ratePct }), ...exemption, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } };
}

/** The breakdown; and where the authority is paid in another currency, the sum in that one (BT-111). */
export function ublTaxTotals(document: InvoiceDocument, { tax, groups }: UblFigures, phrases: Phrases): object[] {
  const { currency, remittance } = document;
  const amount = (value: string) => ({ '@currencyID': currency, '#': value });
  return [
    {
      'cbc:TaxAmount': amount(tax),
      'cac:TaxSubtotal': groups.map((group) => ({
        'cbc:TaxableAmount': amount(group.base), 'cbc:TaxAmount': amount(group.tax), 'cac:TaxCategory': ublCategory(group.category, group.ratePct, exemptionOf(group, document, phrases)),
      })),
    },
    ...(remittance ? [{ 'cbc:TaxAmount': { '@currencyID': remittance.currency, '#': ublAmount(remittance.tax) } }] : []),
  ];
}

function exemptionOf({ category, lines }: UblTaxGroup, { locale }: InvoiceDocument, phrases: Phrases): object {
  if (category === 'S' || category === 'Z') return {};
  const code = exemptionCodes[category];
  const words = new Set(lines.map(({ reason, legalSource }) => [phrases.say(locale, `invoicing.reason_${reason}`), legalSource].filter(Boolean).join(' — ')));
  return { ...(code && { 'cbc:TaxExemptionReasonCode': code }), 'cbc:TaxExemptionReason': [...words].join('; ') };
}
