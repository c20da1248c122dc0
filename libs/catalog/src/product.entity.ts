import { Check, Column, Entity, Exclusion, Index, PrimaryColumn } from 'typeorm';
import type { Translated } from '@silkport/values';
import type { BillingInterval } from './billing-plan.js';
import type { DeliveryKind } from './delivery-kinds.js';
import type { StoredPrice } from './stored-prices.js';

/** `draft`: nobody but its merchant sees it. It never goes back to that once it was published. */
export const publicationStatuses = ['draft', 'published', 'withdrawn'] as const;
export type PublicationStatus = (typeof publicationStatuses)[number];

/** What a merchant offers. `code` is its stable short name, from which its cover is drawn. */
@Entity({ schema: 'catalog', name: 'products' })
@Index('products_slug_key', ['slug'], { unique: true })
@Index('products_code_key', ['code'], { unique: true })
@Index('products_listed', { synchronize: false })
@Index('products_listed_by_cluster', { synchronize: false })
@Index('products_listed_by_merchant', { synchronize: false })
@Index('products_listed_by_price', { synchronize: false })
@Index('products_taxonomy_path', { synchronize: false })
@Index('products_search', { synchronize: false })
@Index('products_of_merchant', { synchronize: false })
@Check('only_drafts_were_never_published', "((status = 'draft'::text) = (published_at IS NULL))")
export class Product {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'products_pkey' }) id: string;
  @Column({ type: 'text' }) code: string;
  @Column({ type: 'text' }) slug: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  /** The merchant's names and slug as the cards show them: a list is one statement within one schema. */
  @Column({ name: 'merchant_name', type: 'jsonb' }) merchantName: Translated;
  @Column({ name: 'merchant_slug', type: 'text' }) merchantSlug: string;
  @Column({ name: 'cluster_id', type: 'text' }) clusterId: string;
  @Column({ name: 'taxonomy_id', type: 'text' }) taxonomyId: string;
  /** Root, branch and leaf. */
  @Column({ name: 'taxonomy_path', type: 'text', array: true }) taxonomyPath: string[];
  @Column({ name: 'delivery_kind', type: 'text' }) deliveryKind: DeliveryKind;
  /** Delivered remotely over computer networks, as the Handbook on Measuring Digital Trade means it; never true of a parcel. */
  @Column({ name: 'digitally_delivered', type: 'boolean' }) digitallyDelivered: boolean;
  @Column({ type: 'text' }) unit: string;
  @Column({ type: 'text' }) status: PublicationStatus;
  @Column({ type: 'jsonb' }) name: Translated;
  @Column({ type: 'jsonb' }) description: Translated;
  @Column({ type: 'jsonb' }) tags: Readonly<Record<string, readonly string[]>>;
  /** The price lists that the lowest price is found in, whatever the currency, market and hour. */
  @Column({ name: 'from_prices', type: 'jsonb' }) fromPrices: readonly (readonly StoredPrice[])[];
  @Column({ name: 'main_currency', type: 'char', length: 3 }) mainCurrency: string;
  /** The lowest main price in minor units when the prices were last changed, for sorting. */
  @Column({ name: 'from_price_minor', type: 'bigint' }) fromPriceMinor: bigint;
  /** Those that are no drafts. */
  @Column({ name: 'variant_count', type: 'smallint' }) variantCount: number;
  /** When it was on sale first. */
  @Column({ name: 'published_at', type: 'timestamptz', nullable: true }) publishedAt: Date | null;
  @Column({ type: 'tsvector', select: false }) search: string;
}

