import { officialTaxId } from '@silkport/tax';
import { RegistrationNumberInvalid, TaxIdInvalid } from '../clusters.errors.js';
import type { LegalFactsView } from './legal-facts-view.js';

/** Where the number of the register is the tax number, and so has a known shape and check digit. */
const registeredByTaxId: ReadonlySet<string> = new Set(['CN', 'SG', 'TW']);

/**
 * Trimmed, blank ones as not known, numbers in their official form. Shapes and check digits are those of the seat's country/region.
 * @param homeCountry the merchant's own, for facts that tell no country/region @throws RegistrationNumberInvalid @throws TaxIdInvalid
 */
export async function checkedLegalFacts(facts: LegalFactsView, homeCountry: string): Promise<LegalFactsView> {
  const country = facts.country ?? homeCountry;
  const [registration, tax] = [trimmed(facts.registrationNumber), trimmed(facts.taxId)];
  const registrationNumber = registration && registeredByTaxId.has(country) ? await officialTaxId(country, registration) : registration;
  if (registrationNumber === undefined) throw new RegistrationNumberInvalid({ country }, 'registrationNumber');
  const taxId = tax && (await officialTaxId(country, tax));
  if (taxId === undefined) throw new TaxIdInvalid({ country }, 'taxId');
  return {
    legalName: trimmed(facts.legalName), streetLines: facts.streetLines.map((line) => line.trim()).filter(Boolean), postalCode: trimmed(facts.postalCode), city: trimmed(facts.city), region: trimmed(facts.region),
    country: facts.country, registrationNumber, taxId, accountsEmail: trimmed(facts.accountsEmail),
  };
}

function trimmed(text: string | null): string | null {
  return text?.trim() || null;
}
