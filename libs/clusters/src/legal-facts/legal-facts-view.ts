import { hasPostalCodes } from '@silkport/markets';
import type { LegalFacts } from './legal-facts.entity.js';

/** What an invoice says of a merchant. */
export type LegalFactsView = Readonly<Omit<LegalFacts, 'id' | 'merchantId' | 'validFrom' | 'setBy'>>;

export const noLegalFacts: LegalFactsView = {
  legalName: null, streetLines: [], postalCode: null, city: null, region: null, country: null, registrationNumber: null, taxId: null, accountsEmail: null,
};

/** What an invoice has to say of its issuer: name, address, a number of the tax office (Directive 2006/112/EC art. 226; EN 16931 BR-CO-26). */
export const invoicedFacts = ['legalName', 'streetLines', 'postalCode', 'city', 'registrationNumber', 'taxId'] as const satisfies readonly (keyof LegalFactsView)[];
export type InvoicedFact = (typeof invoicedFacts)[number];

export function missingFacts(facts: LegalFactsView): InvoicedFact[] {
  return invoicedFacts.filter((fact) => !facts[fact]?.length && (fact !== 'postalCode' || hasPostalCodes(facts.country ?? '')));
}
