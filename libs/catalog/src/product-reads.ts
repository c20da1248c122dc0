import { Injectable } from '@nestjs/common';
import { ExchangeRates, shownPrice, type RateStop } from '@silkport/pricing';
import { Database, decodeCursor, encodeCursor, statement, type Statement } from '@silkport/platform';
import { Clock, type Locale, type Money, type Translated } from '@silkport/values';
import { available } from './available-pieces.js';
import { planColumn, type BillingPlan } from './billing-plan.js';
import { cardColumns, cardOf, type CardRow, type ProductCard } from './product-card.js';
import type { DeliveryKind } from './delivery-kinds.js';
import type { PublicationStatus } from './product.entity.js';
import { listedPrices, pricesColumn, type StoredPrice } from './stored-prices.js';

export type ListOrder = 'newest' | 'price' | '-price';

export interface ProductFilter {
  readonly clusterId?: string | undefined;
  readonly merchantId?: string | undefined;
  /** Root, branch or leaf. */
  readonly taxonomyId?: string | undefined;
  readonly deliveryKind?: DeliveryKind | undefined;
}

export interface ListRequest extends ProductFilter {
  readonly locale: Locale;
  readonly currency: string;
  /** The buyer's country/region, ISO 3166-1 alpha-2: merchants may have prices of their own for it. */
  readonly country?: string | undefined;
  readonly order?: ListOrder | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the list goes on, or undefined at its end. */
  readonly nextCursor: string | undefined;
}

/** A piece of something that a bundle holds. */
export interface ContainedVariant {
  readonly productSlug: string;
  readonly productName: Translated;
  /** Null where its product has but one variant. */
  readonly variantName: Translated | null;
  readonly deliveryKind: DeliveryKind;
}

export interface VariantView {
  readonly id: string;
  readonly sku: string;
  readonly name: Translated;
  /** In the currency asked for, or in the merchant's where none is made in it now. */
  readonly price: Money;
  /** Why there is no price in the currency that was asked for; null where there is one. */
  readonly priceStop: RateStop | null;
  readonly merchantPrice: Money;
  readonly weightGrams: number | null;
  /** How its price is charged, where it is by the period. */
  readonly billing: BillingPlan | null;
  /** Pieces left, or null where there is no limit; of a bundle those of the scarcest thing in it. */
  readonly available: number | null;
  /** What a bundle holds; empty of everything else. */
  readonly contains: readonly ContainedVariant[];
}

export interface ProductView {
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly status: PublicationStatus;
  readonly name: Translated;
  readonly description: Translated;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly merchantId: string;
  readonly merchantName: Translated;
  readonly merchantSlug: string;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly unit: string;
  readonly publishedAt: Date;
  readonly variants: readonly VariantView[];
}

/** Each with a short word for the statement's name, of which PostgreSQL keeps 63 characters. */
const filters: readonly { field: keyof ProductFilter; word: string; condition: (parameter: string) => string }[] = [
  { field: 'clusterId', word: 'cluster', condition: (parameter) => `p.cluster_id = ${parameter}` },
  { field: 'merchantId', word: 'merchant', condition: (parameter) => `p.merchant_id = ${parameter}::uuid` },
  { field: 'taxonomyId', word: 'category', condition: (parameter) => `p.taxonomy_path @> ARRAY[${parameter}]::text[]` },
  { field: 'deliveryKind', word: 'kind', condition: (parameter) => `p.delivery_kind = ${parameter}` },
];

const orders = {
  newest: { cursor: 'instant', key: `to_char(p.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`, by: 'p.published_at DESC, p.id DESC', after: (key: string, id: string) => `(p.published_at, p.id) < (${key}::timestamptz, ${id}::uuid)` },
  price: { cursor: 'whole', key: 'p.from_price_minor::text', by: 'p.from_price_minor, p.id', after: (key: string, id: string) => `(p.from_price_minor, p.id) > (${key}::bigint, ${id}::uuid)` },
  '-price': { cursor: 'whole', key: 'p.from_price_minor::text', by: 'p.from_price_minor DESC, p.id DESC', after: (key: string, id: string) => `(p.from_price_minor, p.id) < (${key}::bigint, ${id}::uuid)` },
} as const satisfies Record<ListOrder, unknown>;

const contained = `(SELECT json_agg(json_build_object('productSlug', ip.slug, 'productName', ip.name, 'variantName', CASE WHEN ip.variant_count > 1 THEN iv.name END, 'deliveryKind', ip.delivery_kind) ORDER BY b.position)
        FROM catalog.bundle_items b JOIN catalog.variants iv ON iv.id = b.item_variant_id JOIN catalog.products ip ON ip.id = iv.product_id WHERE b.variant_id = v.id)`;
