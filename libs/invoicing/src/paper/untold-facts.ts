import type { Phrases } from '@silkport/i18n';
import { hasPostalCodes } from '@silkport/markets';
import type { InvoiceDocument, Party } from '../documents/invoice-document.js';

const addressed = {
  legal_name: ({ legalName }: Party) => legalName !== null, street: ({ addressLines }: Party) => addressLines.length > 0, postal_code: ({ postalCode, country }: Party) => postalCode !== null || !hasPostalCodes(country),
  city: ({ city }: Party) => city !== null,
} as const;
const numbered = { ...addressed, registration: ({ registration }: Party) => registration !== null, tax_number: ({ vatId, taxId }: Party) => vatId !== null || taxId !== null } as const;

/** Which facts a merchant or a business buyer has not told, so that nobody takes the paper for whole: they are left out of it, never made up. */
export function untoldNotes({ isInIssuersName, purpose, issuer, buyer, locale }: InvoiceDocument, phrases: Phrases): string[] {
  const merchant = isInIssuersName ? issuer : purpose === 'commission' ? buyer : null;
  const business = purpose === 'sale' && (buyer.vatId !== null || buyer.taxId !== null) ? buyer : null;
  const note = (who: 'merchant' | 'buyer', party: Party | null, facts: Readonly<Partial<Record<keyof typeof numbered, (party: Party) => boolean>>>) => {
    const untold = party ? Object.entries(facts).flatMap(([fact, isTold]) => (isTold(party) ? [] : [phrases.say(locale, `invoicing.fact_${fact}`)])) : [];
    return untold.length ? [phrases.say(locale, `invoicing.not_told_by_${who}`, { facts: new Intl.ListFormat(locale, { type: 'conjunction' }).format(untold) })] : [];
  };
  return [...note('merchant', merchant, numbered), ...note('buyer', business, addressed)];
}
