import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import type { ListedPrice } from '@silkport/pricing';
import { Clock } from '@silkport/values';
import { NotYourProduct } from './catalog.errors.js';
import { keepCardPrices, writePrices } from './write-prices.js';

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

/** Replaces the prices of a variant, on sale or not. What was asked before stays on record; quotes keep what they promised. */
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
      await writePrices(tx, { variantId, mainCurrency: found.mainCurrency, prices }, now);
      await keepCardPrices(tx, productId, now);
      await alongside(tx);
    });
  }
}
