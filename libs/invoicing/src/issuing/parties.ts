import { noLegalFacts } from '@silkport/clusters';
import type { Business, OrderPaid, OrderView } from '@silkport/ordering';
import type { OperatorConfig } from '@silkport/platform';
import { translation, type Locale } from '@silkport/values';
import { taxNumber } from '../documents/party-tax-number.js';
import type { Party } from '../documents/invoice-document.js';
import { operatorEndpoint, vatEndpoint } from './endpoint.js';
import type { PaperMerchant } from './paper-merchants.js';

const unknown = { legalName: null, email: null, addressLines: [], city: null, region: null, postalCode: null, vatId: null, taxId: null, registration: null };

/** @param isUnderOneStopShop its number there says nothing of any other supply, unless it is all that the operator has */
export function operatorParty(operator: OperatorConfig, isUnderOneStopShop: boolean): Party {
  const { name, addressLines, country, email, vatId, ossNumber, registration } = operator;
  return { ...unknown, id: 'SILKPORT', name, legalName: name, addressLines, country, email, endpoint: operatorEndpoint(operator), vatId: vatId ?? null, taxId: (isUnderOneStopShop || !vatId ? ossNumber : undefined) ?? null, registration: registration ?? null };
}

/** What it has told of itself; else name, city and country/region. The operator takes in its electronic documents, and shows them to it. */
export function merchantParty({ slug, name, city, country, legalFacts }: PaperMerchant, locale: Locale, operator: OperatorConfig): Party {
  const { legalName, streetLines, postalCode, city: seat, region, country: seatCountry, registrationNumber, taxId, accountsEmail } = legalFacts ?? noLegalFacts;
  const home = seatCountry ?? country;
  return {
    id: slug, name: translation(name, locale).text, legalName, email: accountsEmail, endpoint: operatorEndpoint(operator), addressLines: streetLines, city: seat ?? (translation(city, locale).text || null), region, postalCode,
    country: home, registration: registrationNumber, ...taxNumber(taxId, home),
  };
}

/**
 * A business by the name and address that it told; else whom the parcel goes to; else the e-mail address, since nothing more is known. Where it has no
 * electronic address the operator takes documents in, and shows them with the order.
 */
export function buyerParty(
  { buyerCountry, buyerTaxId }: Pick<OrderPaid, 'buyerCountry' | 'buyerTaxId'>, { email, recipient, business }: Pick<OrderView, 'email' | 'recipient' | 'business'>, operator: OperatorConfig,
): Party {
  const numbers = taxNumber(buyerTaxId, buyerCountry);
  const { name, street, city, region, postalCode }: Partial<Business> = business ?? recipient ?? {};
  return {
    ...unknown, id: null, name: name ?? email, legalName: business?.name ?? null, email, endpoint: vatEndpoint(numbers.vatId) ?? operatorEndpoint(operator), country: buyerCountry,
    addressLines: street ? [street] : [], city: city ?? null, region: region ?? null, postalCode: postalCode ?? null, ...numbers,
  };
}
