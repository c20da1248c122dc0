/**
 * What a register says of a business's number: `confirmed`; `unverified`, where it does not cover the market and the form is all that can be
 * checked; `unknown` to it; `unavailable`, where it should say but did not.
 */
export type RegisterStatus = 'confirmed' | 'unverified' | 'unknown' | 'unavailable';

/**
 * What is known of a well-formed tax id. `confirmed` and `unverified` make a business, all others a consumer: `private` is a person's number;
 * `formless` one of a market where no form of a business's number is known.
 */
export type TaxIdStatus = RegisterStatus | 'private' | 'formless';

/** A register of businesses that says whether a tax id exists. */
export abstract class TaxIdRegister {
  /** @param official the form of `officialTaxId`: `EL094259216` */
  abstract check(country: string, official: string): Promise<RegisterStatus>;
}

export function makesBusiness(status: TaxIdStatus): boolean {
  return status === 'confirmed' || status === 'unverified';
}
