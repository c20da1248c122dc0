import { findCurrency } from '@silkport/markets';
import type { PaidLine } from '@silkport/ordering';
import { rateBetween, type RateTable } from '@silkport/pricing';
import { convertHalfUp, type Money, type Rate } from '@silkport/values';

export interface CnyValue {
  readonly cnyMinor: bigint;
  /** Units of the order's currency for one yuan. */
  readonly rate: Rate;
  readonly rateSetId: string;
}

type ValuedLine = Pick<PaidLine, 'total' | 'merchantTotal' | 'rate' | 'rateSetId'>;

/** Whether the line itself tells its value in yuan, at the rate frozen with the order. */
export function isPricedInCny({ total, merchantTotal }: ValuedLine): boolean {
  return merchantTotal.currency === 'CNY' || total.currency === 'CNY';
}

/**
 * A merchant that prices in yuan earned exactly its own price: nothing is converted back from what the buyer saw. A line with yuan on
 * neither side is converted at `frozen`, the rate set of its order. @throws RateMissing
 */
export function cnyValueOf(line: ValuedLine, frozen: RateTable | undefined): CnyValue {
  const { total, merchantTotal, rate, rateSetId } = line;
  if (merchantTotal.currency === 'CNY') return { cnyMinor: merchantTotal.amountMinor, rate, rateSetId };
  if (total.currency === 'CNY') return { cnyMinor: total.amountMinor, rate: '1', rateSetId };
  if (!frozen) throw new Error('A line without yuan needs rates');
  return { cnyMinor: converted(total, rateBetween(frozen, total.currency, 'CNY')), rate: rateBetween(frozen, 'CNY', total.currency), rateSetId: frozen.rateSetId };
}

function converted({ amountMinor, currency }: Money, rate: Rate): bigint {
  return convertHalfUp({ amountMinor, fromMinorUnits: minorUnitsOf(currency), toMinorUnits: minorUnitsOf('CNY'), rate, stepMinor: 1n });
}

function minorUnitsOf(code: string): number {
  const currency = findCurrency(code);
  if (!currency) throw new Error(`No currency of ours: ${code}`);
  return currency.minorUnits;
}
