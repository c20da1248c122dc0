import { parseDecimal } from './decimal.js';

/** Units of the target currency for one unit of the source currency, as a decimal string: "65.78". */
export type Rate = string;

export interface Conversion {
  readonly amountMinor: bigint;
  readonly fromMinorUnits: number;
  readonly toMinorUnits: number;
  readonly rate: Rate;
  /** The result is a multiple of this many minor units of the target: 1n, or 10n for a dinar charged in steps of ten fils. */
  readonly stepMinor: bigint;
}

export class InvalidRate extends Error {
  constructor(rate: string) {
    super(`Not a positive decimal rate: ${rate}`);
  }
}

/** Converts minor units to minor units, rounded once, at the end, half away from zero, to the step. @throws InvalidRate */
export function convertHalfUp({ amountMinor, fromMinorUnits, toMinorUnits, rate, stepMinor }: Conversion): bigint {
  const { digits, scale } = parseDecimal(rate) ?? { digits: 0n, scale: 0 };
  if (digits <= 0n) throw new InvalidRate(rate);
  const numerator = amountMinor * digits * 10n ** BigInt(toMinorUnits);
  const denominator = 10n ** BigInt(scale + fromMinorUnits) * stepMinor;
  return divideHalfUp(numerator, denominator) * stepMinor;
}

/** Division of whole numbers rounded half away from zero: 5/2 is 3, -5/2 is -3. The divisor is positive. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const doubled = (numerator < 0n ? -numerator : numerator) * 2n + denominator;
  const rounded = doubled / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

/** The rate from one currency to another by way of the common base of two rates, cut to 12 significant places after the point. */
export function crossRate(baseToFrom: Rate, baseToTo: Rate): Rate {
  const from = parseDecimal(baseToFrom);
  const to = parseDecimal(baseToTo);
  if (!from || !to || from.digits <= 0n || to.digits <= 0n) throw new InvalidRate(`${baseToFrom}/${baseToTo}`);
  if (baseToFrom === '1') return baseToTo;
  const places = 12;
  const scaled = divideHalfUp(to.digits * 10n ** BigInt(from.scale + places), from.digits * 10n ** BigInt(to.scale));
  const text = scaled.toString().padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
}
