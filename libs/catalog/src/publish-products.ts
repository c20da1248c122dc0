import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@silkport/platform';
import type { ListedPrice } from '@silkport/pricing';
import { Clock, newId, type Money, type Translated } from '@silkport/values';
import type { BillingPlan } from './billing-plan.js';
import { insertBundleItems } from './insert-bundle-items.js';
import { Price, Stock, Variant } from './product.entity.js';
import { insertProducts, type WrittenProduct } from './product-row.js';
import { cardPriceLists } from './stored-prices.js';

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

export interface NewProduct extends Pick<WrittenProduct, 'code' | 'slug' | 'merchant' | 'clusterId' | 'taxonomyId' | 'deliveryKind' | 'unit' | 'name' | 'description' | 'tags'> {
  readonly id?: string;
  readonly variants: readonly [NewVariant, ...NewVariant[]];
  readonly publishedAt?: Date;
}

export interface PublishedProduct { readonly productId: string; readonly code: string; readonly variantIds: readonly string[] }

/** Publishes products as they stand, without asking what they lack, with their variants, prices, stock and what bundles hold, and what search finds them by: all or none. */
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
    await insertProducts(tx, published.map(({ product, id }) => this.written(product, id)));
    const variants = published.flatMap(({ product, id, variants: each }) => each.map((variant, position) => ({ ...variant, productId: id, merchantId: product.merchant.id, position })));
    await tx.insert(Variant, variants.map(({ id, productId, merchantId, sku, name, position, weightGrams, serviceDays, billing }) => (
      { id, productId, merchantId, sku, name, position, weightGrams: weightGrams ?? null, serviceDays: serviceDays ?? null, billingInterval: billing?.interval ?? null, billingIntervalCount: billing?.intervalCount ?? null, trialDays: billing?.trialDays ?? null }
    )));
    await tx.insert(Price, variants.flatMap(({ id, prices }) => prices.map((price: ListedPrice, index) => (
      { id: newId(), variantId: id, currency: price.currency, amountMinor: price.amountMinor, isMain: index === 0, market: price.market ?? null, validFrom: price.validFrom ?? null, validTo: price.validTo ?? null }
    ))));
    const stock = variants.flatMap(({ id, stock: available }) => (available === undefined ? [] : [{ variantId: id, available }]));
    if (stock.length) await tx.insert(Stock, stock);
    await insertBundleItems(tx, published.flatMap(({ product, variants: each }) => each.flatMap(({ id: variantId, contains }) => (contains || product.deliveryKind === 'bundle' ? [{ variantId, contains: contains ?? [] }] : []))));
  }

  private written(product: NewProduct, id: string): WrittenProduct {
    const [cheapest] = product.variants.map(({ prices }) => prices).toSorted(([left], [right]) => Number(left.amountMinor - right.amountMinor));
    if (!cheapest) throw new Error(`${product.code} has no variant`);
    if (product.deliveryKind !== 'subscription' && product.variants.some(({ billing }) => billing)) throw new Error(`${product.code} is no subscription and cannot be charged by the period`);
    return {
      ...product, id, status: 'published', publishedAt: product.publishedAt ?? this.clock.now(), fromPrices: cardPriceLists(product.variants.map(({ prices }) => prices)),
      mainCurrency: cheapest[0].currency, fromPriceMinor: cheapest[0].amountMinor, variantCount: product.variants.length,
    };
  }
}
