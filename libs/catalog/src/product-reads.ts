import { Injectable } from '@nestjs/common';
import { ExchangeRates, resolvePrice } from '@silkport/pricing';
import { Database, decodeCursor, encodeCursor, statement, type Statement } from '@silkport/platform';
import type { Locale, Money, Translated } from '@silkport/values';
import { cardColumns, cardOf, pricesOf, type CardRow, type ProductCard } from './product-card.js';
import type { DeliveryKind, PublicationStatus } from './product.entity.js';

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
  readonly order?: ListOrder | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the list goes on, or undefined at its end. */
  readonly nextCursor: string | undefined;
}

export interface VariantView {
  readonly id: string;
  readonly sku: string;
  readonly name: Translated;
  readonly price: Money;
  readonly merchantPrice: Money;
  readonly weightGrams: number | null;
  /** Pieces left, or null where there is no limit. */
  readonly available: number | null;
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

const productBySlug = statement('catalog.product_by_slug', `
  SELECT p.id, p.code, p.slug, p.status, p.name, p.description, p.tags, p.merchant_id AS "merchantId", p.merchant_name AS "merchantName", p.merchant_slug AS "merchantSlug",
    p.cluster_id AS "clusterId", p.taxonomy_id AS "taxonomyId", p.delivery_kind AS "deliveryKind", p.unit, p.published_at AS "publishedAt",
    (SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'weightGrams', v.weight_grams,
       'available', (SELECT s.available FROM catalog.stock s WHERE s.variant_id = v.id),
       'prices', (SELECT json_object_agg(c.currency, c.amount_minor::text) FROM catalog.prices c WHERE c.variant_id = v.id)) ORDER BY v.position)
     FROM catalog.variants v WHERE v.product_id = p.id) AS variants, p.main_currency AS "mainCurrency"
  FROM catalog.products p WHERE p.slug = $1`);

const artSubject = statement('catalog.art_subject', 'SELECT taxonomy_id AS "taxonomyId", cluster_id AS "clusterId" FROM catalog.products WHERE code = $1');

interface StoredVariant { id: string; sku: string; name: Translated; weightGrams: number | null; available: number | null; prices: Record<string, string> }

/** The catalogue as buyers read it: one named prepared statement a page, prices converted in this process. */
@Injectable()
export class ProductReads {
  constructor(private readonly database: Database, private readonly rates: ExchangeRates) {}

  /** @throws InvalidCursor, CurrencyNotOffered */
  async list(request: ListRequest): Promise<Page<ProductCard>> {
    const table = await this.rates.current();
    const { prepared, values } = listStatement(request);
    const rows = await this.database.read<CardRow>(prepared, values);
    const items = rows.slice(0, request.limit);
    const last = items.at(-1);
    const nextCursor = rows.length > request.limit && last ? encodeCursor([last.sort_key, last.id]) : undefined;
    return { items: items.map((row) => cardOf(row, table, request.currency)), nextCursor };
  }

  /** @throws CurrencyNotOffered */
  async bySlug(slug: string, currency: string): Promise<ProductView | undefined> {
    const [table, [row]] = await Promise.all([
      this.rates.current(),
      this.database.read<Omit<ProductView, 'variants'> & { variants: StoredVariant[]; mainCurrency: string }>(productBySlug, [slug]),
    ]);
    if (!row) return undefined;
    const { mainCurrency, variants, ...product } = row;
    return { ...product, variants: variants.map(({ prices, ...variant }) => {
      const { price, merchantPrice } = resolvePrice(table, pricesOf(prices, mainCurrency), currency);
      return { ...variant, price, merchantPrice };
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
