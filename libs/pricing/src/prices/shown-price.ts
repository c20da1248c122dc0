import { RateJumped, RateMissing, RateStale, type RateStop } from '../pricing.errors.js';
import type { PriceTable } from '../rates/rate-table.js';
import { resolvePrice, type ListedPrice, type PriceAsk, type ResolvedPrice } from './resolve-price.js';

/** A price to look at: in the currency asked for, or, where nothing is converted to it now, in the merchant's own. */
export interface ShownPrice extends ResolvedPrice {
  /** Why the price is not in the currency that was asked for; null where it is. */
  readonly stop: RateStop | null;
}

/** For lists and pages, which show something else instead of nothing; quotes refuse. @throws CurrencyNotOffered, RateMissing where there is no price at all now */
export function shownPrice(table: PriceTable, prices: readonly ListedPrice[], ask: PriceAsk): ShownPrice {
  try {
    return { ...resolvePrice(table, prices, ask), stop: null };
  } catch (error) {
    const stop = rateStopOf(error);
    const [main] = prices;
    if (!stop || !main) throw error;
    return { ...resolvePrice(table, prices, { ...ask, currency: main.currency }), stop };
  }
}

/** Whether an error says that a currency stands still, and why. */
export function rateStopOf(error: unknown): RateStop | undefined {
  if (error instanceof RateMissing) return 'missing';
  if (error instanceof RateStale) return 'stale';
  return error instanceof RateJumped ? 'jumped' : undefined;
}
