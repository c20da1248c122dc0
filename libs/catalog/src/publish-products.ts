import { Injectable } from '@nestjs/common';
import { findTaxonomyNode, pathOf } from '@silkport/markets';
import { Database, toJson, type Tx } from '@silkport/platform';
import type { ListedPrice } from '@silkport/pricing';
import { Clock, newId, type Money, type Translated } from '@silkport/values';
import type { BillingPlan } from './billing-plan.js';
import type { DeliveryKind } from './delivery-kinds.js';
import { insertBundleItems } from './insert-bundle-items.js';
import { Price, Stock, Variant } from './product.entity.js';
import { cardPriceLists } from './stored-prices.js';
import { isSpelled, searchTokens } from './search-tokens.js';

export interface NewVariant {
  /** Given by whoever must know it before; else new. */
  readonly id?: string;
  readonly sku: string;
  readonly name: Translated;
  /** The main price first, for every market and for ever; further ones are the merchant's own, in other currencies or for single markets. */
  readonly prices: readonly [Money, ...ListedPrice[]];
  readonly weightGrams?: number;
  /** Of a service that runs for a while, as a subscription does: for how many days, a positive whole number. */
  readonly serviceDays?: number;
  /** Of a product that is a subscription: how its price is charged. */
  readonly billing?: BillingPlan;
  /** Of a bundle: the variants that it holds, a piece of each, all of the same merchant. */
  readonly contains?: readonly string[];
  /** Pieces or keys in stock; absent where there is no limit. */
  readonly stock?: number;
}

export interface NewProduct {
  readonly id?: string;
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
  readonly variants: readonly [NewVariant, ...NewVariant[]];
  readonly publishedAt?: Date;
}

export interface PublishedProduct { readonly productId: string; readonly code: string; readonly variantIds: readonly string[] }

/** Publishes products with their variants, prices, stock and what bundles hold, and what search finds them by: all or none. */
@Injectable()
export class PublishProducts {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  async run(products: readonly NewProduct[]): Promise<PublishedProduct[]> {
    const published = products.map((product) => ({
      product, id: product.id ?? newId(), variants: product.variants.map((variant) => ({ ...variant, id: variant.id ?? newId() })),
    }));
    await this.database.transaction(async (tx) => {
      for (let start = 0; start < published.length; start += 500) await this.insert(tx, published.slice(start, start + 500));
    });
    return published.map(({ product, id, variants }) => ({ productId: id, code: product.code, variantIds: variants.map((variant) => variant.id) }));
  }

  private async insert(tx: Tx, published: readonly { product: NewProduct; id: string; variants: (NewVariant & { id: string })[] }[]): Promise<void> {
    const rows = published.map(({ product, id }) => this.row(product, id));
    await tx.query(
      `INSERT INTO catalog.products
       SELECT r.id, r.code, r.slug, r.merchant_id, r.merchant_name, r.merchant_slug, r.cluster_id, r.taxonomy_id, r.taxonomy_path, r.delivery_kind,
         r.digitally_delivered, r.unit, 'published', r.name, r.description, r.tags, r.from_prices, r.main_currency, r.from_price_minor, r.variant_count, r.published_at,
         setweight(array_to_tsvector(r.name_tokens), 'A') || setweight(array_to_tsvector(r.tag_tokens), 'B') || setweight(array_to_tsvector(r.text_tokens), 'D')
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, code text, slug text, merchant_id uuid, merchant_name jsonb, merchant_slug text, cluster_id text, taxonomy_id text,
         taxonomy_path text[], delivery_kind text, digitally_delivered boolean, unit text, name jsonb, description jsonb, tags jsonb, from_prices jsonb, main_currency char(3),
         from_price_minor bigint, variant_count smallint, published_at timestamptz, name_tokens text[], tag_tokens text[], text_tokens text[])`,
      [toJson(rows)],
    );
    // In one order everywhere, so that two that publish the same new words wait for each other and never in a circle.
    const words = [...new Set(rows.flatMap((row) => [...row.name_tokens, ...row.tag_tokens, ...row.text_tokens]))].filter(isSpelled).toSorted();
    await tx.query('INSERT INTO catalog.words SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [words]);
    const variants = published.flatMap(({ id, variants: each }) => each.map((variant, position) => ({ ...variant, productId: id, position })));
    await tx.insert(Variant, variants.map(({ id, productId, sku, name, position, weightGrams, serviceDays, billing }) => (
      { id, productId, sku, name, position, weightGrams: weightGrams ?? null, serviceDays: serviceDays ?? null, billingInterval: billing?.interval ?? null, billingIntervalCount: billing?.intervalCount ?? null, trialDays: billing?.trialDays ?? null }
    )));
    await tx.insert(Price, variants.flatMap(({ id, prices }) => prices.map((price: ListedPrice, index) => (
      { id: newId(), variantId: id, currency: price.currency, amountMinor: price.amountMinor, isMain: index === 0, market: price.market ?? null, validFrom: price.validFrom ?? null, validTo: price.validTo ?? null }
    ))));
    const stock = variants.flatMap(({ id, stock: available }) => (available === undefined ? [] : [{ variantId: id, available }]));
    if (stock.length) await tx.insert(Stock, stock);
    await insertBundleItems(tx, published.flatMap(({ product, variants: each }) => each.flatMap(({ id: variantId, contains }) => (contains || product.deliveryKind === 'bundle' ? [{ variantId, contains: contains ?? [] }] : []))));
  }

  private row(product: NewProduct, id: string) {
    const path = pathOf(product.taxonomyId);
    const leaf = findTaxonomyNode(product.taxonomyId);
    if (!leaf || leaf.level !== 3) throw new Error(`No leaf of the taxonomy is called ${product.taxonomyId}`);
    const [cheapest] = product.variants.map(({ prices }) => prices).toSorted(([left], [right]) => Number(left.amountMinor - right.amountMinor));
    if (!cheapest) throw new Error(`${product.code} has no variant`);
    if (product.deliveryKind !== 'subscription' && product.variants.some(({ billing }) => billing)) throw new Error(`${product.code} is no subscription and cannot be charged by the period`);
    const names = Object.values(product.name).join(' ');
    const tags = Object.values(product.tags).flat().join(' ');
    const categories = path.flatMap((node) => Object.values(node.names)).join(' ');
    const merchant = Object.values(product.merchant.name).join(' ');
    return {
      id, code: product.code, slug: product.slug, merchant_id: product.merchant.id, merchant_name: product.merchant.name, merchant_slug: product.merchant.slug,
      cluster_id: product.clusterId, taxonomy_id: product.taxonomyId, taxonomy_path: path.map((node) => node.id), delivery_kind: product.deliveryKind,
      digitally_delivered: product.deliveryKind !== 'parcel' && leaf.supplyMode !== 'ordered', unit: product.unit, name: product.name, description: product.description, tags: product.tags,
      from_prices: cardPriceLists(product.variants.map(({ prices }) => prices)), main_currency: cheapest[0].currency,
      from_price_minor: cheapest[0].amountMinor, variant_count: product.variants.length, published_at: product.publishedAt ?? this.clock.now(),
      name_tokens: searchTokens(names), tag_tokens: searchTokens(`${tags} ${categories} ${merchant} ${product.code}`),
      text_tokens: searchTokens(Object.values(product.description).join(' ')),
    };
  }
}
