import { taxIdRules } from '@silkport/markets';

/**
 * Numbers that have a business's form of the market but are a private person's: Russia's INN of twelve digits (a company's has ten; Tax Code
 * art. 84), Kazakhstan's IIN, whose fifth digit is one of a day of birth (a company's BIN has 4, 5 or 6 there), Brazil's CPF of eleven digits
 * (a company's CNPJ has fourteen).
 */
const ofPersons: Readonly<Record<string, RegExp>> = { RU: /^\d{12}$/, KZ: /^\d{4}[0-3]\d{7}$/, BR: /^\d{11}$/ };

/** Whose number it is. `nobody`: the market has none that we know the form of, so that nothing typed there can show a business. */
export type TaxIdHolder = 'business' | 'person' | 'nobody';

/** @param official the form of `officialTaxId` */
export function holderOf(country: string, official: string): TaxIdHolder {
  if (!taxIdRules(country)?.regex) return 'nobody';
  return ofPersons[country]?.test(official) ? 'person' : 'business';
}
