import { allocateMoney, divideHalfUp, money } from '@silkport/values';
import type { Fraction } from './tax-rates.js';

/** A line's amounts in minor units of one currency: net + the taxes = gross, exactly. */
export interface SplitAmounts {
  readonly netMinor: bigint;
  readonly grossMinor: bigint;
  /** One for each fraction, in their order. */
  readonly taxesMinor: readonly bigint[];
}

/** The shown price contains its taxes: their sum is rounded half up once and shared by their rates, so that gross stays as shown. */
export function splitIncluded(shownMinor: bigint, fractions: readonly Fraction[]): SplitAmounts {
  const { numerator, denominator } = sumOf(fractions);
  const taxMinor = divideHalfUp(shownMinor * numerator, denominator + numerator);
  return { netMinor: shownMinor - taxMinor, grossMinor: shownMinor, taxesMinor: share(taxMinor, fractions, denominator) };
}

/** Each tax comes on top of the shown price, rounded half up to what can be charged. */
export function addTaxes(shownMinor: bigint, fractions: readonly Fraction[], stepMinor: bigint): SplitAmounts {
  const taxesMinor = fractions.map(({ numerator, denominator }) => divideHalfUp(shownMinor * numerator, denominator * stepMinor) * stepMinor);
  return { netMinor: shownMinor, grossMinor: taxesMinor.reduce((sum, tax) => sum + tax, shownMinor), taxesMinor };
}

/** The price without the tax that it contains for others, rounded half up to what can be charged; never free by rounding. */
export function takeOffTax(shownMinor: bigint, fractions: readonly Fraction[], stepMinor: bigint): bigint {
  const { numerator, denominator } = sumOf(fractions);
  const netMinor = divideHalfUp(shownMinor * denominator, (denominator + numerator) * stepMinor) * stepMinor;
  return netMinor === 0n && shownMinor > 0n ? shownMinor : netMinor;
}

function sumOf(fractions: readonly Fraction[]): Fraction {
  const [only] = fractions;
  if (fractions.length === 1 && only) return only;
  const denominator = fractions.reduce((product, fraction) => product * fraction.denominator, 1n);
  return { numerator: fractions.reduce((sum, fraction) => sum + (fraction.numerator * denominator) / fraction.denominator, 0n), denominator };
}

function share(taxMinor: bigint, fractions: readonly Fraction[], denominator: bigint): bigint[] {
  if (fractions.length === 1) return [taxMinor];
  const ratios = fractions.map((fraction) => (fraction.numerator * denominator) / fraction.denominator);
  if (ratios.every((ratio) => ratio === 0n)) return ratios;
  return allocateMoney(money(taxMinor, 'XXX'), ratios).map(({ amountMinor }) => amountMinor);
}
