import { findCurrency } from '@silkport/markets';
import { toWireMoney } from '@silkport/pricing';
import { allocateMoney, money, type Money } from '@silkport/values';
import { RefundNotInSteps } from '../ordering.errors.js';

/** What an amount is a multiple of when the payment provider sends it: ten fils, whole ariary; in minor units. */
export function stepOf(currency: string): bigint {
  return findCurrency(currency)?.chargeStepMinor ?? 1n;
}

/** Cut down to what the payment provider can send. */
export function cutToStep(amountMinor: bigint, currency: string): bigint {
  return amountMinor - (amountMinor % stepOf(currency));
}

/**
 * Shares an amount out in the proportion of what is left of each, each share a multiple of the step and none above what is left, so that
 * every share, and what stays of it, can be sent alone. An amount finer than the step, as a bank may take it, is shared to the minor unit.
 * @param leftMinor sums to no less than the amount
 */
export function allocateInSteps({ amountMinor, currency }: Money, leftMinor: readonly bigint[]): bigint[] {
  const step = stepOf(currency);
  const steps = leftMinor.map((left) => left / step);
  const inSteps = amountMinor % step === 0n && steps.reduce((sum, each) => sum + each, 0n) * step >= amountMinor;
  const shares = inSteps ? allocateMoney(money(amountMinor / step, currency), steps) : allocateMoney(money(amountMinor, currency), leftMinor);
  return shares.map((share) => share.amountMinor * (inSteps ? step : 1n));
}

/** @throws RefundNotInSteps for an amount that the payment provider could not send */
export function refuseOffStep({ amountMinor, currency }: Money, field?: string): void {
  const step = stepOf(currency);
  if (amountMinor % step !== 0n) throw new RefundNotInSteps({ step: toWireMoney(money(step, currency)) }, field);
}
