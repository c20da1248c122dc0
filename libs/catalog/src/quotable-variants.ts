import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { Money, Translated } from '@silkport/values';
import { pricesOf } from './product-card.js';
import type { DeliveryKind, PublicationStatus } from './product.entity.js';

/** What ordering freezes of a variant. */
export interface QuotableVariant {
  readonly variantId: string;
  readonly productId: string;
  readonly productCode: string;
  readonly productSlug: string;
  readonly productName: Translated;
  readonly variantName: Translated;
  readonly variantCount: number;
  readonly merchantId: string;
  readonly merchantName: Translated;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly digitallyDelivered: boolean;
  readonly status: PublicationStatus;
  /** The main price first. */
  readonly prices: readonly Money[];
  readonly available: number | null;
}

const quotable = statement('catalog.quotable_variants', `
  SELECT v.id AS "variantId", v.name AS "variantName", p.id AS "productId", p.code AS "productCode", p.slug AS "productSlug", p.name AS "productName",
    p.variant_count AS "variantCount", p.merchant_id AS "merchantId", p.merchant_name AS "merchantName", p.cluster_id AS "clusterId", p.taxonomy_id AS "taxonomyId",
    p.delivery_kind AS "deliveryKind", p.digitally_delivered AS "digitallyDelivered", p.status, p.main_currency AS "mainCurrency", s.available,
    (SELECT json_object_agg(c.currency, c.amount_minor::text) FROM catalog.prices c WHERE c.variant_id = v.id) AS prices
  FROM catalog.variants v JOIN catalog.products p ON p.id = v.product_id LEFT JOIN catalog.stock s ON s.variant_id = v.id
  WHERE v.id = ANY ($1::uuid[])`);

/** Variants as they are now, for baskets and quotes. */
@Injectable()
export class QuotableVariants {
  constructor(private readonly database: Database) {}

  /** In no order; an id that is not ours has no entry. */
  async byId(variantIds: readonly string[]): Promise<Map<string, QuotableVariant>> {
    const rows = await this.database.read<Omit<QuotableVariant, 'prices'> & { prices: Record<string, string>; mainCurrency: string }>(quotable, [variantIds]);
    return new Map(rows.map(({ mainCurrency, prices, ...variant }) => [variant.variantId, { ...variant, prices: pricesOf(prices, mainCurrency) }]));
  }
}
