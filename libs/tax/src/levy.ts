import type { TaxReason } from './tax-line.js';
import type { Fraction } from './tax-rates.js';

/** One tax that a line bears, or the reason why it bears none. */
export interface Levy {
  readonly jurisdiction: string;
  readonly authority: string;
  readonly name: string;
  readonly ratePct: string;
  /** Share of the price without tax that the rate applies to. */
  readonly base: readonly [bigint, bigint];
  readonly fraction: Fraction;
  readonly reason: TaxReason;
  readonly legalSource: string;
}

/** All taxes of one line, at least one, and what a shown price contains for others but this buyer is not charged. */
export interface Treatment {
  readonly levies: readonly Levy[];
  readonly takenOff: readonly Fraction[];
}

const whole = [1n, 1n] as const;
const nothing: Fraction = { numerator: 0n, denominator: 1n };

/** A tax of zero with its reason. */
export function zeroLevy(place: { readonly jurisdiction: string; readonly authority: string; readonly name: string }, reason: TaxReason, legalSource: string): Levy {
  return { jurisdiction: place.jurisdiction, authority: place.authority, name: place.name, ratePct: '0', base: whole, fraction: nothing, reason, legalSource };
}

export function zeroTreatment(...zero: Parameters<typeof zeroLevy>): Treatment {
  return { levies: [zeroLevy(...zero)], takenOff: [] };
}
