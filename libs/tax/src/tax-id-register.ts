/**
 * What is known of a well-formed tax id. A business: `confirmed` by a register; `unverified`, where no register covers the market and the
 * form is all that can be checked. A consumer: `unknown` to the register; `unavailable`, where a register should say but did not; `private`,
 * a person's number; `formless`, where the market has no number of businesses whose form is known.
 */
export type TaxIdStatus = 'confirmed' | 'unverified' | 'unknown' | 'unavailable' | 'private' | 'formless';

/** A register of businesses that says whether a tax id exists. */
export abstract class TaxIdRegister {
  /** @param official the form of `officialTaxId`: `EL094259216` */
  abstract check(country: string, official: string): Promise<TaxIdStatus>;
}

export function makesBusiness(status: TaxIdStatus): boolean {
  return status === 'confirmed' || status === 'unverified';
}
