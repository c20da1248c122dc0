import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, prepared, statement, type Tx } from '@silkport/platform';
import type { ListedPrice } from '@silkport/pricing';
import type { Translated } from '@silkport/values';
import { available } from '../available-pieces.js';
import { planColumn, type BillingPlan } from '../billing-plan.js';
import type { DeliveryKind } from '../delivery-kinds.js';
import type { PublicationStatus } from '../product.entity.js';
import type { Page } from '../product-reads.js';
import { listedPrices, pricesColumn, type StoredPrice } from '../stored-prices.js';
import type { Unit } from '../units.js';

/** A variant that a bundle holds. */
export interface PartOfBundle { readonly variantId: string; readonly productId: string; readonly isOnSale: boolean }

export interface MerchantVariant {
  readonly id: string;
  readonly sku: string;
  readonly name: Translated;
  readonly isDraft: boolean;
  readonly weightGrams: number | null;
  readonly serviceDays: number | null;
  readonly billing: BillingPlan | null;
  /** Pieces that can still be ordered; null where there is no limit. */
  readonly available: number | null;
  readonly contains: readonly PartOfBundle[];
  /** Valid now or later, the main one first. */
  readonly prices: readonly ListedPrice[];
}

/** A line of a merchant's list. */
export interface MerchantProductLine {
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly status: PublicationStatus;
  readonly name: Translated;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly unit: Unit;
  /** Drafts among them. */
  readonly variantCount: number;
  readonly draftVariantCount: number;
  readonly publishedAt: Date | null;
}

/** A product as its merchant works on it. */
export interface MerchantProduct extends Omit<MerchantProductLine, 'variantCount' | 'draftVariantCount'> {
  readonly merchantId: string;
  readonly description: Translated;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  /** Currency that other prices are converted from. */
  readonly mainCurrency: string;
  readonly variants: readonly MerchantVariant[];
}

interface StoredProduct extends Omit<MerchantProduct, 'variants'> { readonly variants: readonly (Omit<MerchantVariant, 'prices'> & { prices: StoredPrice[] | null })[] }

const columns = 'p.id, p.code, p.slug, p.status, p.name, p.taxonomy_id AS "taxonomyId", p.delivery_kind AS "deliveryKind", p.unit, p.published_at AS "publishedAt"';
const parts = `coalesce((SELECT json_agg(json_build_object('variantId', b.item_variant_id, 'productId', iv.product_id, 'isOnSale', ip.status = 'published' AND NOT iv.is_draft) ORDER BY b.position)
        FROM catalog.bundle_items b JOIN catalog.variants iv ON iv.id = b.item_variant_id JOIN catalog.products ip ON ip.id = iv.product_id WHERE b.variant_id = v.id), '[]')`;
const one = statement('catalog.product_of_merchant', `
  SELECT ${columns}, p.merchant_id AS "merchantId", p.description, p.tags, p.main_currency AS "mainCurrency",
    coalesce((SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'name', v.name, 'isDraft', v.is_draft, 'weightGrams', v.weight_grams, 'serviceDays', v.service_days, 'billing', ${planColumn},
       'available', ${available}, 'contains', ${parts}, 'prices', ${pricesColumn}) ORDER BY v.position)
     FROM catalog.variants v WHERE v.product_id = p.id), '[]') AS variants
  FROM catalog.products p WHERE p.id = $1 AND p.merchant_id = $2`);
const list = statement('catalog.products_of_merchant', `
  SELECT ${columns}, n.all AS "variantCount", n.drafts AS "draftVariantCount"
  FROM catalog.products p CROSS JOIN LATERAL (SELECT count(*)::int AS all, (count(*) FILTER (WHERE v.is_draft))::int AS drafts FROM catalog.variants v WHERE v.product_id = p.id) n
  WHERE p.merchant_id = $1 AND ($2::text IS NULL OR p.status = $2) AND ($3::uuid IS NULL OR p.id < $3) ORDER BY p.id DESC LIMIT $4`);

/** Products as their merchant manages them, drafts among them. */
@Injectable()
export class MerchantProductReads {
  constructor(private readonly database: Database) {}

  /** Undefined where the merchant has no such product. */
  async one(productId: string, merchantId: string): Promise<MerchantProduct | undefined> {
    const [row] = await this.database.read<StoredProduct>(one, [productId, merchantId]);
    return row && viewOf(row);
  }

  /** The newest first, in one statement. @throws InvalidCursor */
  async list({ merchantId, status, cursor, limit }: { merchantId: string; status?: PublicationStatus | undefined; cursor?: string | undefined; limit: number }): Promise<Page<MerchantProductLine>> {
    const [after] = cursor ? decodeCursor(cursor, ['id']) : [];
    const rows = await this.database.read<MerchantProductLine>(list, [merchantId, status ?? null, after ?? null, limit + 1]);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : undefined };
  }
}

/** The same as it stands within a transaction. */
export async function productWithin(tx: Tx, productId: string, merchantId: string): Promise<MerchantProduct> {
  const [row] = await prepared<StoredProduct>(tx, one, [productId, merchantId]);
  if (!row) throw new Error(`The product ${productId} is gone from its own transaction`);
  return viewOf(row);
}

function viewOf({ variants, ...product }: StoredProduct): MerchantProduct {
  return { ...product, variants: variants.map(({ prices, ...variant }) => ({ ...variant, prices: listedPrices(prices ?? []) })) };
}
