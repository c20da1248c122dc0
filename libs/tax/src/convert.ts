import { findCurrency } from '@silkport/markets';
import { rateBetween, RateMissing, type RateTable } from '@silkport/pricing';
import { convertHalfUp, type Rate } from '@silkport/values';

/** Minor units of one currency as minor units of another, rounded half up once. @throws RateMissing */
export type Convert = (amountMinor: bigint, from: string, to: string) => bigint;

/** Whether the set has rates for both: not every source knows every currency. */
export function knowsRate(table: RateTable, from: string, to: string): boolean {
  return from === to || [from, to].every((currency) => currency === table.base || table.rates.has(currency));
}

/** At the rates of one set; each pair of currencies is crossed once. */
export function converterOf(table: RateTable): Convert {
  const rates = new Map<string, Rate>();
  return (amountMinor, from, to) => {
    if (from === to || amountMinor === 0n) return amountMinor;
    const pair = from + to;
    const rate = rates.get(pair) ?? rateBetween(table, from, to);
    rates.set(pair, rate);
    const [source, target] = [findCurrency(from), findCurrency(to)];
    if (!source || !target) throw new RateMissing({ from, to });
    return convertHalfUp({ amountMinor, fromMinorUnits: source.minorUnits, toMinorUnits: target.minorUnits, rate, stepMinor: 1n });
  };
}
