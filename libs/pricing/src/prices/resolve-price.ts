import { money, parseDecimal, type Money, type Rate } from '@silkport/values';
import { findCurrency } from '@silkport/markets';
import { convertToGrid, type Grid } from './convert-to-grid.js';
import { RateMissing } from '../pricing.errors.js';
import { offeredCurrency, quotableRate, type PriceTable } from '../rates/rate-table.js';

/** A price that a merchant set, for every market or for one, for ever or for a while. */
export interface ListedPrice extends Money {
  /** ISO 3166-1 alpha-2; absent or null for every market. */
  readonly market?: string | null;
  /** Absent or null: since ever. */
  readonly validFrom?: Date | null;
  /** The first instant at which it is not valid any more; absent or null: for ever. */
  readonly validTo?: Date | null;
}

/** Who asks for a price, and when. */
export interface PriceAsk {
  readonly currency: string;
  /** The buyer's country/region, ISO 3166-1 alpha-2; null where it is not known: prices of single markets are not looked at then. */
  readonly market: string | null;
  readonly merchantId: string;
  readonly at: Date;
}

/** A merchant's price as a buyer sees it, and how it was come by. */
export interface ResolvedPrice {
  readonly price: Money;
  /** The one it was made from: the merchant's own in that currency, or the main one. */
  readonly merchantPrice: Money;
  /** Units of the buyer's currency for one of the merchant's, margin included; "1" where nothing was converted. */
  readonly rate: Rate;
  /** The same without the margin. */
  readonly referenceRate: Rate;
  /** Decimal percent: "0" where nothing was converted. */
  readonly marginPct: string;
}

/**
 * The one way to a price. The merchant's own for this currency and market that is valid now; else for this currency and every
 * market; else its main price at the reference rate with the margin, rounded once: to the merchant's ending for the currency where
 * it has one, else half up to what the payment provider can charge.
 * @param prices the merchant's prices; of those without a market that are valid now, the first in the list is the main one
 * @throws CurrencyNotOffered, RateMissing, RateStale, RateJumped
 */
export function resolvePrice(table: PriceTable, prices: readonly ListedPrice[], ask: PriceAsk): ResolvedPrice {
  const target = offeredCurrency(ask.currency);
  const at = ask.at.getTime();
  const own = listedFor(prices, ask, at);
  if (own) return { price: own, merchantPrice: own, rate: '1', referenceRate: '1', marginPct: '0' };
  const main = prices.find((price) => !price.market && isValid(price, at));
  const source = main && findCurrency(main.currency);
  if (!main || !source) throw new RateMissing({ currencies: ask.currency }, 'currency');
  const { referenceRate, rate } = conversionOf(table, main.currency, ask.currency);
  const ending = table.endings.get(ask.merchantId)?.get(ask.currency);
  const grid: Grid = ending ?? { stepMinor: target.chargeStepMinor, endingMinor: 0n, direction: 'nearest' };
  const amountMinor = convertToGrid({ amountMinor: main.amountMinor, fromMinorUnits: source.minorUnits, toMinorUnits: target.minorUnits, rate, grid });
  return { price: money(amountMinor, ask.currency), merchantPrice: money(main.amountMinor, main.currency), rate, referenceRate, marginPct: table.marginPct };
}

function listedFor(prices: readonly ListedPrice[], { currency, market }: PriceAsk, at: number): Money | undefined {
  let anywhere: ListedPrice | undefined;
  for (const price of prices) {
    if (price.currency !== currency || !isValid(price, at)) continue;
    if (price.market && price.market === market) return money(price.amountMinor, currency);
    if (!price.market) anywhere ??= price;
  }
  return anywhere && money(anywhere.amountMinor, currency);
}

function isValid({ validFrom, validTo }: ListedPrice, at: number): boolean {
  return (!validFrom || validFrom.getTime() <= at) && (!validTo || at < validTo.getTime());
}

interface Converting { readonly referenceRate: Rate; readonly rate: Rate }

const kept = new WeakMap<PriceTable, Map<string, Converting>>();

/** Worked out once for a table and a pair: lists of products ask for the same pair with every card. */
function conversionOf(table: PriceTable, from: string, to: string): Converting {
  let pairs = kept.get(table);
  if (!pairs) kept.set(table, (pairs = new Map()));
  const pair = `${from}${to}`;
  const known = pairs.get(pair);
  if (known) return known;
  const referenceRate = quotableRate(table, from, to);
  const conversion = { referenceRate, rate: withMargin(referenceRate, table.marginPct) };
  pairs.set(pair, conversion);
  return conversion;
}

/** Exact: 65.78 with 2 % is 67.0956. */
function withMargin(rate: Rate, marginPct: string): Rate {
  const reference = parseDecimal(rate);
  const margin = parseDecimal(marginPct);
  if (!reference || !margin || margin.digits === 0n) return rate;
  const scale = reference.scale + margin.scale + 2;
  const digits = (reference.digits * (100n * 10n ** BigInt(margin.scale) + margin.digits)).toString().padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
}
