import { findTaxonomyNode, pathOf } from '@silkport/markets';
import { prepared, statement, toJson, type Tx } from '@silkport/platform';
import type { Translated } from '@silkport/values';
import type { DeliveryKind } from './delivery-kinds.js';
import type { PublicationStatus } from './product.entity.js';
import { isSpelled, searchTokens } from './search-tokens.js';
import type { StoredPrice } from './stored-prices.js';

/** A product as its row is written. */
export interface WrittenProduct {
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly merchant: { readonly id: string; readonly slug: string; readonly name: Translated };
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly unit: string;
  readonly name: Translated;
  readonly description: Translated;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly status: PublicationStatus;
  readonly publishedAt: Date | null;
  readonly mainCurrency: string;
  readonly fromPrices: readonly (readonly StoredPrice[])[];
  readonly fromPriceMinor: bigint;
  /** Variants that are no drafts. */
  readonly variantCount: number;
}

const search = `setweight(array_to_tsvector(r.name_tokens), 'A') || setweight(array_to_tsvector(r.tag_tokens), 'B') || setweight(array_to_tsvector(r.text_tokens), 'D')`;
const insertRows = `INSERT INTO catalog.products
  SELECT r.id, r.code, r.slug, r.merchant_id, r.merchant_name, r.merchant_slug, r.cluster_id, r.taxonomy_id, r.taxonomy_path, r.delivery_kind,
    r.digitally_delivered, r.unit, r.status, r.name, r.description, r.tags, r.from_prices, r.main_currency, r.from_price_minor, r.variant_count, r.published_at, ${search}
  FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, code text, slug text, merchant_id uuid, merchant_name jsonb, merchant_slug text, cluster_id text, taxonomy_id text,
    taxonomy_path text[], delivery_kind text, digitally_delivered boolean, unit text, status text, name jsonb, description jsonb, tags jsonb, from_prices jsonb, main_currency char(3),
    from_price_minor bigint, variant_count smallint, published_at timestamptz, name_tokens text[], tag_tokens text[], text_tokens text[])`;
const insertAll = statement('catalog.insert_products', insertRows);
const insertNew = statement('catalog.insert_product_unless_taken', `${insertRows} ON CONFLICT DO NOTHING RETURNING id`);
const rewrite = statement('catalog.rewrite_product', `
  UPDATE catalog.products p SET code = r.code, slug = r.slug, taxonomy_id = r.taxonomy_id, taxonomy_path = r.taxonomy_path, digitally_delivered = r.digitally_delivered, unit = r.unit,
    name = r.name, description = r.description, tags = r.tags, search = ${search}
  FROM jsonb_to_record($1::jsonb) AS r (id uuid, code text, slug text, taxonomy_id text, taxonomy_path text[], digitally_delivered boolean, unit text, name jsonb, description jsonb, tags jsonb,
    name_tokens text[], tag_tokens text[], text_tokens text[]) WHERE p.id = r.id`);
const taken = statement('catalog.code_and_slug_taken', `
  SELECT EXISTS (SELECT FROM catalog.products WHERE code = $2 AND id <> $1) AS code, EXISTS (SELECT FROM catalog.products WHERE slug = $3 AND id <> $1) AS slug`);
const words = statement('catalog.keep_words', 'INSERT INTO catalog.words SELECT unnest($1::text[]) ON CONFLICT DO NOTHING');
const wordsOf = statement('catalog.words_of_product', 'SELECT unnest(tsvector_to_array(search)) AS word FROM catalog.products WHERE id = $1');

export async function insertProducts(tx: Tx, products: readonly WrittenProduct[]): Promise<void> {
  const rows = products.map(productRow);
  await prepared(tx, insertAll, [toJson(rows)]);
  await keepWords(tx, rows.flatMap((row) => [...row.name_tokens, ...row.tag_tokens, ...row.text_tokens]));
}

/** @returns whether it was written; not where its code or slug is another product's */
export async function insertUnlessTaken(tx: Tx, product: WrittenProduct): Promise<boolean> {
  return (await prepared(tx, insertNew, [toJson([productRow(product)])])).length === 1;
}

/** Everything but its kind, its prices and its state. The caller has made sure that code and slug are free. */
export async function rewriteProduct(tx: Tx, product: WrittenProduct): Promise<void> {
  await prepared(tx, rewrite, [toJson(productRow(product))]);
}

/** Which of the two another product has. */
export async function takenOf(tx: Tx, { id, code, slug }: Pick<WrittenProduct, 'id' | 'code' | 'slug'>): Promise<{ code: boolean; slug: boolean }> {
  const [found] = await prepared<{ code: boolean; slug: boolean }>(tx, taken, [id, code, slug]);
  return found ?? { code: false, slug: false };
}

/** What is on sale is also found by words with a slip of the pen in them; drafts teach nobody any words. */
export async function keepWordsOf(tx: Tx, productId: string): Promise<void> {
  await keepWords(tx, (await prepared<{ word: string }>(tx, wordsOf, [productId])).map(({ word }) => word));
}

/** In one order everywhere, so that two that publish the same new words wait for each other and never in a circle. */
async function keepWords(tx: Tx, tokens: readonly string[]): Promise<void> {
  await prepared(tx, words, [[...new Set(tokens)].filter(isSpelled).toSorted()]);
}

function productRow(product: WrittenProduct) {
  const path = pathOf(product.taxonomyId);
  const leaf = findTaxonomyNode(product.taxonomyId);
  if (!leaf || leaf.level !== 3) throw new Error(`No leaf of the taxonomy is called ${product.taxonomyId}`);
  const names = Object.values(product.name).join(' ');
  const tags = Object.values(product.tags).flat().join(' ');
  const categories = path.flatMap((node) => Object.values(node.names)).join(' ');
  const merchant = Object.values(product.merchant.name).join(' ');
  return {
    id: product.id, code: product.code, slug: product.slug, merchant_id: product.merchant.id, merchant_name: product.merchant.name, merchant_slug: product.merchant.slug,
    cluster_id: product.clusterId, taxonomy_id: product.taxonomyId, taxonomy_path: path.map((node) => node.id), delivery_kind: product.deliveryKind,
    digitally_delivered: product.deliveryKind !== 'parcel' && leaf.supplyMode !== 'ordered', unit: product.unit, status: product.status, name: product.name, description: product.description,
    tags: product.tags, from_prices: product.fromPrices, main_currency: product.mainCurrency, from_price_minor: product.fromPriceMinor, variant_count: product.variantCount,
    published_at: product.publishedAt, name_tokens: searchTokens(names), tag_tokens: searchTokens(`${tags} ${categories} ${merchant} ${product.code}`),
    text_tokens: searchTokens(Object.values(product.description).join(' ')),
  };
}
