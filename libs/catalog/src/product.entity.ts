import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Translated } from '@silkport/values';

/** How a buyer receives a product: a file at once, a file and a key at once, a brief at once and then people, or a parcel. */
export const deliveryKinds = ['download', 'licence-key', 'service', 'parcel'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

export type PublicationStatus = 'published' | 'withdrawn';

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
  /** Of the cheapest variant: minor units by currency as strings; the main currency first named by `main_currency`. */
  @Column({ name: 'from_prices', type: 'jsonb' }) fromPrices: Readonly<Record<string, string>>;
  @Column({ name: 'main_currency', type: 'char', length: 3 }) mainCurrency: string;
  /** The lowest main price in minor units, for sorting. */
  @Column({ name: 'from_price_minor', type: 'bigint' }) fromPriceMinor: bigint;
  @Column({ name: 'variant_count', type: 'smallint' }) variantCount: number;
  @Column({ name: 'published_at', type: 'timestamptz' }) publishedAt: Date;
  @Column({ type: 'tsvector', select: false }) search: string;
}

/** What is put into a basket: a product in one tier, size or pack. */
@Entity({ schema: 'catalog', name: 'variants' })
@Index('variants_product_id', ['productId'])
@Index('variants_sku_key', ['sku'], { unique: true })
export class Variant {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'variants_pkey' }) id: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ type: 'text' }) sku: string;
  @Column({ type: 'jsonb' }) name: Translated;
  @Column({ type: 'smallint' }) position: number;
  @Column({ name: 'weight_grams', type: 'integer', nullable: true }) weightGrams: number | null;
}

/** A merchant's own price of a variant in one currency; the main one is what others are converted from. */
@Entity({ schema: 'catalog', name: 'prices' })
@Check('prices_amount_minor_check', '(amount_minor > 0)')
export class Price {
  @PrimaryColumn({ name: 'variant_id', type: 'uuid', primaryKeyConstraintName: 'prices_pkey' }) variantId: string;
  @PrimaryColumn({ type: 'char', length: 3, primaryKeyConstraintName: 'prices_pkey' }) currency: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ name: 'is_main', type: 'boolean' }) isMain: boolean;
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