/** What is put into a basket: a product in one tier, size or pack. */
@Entity({ schema: 'catalog', name: 'variants' })
@Index('variants_product_id', ['productId'])
@Index('variants_sku_key', ['merchantId', 'sku'], { unique: true })
@Check('a_billing_plan_is_whole', '(((billing_interval IS NULL) = (billing_interval_count IS NULL)) AND ((billing_interval IS NULL) = (trial_days IS NULL)))')
@Check('variants_billing_interval_check', "(billing_interval = ANY (ARRAY['day'::text, 'week'::text, 'month'::text, 'year'::text]))")
@Check('variants_billing_interval_count_check', '((billing_interval_count >= 1) AND (billing_interval_count <= 52))')
@Check('variants_trial_days_check', '((trial_days >= 0) AND (trial_days <= 365))')
export class Variant {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'variants_pkey' }) id: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  /** The merchant's own. */
  @Column({ type: 'text' }) sku: string;
  @Column({ type: 'jsonb' }) name: Translated;
  @Column({ type: 'smallint' }) position: number;
  @Column({ name: 'weight_grams', type: 'integer', nullable: true }) weightGrams: number | null;
  /** Of a service that runs for a while, as a subscription does: for how many days. */
  @Column({ name: 'service_days', type: 'integer', nullable: true }) serviceDays: number | null;
  /** Of a subscription: its price is charged every so many of these. Changing it touches nobody who has subscribed. */
  @Column({ name: 'billing_interval', type: 'text', nullable: true }) billingInterval: BillingInterval | null;
  @Column({ name: 'billing_interval_count', type: 'smallint', nullable: true }) billingIntervalCount: number | null;
  /** Before the first charge. */
  @Column({ name: 'trial_days', type: 'smallint', nullable: true }) trialDays: number | null;
  /** Not on sale before its product is published, or published again: what was added later may still lack what buyers would receive. */
  @Column({ name: 'is_draft', type: 'boolean', default: false }) isDraft: boolean;
}

/**
 * A merchant's own price of a variant in one currency, for every market or for one, for ever or for a while. Those in the main
 * currency for every market are what others are converted from. A price that is over stays as a row.
 */
@Entity({ schema: 'catalog', name: 'prices' })
@Check('prices_amount_minor_check', '(amount_minor > 0)')
@Check('prices_are_valid_for_a_while', '(valid_from < valid_to)')
@Check('main_prices_are_for_every_market', '((NOT is_main) OR (market IS NULL))')
@Exclusion('prices_never_overlap', `USING gist (variant_id WITH =, currency WITH =, (coalesce(market, '')) WITH =, tstzrange(valid_from, valid_to) WITH &&)`)
@Index('prices_variant_id', ['variantId'])
export class Price {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'prices_pkey' }) id: string;
  @Column({ name: 'variant_id', type: 'uuid' }) variantId: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ name: 'is_main', type: 'boolean' }) isMain: boolean;
  /** The buyer's country/region, ISO 3166-1 alpha-2; null for every one. */
  @Column({ type: 'char', length: 2, nullable: true }) market: string | null;
  @Column({ name: 'valid_from', type: 'timestamptz', nullable: true }) validFrom: Date | null;
  /** The first instant at which it is not valid any more. */
  @Column({ name: 'valid_to', type: 'timestamptz', nullable: true }) validTo: Date | null;
}

/** Pieces (or keys) of a variant that can still be promised. A variant without a row is never short. */
@Entity({ schema: 'catalog', name: 'stock' })
@Check('stock_available_check', '(available >= 0)')
export class Stock {
  @PrimaryColumn({ name: 'variant_id', type: 'uuid', primaryKeyConstraintName: 'stock_pkey' }) variantId: string;
  @Column({ type: 'integer' }) available: number;
}

/** Pieces promised to an order that is not paid yet. */
@Entity({ schema: 'catalog', name: 'stock_holds' })
export class StockHold {
  @PrimaryColumn({ name: 'order_id', type: 'uuid', primaryKeyConstraintName: 'stock_holds_pkey' }) orderId: string;
  @PrimaryColumn({ name: 'variant_id', type: 'uuid', primaryKeyConstraintName: 'stock_holds_pkey' }) variantId: string;
  @Column({ type: 'integer' }) quantity: number;
}