const productBySlug = statement('catalog.product_by_slug', `
  SELECT p.id, p.code, p.slug, p.status, p.name, p.description, p.tags, p.merchant_id AS "merchantId", p.merchant_name AS "merchantName", p.merchant_slug AS "merchantSlug",
    p.cluster_id AS "clusterId", p.taxonomy_id AS "taxonomyId", p.delivery_kind AS "deliveryKind", p.unit, p.published_at AS "publishedAt",
    (SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'weightGrams', v.weight_grams, 'billing', ${planColumn},
       'available', ${available}, 'contains', CASE WHEN p.delivery_kind = 'bundle' THEN ${contained} ELSE '[]'::json END,
       'prices', ${pricesColumn}) ORDER BY v.position)
     FROM catalog.variants v WHERE v.product_id = p.id AND NOT v.is_draft) AS variants
  FROM catalog.products p WHERE p.slug = $1 AND p.status <> 'draft'`);

const artSubject = statement('catalog.art_subject', `SELECT taxonomy_id AS "taxonomyId", cluster_id AS "clusterId" FROM catalog.products WHERE code = $1 AND status <> 'draft'`);

interface StoredVariant { id: string; sku: string; name: Translated; weightGrams: number | null; billing: BillingPlan | null; available: number | null; contains: ContainedVariant[]; prices: StoredPrice[] }

/** The catalogue as buyers read it: one named prepared statement a page, prices converted in this process. */
@Injectable()
export class ProductReads {
  constructor(private readonly database: Database, private readonly rates: ExchangeRates, private readonly clock: Clock) {}

  /** @throws InvalidCursor, CurrencyNotOffered */
  async list(request: ListRequest): Promise<Page<ProductCard>> {
    const table = await this.rates.current();
    const at = this.clock.now();
    const { prepared, values } = listStatement(request);
    const rows = await this.database.read<CardRow>(prepared, values);
    const items = rows.slice(0, request.limit);
    const last = items.at(-1);
    const nextCursor = rows.length > request.limit && last ? encodeCursor([last.sort_key, last.id]) : undefined;
    return { items: items.map((row) => cardOf(row, table, { currency: request.currency, market: request.country ?? null, at })), nextCursor };
  }

  /** Undefined also of a draft. @throws CurrencyNotOffered */
  async bySlug(slug: string, currency: string, country?: string): Promise<ProductView | undefined> {
    const [table, [row]] = await Promise.all([
      this.rates.current(),
      this.database.read<Omit<ProductView, 'variants'> & { variants: StoredVariant[] }>(productBySlug, [slug]),
    ]);
    if (!row) return undefined;
    const { variants, ...product } = row;
    const ask = { currency, market: country ?? null, merchantId: product.merchantId, at: this.clock.now() };
    return { ...product, variants: variants.map(({ prices, ...variant }) => {
      const { price, merchantPrice, stop } = shownPrice(table, listedPrices(prices), ask);
      return { ...variant, price, merchantPrice, priceStop: stop };
    }) };
  }

  /** What a product's cover is drawn from. */
  async artSubject(code: string): Promise<{ taxonomyId: string; clusterId: string } | undefined> {
    const [subject] = await this.database.read<{ taxonomyId: string; clusterId: string }>(artSubject, [code]);
    return subject;
  }
}

/** One statement for each combination of filters and order, so that each has its own plan. */
function listStatement(request: ListRequest): { prepared: Statement; values: unknown[] } {
  const order = orders[request.order ?? 'newest'];
  const values: unknown[] = [request.locale, request.limit + 1];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const used = filters.filter(({ field }) => request[field] !== undefined);
  const conditions = ["p.status = 'published'", ...used.map(({ field, condition }) => condition(parameter(request[field])))];
  if (request.cursor) {
    const [key, id] = decodeCursor(request.cursor, [order.cursor, 'id']);
    conditions.push(order.after(parameter(key), parameter(id)));
  }
  const name = ['catalog.list', request.order ?? 'newest', ...used.map(({ word }) => word), ...(request.cursor ? ['after'] : [])].join(':');
  return {
    prepared: statement(name, `SELECT ${cardColumns}, ${order.key} AS sort_key FROM catalog.products p WHERE ${conditions.join(' AND ')} ORDER BY ${order.by} LIMIT $2`),
    values,
  };
}
