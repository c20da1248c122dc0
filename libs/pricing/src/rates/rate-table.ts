import { crossRate, type Rate } from '@silkport/values';
import { findCurrency, type Currency } from '@silkport/markets';
import { CurrencyNotOffered, RateMissing, refusalOf, type RateStop } from '../pricing.errors.js';

/** A set of reference rates as prices are made from it: units of each currency for one unit of `base`. */
export interface RateTable {
  readonly rateSetId: string;
  readonly base: string;
  /** Calendar date that the source gives the rates for. */
  readonly effectiveDate: string;
  readonly source: string;
  readonly rates: ReadonlyMap<string, Rate>;
}

/** Today's rates with all that a price is made by: the marketplace's margin, the currencies that stand still, the merchants' endings. */
export interface PriceTable extends RateTable {
  /** Decimal percent that is added to the reference rate of every conversion: "2". */
  readonly marginPct: string;
  /** Currencies that nothing is converted from or to now, and why. */
  readonly stops: ReadonlyMap<string, RateStop>;
  /** By merchant, then by currency. */
  readonly endings: ReadonlyMap<string, ReadonlyMap<string, PriceEnding>>;
}

/** How a merchant rounds converted prices: to amounts that lie `endingMinor` above a multiple of `stepMinor`. 9.90 above whole tens; 0 above whole tenge. */
export interface PriceEnding {
  readonly stepMinor: bigint;
  /** Less than `stepMinor`. */
  readonly endingMinor: bigint;
  readonly direction: EndingDirection;
}

export const endingDirections = ['up', 'nearest'] as const;
export type EndingDirection = (typeof endingDirections)[number];

/** A currency that buyers can pay in. @throws CurrencyNotOffered */
export function offeredCurrency(code: string): Currency {
  const currency = findCurrency(code);
  if (!currency?.chargeable) throw new CurrencyNotOffered(code);
  return currency;
}

/**
 * Units of `to` for one unit of `from`, as the set has it: for records, which state its date. Prices are made by `quotableRate`.
 * @throws RateMissing
 */
export function rateBetween(table: RateTable, from: string, to: string): Rate {
  if (from === to) return '1';
  const baseToFrom = from === table.base ? '1' : table.rates.get(from);
  const baseToTo = to === table.base ? '1' : table.rates.get(to);
  const missing = [baseToFrom ? '' : from, baseToTo ? '' : to].filter(Boolean).join(', ');
  if (!baseToFrom || !baseToTo) throw new RateMissing({ currencies: missing }, 'currency');
  return crossRate(baseToFrom, baseToTo);
}

/** The same for a price: refused where either currency stands still. @throws RateMissing, RateStale, RateJumped */
export function quotableRate(table: PriceTable, from: string, to: string): Rate {
  const rate = rateBetween(table, from, to);
  if (from !== to) for (const currency of [to, from]) refuseStopped(table, currency);
  return rate;
}

function refuseStopped(table: PriceTable, currency: string): void {
  const stop = table.stops.get(currency);
  if (stop) throw refusalOf(stop, currency, table.effectiveDate);
}
