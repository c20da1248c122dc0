import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { ListedPrice } from '@silkport/pricing';
import type { Translated } from '@silkport/values';
import type { DeliveryKind } from './delivery-kinds.js';
import { listedPrices, pricesColumn, type StoredPrice } from './stored-prices.js';

/** A variant with all that its merchant asks for it, now and later; the main price first. */
export interface PricedVariant {
  readonly id: string;
  readonly sku: string;
  readonly name: Translated;
  readonly prices: readonly ListedPrice[];
}

export interface PricedProduct {
  readonly id: string;
  readonly merchantId: string;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly mainCurrency: string;
  readonly variants: readonly PricedVariant[];
}

const ofProduct = statement('catalog.prices_of_merchant_product', `
  SELECT p.id, p.merchant_id AS "merchantId", p.cluster_id AS "clusterId", p.taxonomy_id AS "taxonomyId", p.delivery_kind AS "deliveryKind", p.main_currency AS "mainCurrency",
    (SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'prices', ${pricesColumn}) ORDER BY v.position) FROM catalog.variants v WHERE v.product_id = p.id) AS variants
  FROM catalog.products p WHERE p.id = $1 AND p.merchant_id = $2`);

/** Prices as their merchant manages them. */
@Injectable()
export class MerchantPriceReads {
  constructor(private readonly database: Database) {}

  /** Undefined where the merchant has no such product. */
  async ofProduct(productId: string, merchantId: string): Promise<PricedProduct | undefined> {
    const [row] = await this.database.read<Omit<PricedProduct, 'variants'> & { variants: (Omit<PricedVariant, 'prices'> & { prices: StoredPrice[] })[] }>(ofProduct, [productId, merchantId]);
    return row && { ...row, variants: row.variants.map(({ prices, ...variant }) => ({ ...variant, prices: listedPrices(prices) })) };
  }
}
