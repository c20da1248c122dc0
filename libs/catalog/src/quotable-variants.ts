import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { ListedPrice } from '@silkport/pricing';
import type { Translated } from '@silkport/values';
import { planColumn, type BillingPlan } from './billing-plan.js';
import { available } from './available-pieces.js';
import { MerchantCountries } from './merchant-countries.js';
import type { DeliveryKind } from './delivery-kinds.js';
import type { PublicationStatus } from './product.entity.js';
import { listedPrices, pricesColumn, type StoredPrice } from './stored-prices.js';

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
  /** Where the merchant is established, ISO 3166-1 alpha-2. */
  readonly merchantCountry: string;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly digitallyDelivered: boolean;
  /** Of a service that runs for a while: for how many days; else null. */
  readonly serviceDays: number | null;
  /** Of what is charged by the period; else null. */
  readonly billing?: BillingPlan | null;
  readonly status: PublicationStatus;
  /** Valid now or later, the main one first: for `resolvePrice`. */
  readonly prices: readonly ListedPrice[];
  /** Of a bundle what is left of the scarcest thing in it. */
  readonly available: number | null;
  /** The variants that a bundle holds, a piece of each; empty of everything else. */
  readonly contains: readonly string[];
}

const columns = `
  SELECT v.id AS "variantId", v.name AS "variantName", p.id AS "productId", p.code AS "productCode", p.slug AS "productSlug", p.name AS "productName",
    p.variant_count AS "variantCount", p.merchant_id AS "merchantId", p.merchant_name AS "merchantName", p.cluster_id AS "clusterId", p.taxonomy_id AS "taxonomyId",
    p.delivery_kind AS "deliveryKind", p.digitally_delivered AS "digitallyDelivered", v.service_days AS "serviceDays", ${planColumn} AS billing, p.status,
    ${available} AS available,
    CASE WHEN p.delivery_kind = 'bundle' THEN ARRAY(SELECT b.item_variant_id FROM catalog.bundle_items b WHERE b.variant_id = v.id ORDER BY b.position) ELSE '{}' END AS contains,
    ${pricesColumn} AS prices
  FROM catalog.variants v JOIN catalog.products p ON p.id = v.product_id`;
const quotable = statement('catalog.quotable_variants', `${columns} WHERE v.id = ANY ($1::uuid[]) AND NOT v.is_draft`);
const own = statement('catalog.own_variant', `${columns} WHERE v.id = $1 AND p.merchant_id = $2`);

type Row = Omit<QuotableVariant, 'prices' | 'merchantCountry'> & { prices: StoredPrice[] };

/** Variants as they are now, for baskets and quotes. */
@Injectable()
export class QuotableVariants {
  constructor(private readonly database: Database, private readonly countries: MerchantCountries) {}

  /** In no order; an id that is not ours has no entry, nor has a draft's. */
  async byId(variantIds: readonly string[]): Promise<Map<string, QuotableVariant>> {
    return this.asViews(await this.database.read<Row>(quotable, [variantIds]));
  }

  /** A merchant's own variant, drafts among them; undefined where it has no such variant. */
  async own(variantId: string, merchantId: string): Promise<QuotableVariant | undefined> {
    return (await this.asViews(await this.database.read<Row>(own, [variantId, merchantId]))).get(variantId);
  }

  private async asViews(rows: readonly Row[]): Promise<Map<string, QuotableVariant>> {
    const countries = await this.countries.of(rows.map(({ merchantId }) => merchantId));
    return new Map(rows.map(({ prices, ...variant }) => [variant.variantId, { ...variant, merchantCountry: countryOf(variant.merchantId, countries), prices: listedPrices(prices) }]));
  }
}

function countryOf(merchantId: string, countries: ReadonlyMap<string, string>): string {
  const country = countries.get(merchantId);
  if (!country) throw new Error(`The merchant ${merchantId} of a product is in no cluster`);
  return country;
}
