import { prepared, statement, toJson, type Tx } from '@silkport/platform';
import type { ListedPrice } from '@silkport/pricing';
import { newId } from '@silkport/values';
import { priceListChange, type PriceRow } from './price-list-change.js';
import { Price } from './product.entity.js';
import { cardPriceLists, listedPrices, pricesColumn, type StoredPrice } from './stored-prices.js';

export interface WantedPrices {
  readonly variantId: string;
  readonly mainCurrency: string;
  /** The whole list: what is not in it ends now. */
  readonly prices: readonly ListedPrice[];
  /** What the caller calls the list; `prices` else. */
  readonly field?: string;
}

const currentPrices = statement('catalog.prices_to_change', `
  SELECT id, currency, amount_minor AS "amountMinor", market, valid_from AS "validFrom", valid_to AS "validTo" FROM catalog.prices WHERE variant_id = $1 AND (valid_to IS NULL OR valid_to > $2)`);
const endPrices = statement('catalog.end_prices', 'UPDATE catalog.prices SET valid_to = $2 WHERE id = ANY ($1::uuid[])');
const dropPrices = statement('catalog.drop_prices', 'DELETE FROM catalog.prices WHERE id = ANY ($1::uuid[])');
const listsOfProduct = statement('catalog.price_lists_of_product', `SELECT ${pricesColumn} AS prices FROM catalog.variants v WHERE v.product_id = $1 AND NOT v.is_draft ORDER BY v.position`);
const keepLists = statement('catalog.keep_card_prices', 'UPDATE catalog.products SET from_prices = $2::jsonb, from_price_minor = $3, variant_count = $4 WHERE id = $1');

/**
 * Writes the prices of a variant. What was asked before stays on record. The caller has locked the product, and keeps its card's prices afterwards.
 * @throws CurrencyNotOffered, PriceRefused, PriceMarketUnknown, PricePeriodRefused, PricesOverlap, MainPriceMissing
 */
export async function writePrices(tx: Tx, { variantId, mainCurrency, prices, field = 'prices' }: WantedPrices, now: Date): Promise<void> {
  const current = await prepared<PriceRow>(tx, currentPrices, [variantId, now]);
  const { ended, dropped, added } = priceListChange(current, prices, mainCurrency, now, field);
  // Nothing was asked before the first prices: they have no beginning, which another process's clock could not have reached yet.
  const isFirst = !current.length;
  if (ended.length) await prepared(tx, endPrices, [ended, now]);
  if (dropped.length) await prepared(tx, dropPrices, [dropped]);
  if (added.length) await tx.insert(Price, added.map((price) => ({ ...price, id: newId(), variantId, validFrom: isFirst && price.validFrom && price.validFrom <= now ? null : price.validFrom })));
}

/** What lists show of a product: the lowest of its variants that are no drafts, and how many those are. Nothing of a product that is a draft as a whole. */
export async function keepCardPrices(tx: Tx, productId: string, now: Date): Promise<void> {
  const rows = await prepared<{ prices: StoredPrice[] | null }>(tx, listsOfProduct, [productId]);
  if (!rows.length) return;
  const lists = rows.map(({ prices }) => listedPrices(prices ?? []).filter(({ validTo }) => !validTo || validTo > now));
  const main = lists.map((list) => list.find(({ validFrom }) => !validFrom || validFrom <= now)?.amountMinor ?? 0n);
  const lowest = main.reduce((low, each) => (each < low ? each : low));
  await prepared(tx, keepLists, [productId, toJson(cardPriceLists(lists)), lowest, rows.length]);
}
