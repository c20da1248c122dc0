import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, toJson, type Tx } from '@silkport/platform';
import type { ListedPrice } from '@silkport/pricing';
import { Clock, newId } from '@silkport/values';
import { NotYourProduct } from './catalog.errors.js';
import { priceListChange, type PriceRow } from './price-list-change.js';
import { Price } from './product.entity.js';
import { cardPriceLists, listedPrices, pricesColumn, type StoredPrice } from './stored-prices.js';

export interface PriceListRequest {
  readonly merchantId: string;
  readonly productId: string;
  readonly variantId: string;
  /** The whole list: what is not in it ends now. */
  readonly prices: readonly ListedPrice[];
}

const product = statement('catalog.product_to_price', `
  SELECT p.main_currency AS "mainCurrency" FROM catalog.products p JOIN catalog.variants v ON v.product_id = p.id
  WHERE p.id = $1 AND p.merchant_id = $2 AND v.id = $3 FOR UPDATE OF p`);
const currentPrices = statement('catalog.prices_to_change', `
  SELECT id, currency, amount_minor AS "amountMinor", market, valid_from AS "validFrom", valid_to AS "validTo" FROM catalog.prices WHERE variant_id = $1 AND (valid_to IS NULL OR valid_to > $2)`);
const endPrices = statement('catalog.end_prices', 'UPDATE catalog.prices SET valid_to = $2 WHERE id = ANY ($1::uuid[])');
const dropPrices = statement('catalog.drop_prices', 'DELETE FROM catalog.prices WHERE id = ANY ($1::uuid[])');
const listsOfProduct = statement('catalog.price_lists_of_product', `SELECT ${pricesColumn} AS prices FROM catalog.variants v WHERE v.product_id = $1 ORDER BY v.position`);
const keepLists = statement('catalog.keep_card_prices', 'UPDATE catalog.products SET from_prices = $2::jsonb, from_price_minor = $3 WHERE id = $1');

/** Replaces the prices of a variant. What was asked before stays on record; quotes keep what they promised. */
@Injectable()
export class SetVariantPrices {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /**
   * @param alongside what is written with the prices, in their transaction
   * @throws NotYourProduct, CurrencyNotOffered, PriceRefused, PriceMarketUnknown, PricePeriodRefused, PricesOverlap, MainPriceMissing; then nothing is changed
   */
  async run({ merchantId, productId, variantId, prices }: PriceListRequest, alongside: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [found] = await prepared<{ mainCurrency: string }>(tx, product, [productId, merchantId, variantId]);
      if (!found) throw new NotYourProduct();
      const now = this.clock.now();
      const { ended, dropped, added } = priceListChange(await prepared<PriceRow>(tx, currentPrices, [variantId, now]), prices, found.mainCurrency, now);
      await prepared(tx, endPrices, [ended, now]);
      await prepared(tx, dropPrices, [dropped]);
      if (added.length) await tx.insert(Price, added.map((price) => ({ ...price, id: newId(), variantId })));
      await this.keepCardPrices(tx, productId, now);
      await alongside(tx);
    });
  }

  private async keepCardPrices(tx: Tx, productId: string, now: Date): Promise<void> {
    const rows = await prepared<{ prices: StoredPrice[] | null }>(tx, listsOfProduct, [productId]);
    const lists = rows.map(({ prices }) => listedPrices(prices ?? []).filter(({ validTo }) => !validTo || validTo > now));
    const main = lists.map((list) => list.find(({ validFrom }) => !validFrom || validFrom <= now)?.amountMinor ?? 0n);
    const lowest = main.reduce((low, each) => (each < low ? each : low));
    await prepared(tx, keepLists, [productId, toJson(cardPriceLists(lists)), lowest]);
  }
}
