import { add, allocate, dinero, multiply, subtract, toSnapshot, type Dinero } from 'dinero.js/bigint';

/** An amount in minor units of its ISO 4217 currency (cents, tiyn; whole yen). Never a float. */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** Two amounts of different currencies were added or compared: a bug of the caller, never a buyer's mistake. */
export class CurrencyMismatch extends Error {
  constructor(left: string, right: string) {
    super(`Cannot combine ${left} with ${right}`);
  }
}

export function money(amountMinor: bigint, currency: string): Money {
  return { amountMinor, currency };
}

export function addMoney(left: Money, right: Money): Money {
  return combine(left, right, add);
}

export function subtractMoney(left: Money, right: Money): Money {
  return combine(left, right, subtract);
}

/** Sum of amounts of one currency; zero of `currency` for an empty list. @throws CurrencyMismatch */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(addMoney, money(0n, currency));
}

export function multiplyMoney(amount: Money, quantity: number): Money {
  return fromDinero(multiply(toDinero(amount), BigInt(quantity)));
}

/** Splits an amount by whole-number ratios without losing a minor unit: the parts sum to the amount. */
export function allocateMoney(amount: Money, ratios: readonly bigint[]): Money[] {
  return allocate(toDinero(amount), [...ratios]).map(fromDinero);
}

export function sameMoney(left: Money, right: Money): boolean {
  return left.currency === right.currency && left.amountMinor === right.amountMinor;
}

function combine(left: Money, right: Money, operation: typeof add | typeof subtract): Money {
  if (left.currency !== right.currency) throw new CurrencyMismatch(left.currency, right.currency);
  return fromDinero(operation(toDinero(left), toDinero(right)));
}

// The exponent is left at 0: arithmetic on minor units needs none, and minor units per currency are known to `markets` alone.
function toDinero({ amountMinor, currency }: Money): Dinero<bigint> {
  return dinero({ amount: amountMinor, currency: { code: currency, base: 10n, exponent: 0n } });
}

function fromDinero(value: Dinero<bigint>): Money {
  const { amount, currency } = toSnapshot(value);
  return { amountMinor: amount, currency: currency.code };
}
