import { resolvePrice, type RateTable } from '@silkport/pricing';
import { money, type Locale, type Money } from '@silkport/values';
import type { DeliveryKind } from './product.entity.js';

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
  /** The price of the cheapest variant. */
  readonly price: Money;
  readonly hasMoreVariants: boolean;
}

export interface CardRow {
  id: string; code: string; slug: string; name: string; name_locale: Locale; merchant_name: string; merchant_slug: string; cluster_id: string; taxonomy_id: string;
  delivery_kind: DeliveryKind; unit: string; from_prices: Record<string, string>; main_currency: string; variant_count: number; sort_key: string;
}

/** Columns of a card in the language of parameter $1; `p` is catalog.products. */
export const cardColumns = `p.id, p.code, p.slug, coalesce(p.name ->> $1, p.name ->> 'en') AS name, CASE WHEN p.name ? $1 THEN $1 ELSE 'en' END AS name_locale,
  coalesce(p.merchant_name ->> $1, p.merchant_name ->> 'en') AS merchant_name, p.merchant_slug, p.cluster_id, p.taxonomy_id, p.delivery_kind, p.unit,
  p.from_prices, p.main_currency, p.variant_count`;

export function cardOf(row: CardRow, table: RateTable, currency: string): ProductCard {
  return {
    id: row.id, code: row.code, slug: row.slug, name: row.name, nameLocale: row.name_locale, merchantName: row.merchant_name, merchantSlug: row.merchant_slug,
    clusterId: row.cluster_id, taxonomyId: row.taxonomy_id, deliveryKind: row.delivery_kind, unit: row.unit,
    price: resolvePrice(table, pricesOf(row.from_prices, row.main_currency), currency).price, hasMoreVariants: row.variant_count > 1,
  };
}

/** Minor units by currency as stored, the main one first. */
export function pricesOf(stored: Readonly<Record<string, string>>, mainCurrency: string): Money[] {
  const main = money(BigInt(stored[mainCurrency] ?? '0'), mainCurrency);
  const others = Object.entries(stored).filter(([currency]) => currency !== mainCurrency).map(([currency, minor]) => money(BigInt(minor), currency));
  return [main, ...others];
}
