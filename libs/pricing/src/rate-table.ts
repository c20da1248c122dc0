import { convertHalfUp, crossRate, money, type Money, type Rate } from '@silkport/values';
import { findCurrency, type Currency } from '@silkport/markets';
import { CurrencyNotOffered, RateMissing } from './pricing.errors.js';

/** A set of reference rates as prices are made from it: units of each currency for one unit of `base`. */
export interface RateTable {
  readonly rateSetId: string;
  readonly base: string;
  /** Calendar date that the source gives the rates for. */
  readonly effectiveDate: string;
  readonly source: string;
  readonly rates: ReadonlyMap<string, Rate>;
}

/** A merchant's price as a buyer sees it, and the rate that led there ("1" where the merchant set the price in that currency). */
export interface ResolvedPrice {
  readonly price: Money;
  readonly merchantPrice: Money;
  readonly rate: Rate;
}

/** A currency that buyers can pay in. @throws CurrencyNotOffered */
export function offeredCurrency(code: string): Currency {
  const currency = findCurrency(code);
  if (!currency?.chargeable) throw new CurrencyNotOffered(code);
  return currency;
}

/** Units of `to` for one unit of `from`. @throws RateMissing */
export function rateBetween(table: RateTable, from: string, to: string): Rate {
  if (from === to) return '1';
  const baseToFrom = from === table.base ? '1' : table.rates.get(from);
  const baseToTo = to === table.base ? '1' : table.rates.get(to);
  if (!baseToFrom || !baseToTo) throw new RateMissing({ from, to });
  return crossRate(baseToFrom, baseToTo);
}

/**
 * The merchant's own price in the buyer's currency where there is one, else its main price converted at the reference rate,
 * rounded once, half up, to what the payment provider can charge.
 * @param prices the merchant's prices, the main one first
 * @throws CurrencyNotOffered, RateMissing
 */
export function resolvePrice(table: RateTable, prices: readonly Money[], currency: string): ResolvedPrice {
  const target = offeredCurrency(currency);
  const own = prices.find((price) => price.currency === currency);
  if (own) return { price: own, merchantPrice: own, rate: '1' };
  const [main] = prices;
  const source = main && findCurrency(main.currency);
  if (!main || !source) throw new RateMissing({ from: main?.currency ?? '', to: currency });
  const rate = rateBetween(table, main.currency, currency);
  const amountMinor = convertHalfUp({ amountMinor: main.amountMinor, fromMinorUnits: source.minorUnits, toMinorUnits: target.minorUnits, rate, stepMinor: target.chargeStepMinor });
  // A price above zero never becomes free by rounding.
  const charged = amountMinor === 0n && main.amountMinor > 0n ? target.chargeStepMinor : amountMinor;
  return { price: money(charged, currency), merchantPrice: main, rate };
}
