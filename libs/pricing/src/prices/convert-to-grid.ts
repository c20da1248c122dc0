import { divideHalfUp, InvalidRate, parseDecimal, type Rate } from '@silkport/values';
import type { PriceEnding } from '../rates/rate-table.js';

/** The amounts that a converted price may come to: `endingMinor` above the multiples of `stepMinor`. */
export type Grid = PriceEnding;

export interface GridConversion {
  readonly amountMinor: bigint;
  readonly fromMinorUnits: number;
  readonly toMinorUnits: number;
  readonly rate: Rate;
  readonly grid: Grid;
}

/**
 * Converts minor units to minor units of another currency, rounded once, at the end, to the grid: half up or up. A price above
 * zero never becomes free: it is the grid's lowest amount at least. @throws InvalidRate
 */
export function convertToGrid({ amountMinor, fromMinorUnits, toMinorUnits, rate, grid }: GridConversion): bigint {
  const { digits, scale } = parseDecimal(rate) ?? { digits: 0n, scale: 0 };
  if (digits <= 0n) throw new InvalidRate(rate);
  if (amountMinor === 0n) return 0n;
  const { stepMinor, endingMinor, direction } = grid;
  const denominator = 10n ** BigInt(scale + fromMinorUnits);
  const aboveEnding = amountMinor * digits * 10n ** BigInt(toMinorUnits) - endingMinor * denominator;
  const steps = direction === 'up' ? divideUp(aboveEnding, denominator * stepMinor) : divideHalfUp(aboveEnding, denominator * stepMinor);
  const lowest = endingMinor || stepMinor;
  const converted = steps * stepMinor + endingMinor;
  return converted < lowest ? lowest : converted;
}

function divideUp(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator > 0n && quotient * denominator !== numerator ? quotient + 1n : quotient;
}
