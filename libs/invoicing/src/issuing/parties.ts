import type { MerchantView } from '@silkport/clusters';
import type { OrderPaid, OrderView } from '@silkport/ordering';
import type { OperatorConfig } from '@silkport/platform';
import { translation, type Locale } from '@silkport/values';
import { taxNumber } from '../documents/party-tax-number.js';
import type { Party } from '../documents/invoice-document.js';
import { operatorEndpoint, vatEndpoint } from './endpoint.js';

const unknown = { email: null, addressLines: [], city: null, region: null, postalCode: null, vatId: null, taxId: null, registration: null };

export function operatorParty(operator: OperatorConfig): Party {
  const { name, addressLines, country, email, vatId, ossNumber, registration } = operator;
  return { ...unknown, id: 'SILKPORT', name, addressLines, country, email, endpoint: operatorEndpoint(operator), vatId: vatId ?? null, taxId: ossNumber ?? null, registration: registration ?? null };
}

/** Name, city and country/region are all that the marketplace knows of a merchant so far. The operator takes in its electronic documents, and shows them to it. */
export function merchantParty({ slug, name, city, country }: MerchantView, locale: Locale, operator: OperatorConfig): Party {
  return { ...unknown, id: slug, name: translation(name, locale).text, endpoint: operatorEndpoint(operator), city: translation(city, locale).text || null, country };
}

/** A buyer without a parcel has told no name: its e-mail address stands for it. Where it has no electronic address the operator takes documents in, and shows them with the order. */
export function buyerParty(
  { buyerCountry, buyerTaxId }: Pick<OrderPaid, 'buyerCountry' | 'buyerTaxId'>, { email, recipient }: Pick<OrderView, 'email' | 'recipient'>, operator: OperatorConfig,
): Party {
  const numbers = taxNumber(buyerTaxId, buyerCountry);
  return {
    ...unknown, id: null, name: recipient?.name ?? email, email, endpoint: vatEndpoint(numbers.vatId) ?? operatorEndpoint(operator), country: buyerCountry,
    addressLines: recipient?.street ? [recipient.street] : [], city: recipient?.city ?? null, region: recipient?.region ?? null, postalCode: recipient?.postalCode ?? null, ...numbers,
  };
}
