import type { PriceAsk, PriceTable, RateStop } from '@silkport/pricing';
import type { Locale, Money } from '@silkport/values';
import { lowestPrice } from './card-price.js';
import type { DeliveryKind } from './delivery-kinds.js';
import { listedPrices, type StoredPrice } from './stored-prices.js';

/** A product as a list shows it, in one language and one currency. */
export interface ProductCard {
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly name: string;
  /** The language that the name is really in: merchants write in English and Chinese. */
  readonly nameLocale: Locale;
  readonly merchantName: string;
  readonly merchantSlug: string;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly unit: string;
  /** The price of the cheapest variant; in the merchant's currency where none is made in the one asked for now. */
  readonly price: Money;
  /** Why there is no price in the currency that was asked for; null where there is one. */
  readonly priceStop: RateStop | null;
  readonly hasMoreVariants: boolean;
}

export interface CardRow {
  id: string; code: string; slug: string; name: string; name_locale: Locale; merchant_name: string; merchant_slug: string; cluster_id: string; taxonomy_id: string;
  delivery_kind: DeliveryKind; unit: string; from_prices: StoredPrice[][]; merchant_id: string; variant_count: number; sort_key: string;
}

/** Columns of a card in the language of parameter $1; `p` is catalog.products. */
export const cardColumns = `p.id, p.code, p.slug, coalesce(p.name ->> $1, p.name ->> 'en') AS name, CASE WHEN p.name ? $1 THEN $1 ELSE 'en' END AS name_locale,
  coalesce(p.merchant_name ->> $1, p.merchant_name ->> 'en') AS merchant_name, p.merchant_slug, p.cluster_id, p.taxonomy_id, p.delivery_kind, p.unit,
  p.from_prices, p.merchant_id, p.variant_count`;

/** What a list's prices are asked in: with the merchant, that of each card. */
export type ListAsk = Omit<PriceAsk, 'merchantId'>;

export function cardOf(row: CardRow, table: PriceTable, ask: ListAsk): ProductCard {
  const lowest = lowestPrice(table, row.from_prices.map(listedPrices), { ...ask, merchantId: row.merchant_id });
  if (!lowest) throw new Error(`The product ${row.code} has no price`);
  return {
    id: row.id, code: row.code, slug: row.slug, name: row.name, nameLocale: row.name_locale, merchantName: row.merchant_name, merchantSlug: row.merchant_slug,
    clusterId: row.cluster_id, taxonomyId: row.taxonomy_id, deliveryKind: row.delivery_kind, unit: row.unit,
    price: lowest.price, priceStop: lowest.stop, hasMoreVariants: row.variant_count > 1,
  };
}
