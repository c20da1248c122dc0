import { divideHalfUp, money } from '@silkport/values';
import { allocateInSteps, cutToStep } from '../refunds/in-steps.js';

/** Of a period that is given back: what it was paid with beside its order's money. */
export interface OwedCredit {
  readonly creditedMinor: bigint;
  readonly returnedMinor: bigint;
  /** Of its order, all of it and what goes back now. */
  readonly totalMinor: bigint;
  readonly refundedMinor: bigint;
  readonly isWhole: boolean;
  readonly currency: string;
}

/** A credit goes back in the proportion of the money: all that is left of it with the last of that. In minor units, as far as it can be sent. */
export function owedCredit({ creditedMinor, returnedMinor, totalMinor, refundedMinor, isWhole, currency }: OwedCredit): bigint {
  const left = creditedMinor - returnedMinor;
  const share = isWhole || totalMinor === 0n ? left : divideHalfUp(creditedMinor * refundedMinor, totalMinor);
  return cutToStep(share < left ? share : left, currency);
}

/** Over what is left of the lines that it came from; never more. */
export function creditShares(owedMinor: bigint, leftMinor: readonly bigint[], currency: string): bigint[] {
  const left = leftMinor.reduce((sum, each) => sum + each, 0n);
  const given = cutToStep(owedMinor < left ? owedMinor : left, currency);
  return given > 0n ? allocateInSteps(money(given, currency), leftMinor) : leftMinor.map(() => 0n);
}
