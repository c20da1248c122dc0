import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { MainPriceMissing, SkuTaken } from '../catalog.errors.js';
import { insertBundleItems, type Bundle } from '../insert-bundle-items.js';
import { writePrices } from '../write-prices.js';
import type { DeliveryKind } from '../delivery-kinds.js';
import type { VariantDraft } from './product-draft.js';

/** Whose variants they are. */
export interface VariantsOf {
  readonly productId: string;
  readonly merchantId: string;
  readonly code: string;
  readonly deliveryKind: DeliveryKind;
  readonly mainCurrency: string;
}

/** A variant at its place; without an id of its own it is new. */
export interface PlacedVariant { readonly variant: VariantDraft; readonly position: number; readonly kept?: { readonly sku: string } | undefined }

/** Numbers of stock-keeping are the merchant's: those of one are written one after the other, so that two of its products never wait for each other. */
const lock = statement('catalog.lock_skus_of_merchant', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 311))');
const freeSku = statement('catalog.free_sku', `
  SELECT n FROM generate_series($3::int, $3 + 1000) AS n WHERE NOT EXISTS (SELECT FROM catalog.variants WHERE merchant_id = $1 AND sku = $2 || '-' || n) ORDER BY n LIMIT 1`);
const insert = statement('catalog.insert_variant', `
  INSERT INTO catalog.variants (id, product_id, merchant_id, sku, name, position, weight_grams, service_days, billing_interval, billing_interval_count, trial_days, is_draft)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, true) ON CONFLICT (merchant_id, sku) DO NOTHING RETURNING id`);
const change = statement('catalog.change_variant', `
  UPDATE catalog.variants v SET sku = $3, name = $4, position = $5, weight_grams = $6, service_days = $7, billing_interval = $8, billing_interval_count = $9, trial_days = $10
  WHERE v.id = $1 AND NOT EXISTS (SELECT FROM catalog.variants o WHERE o.merchant_id = $2 AND o.sku = $3 AND o.id <> v.id) RETURNING v.id`);
const stock = statement('catalog.begin_stock', 'INSERT INTO catalog.stock (variant_id, available) VALUES ($1, $2)');
const emptied = statement('catalog.empty_bundles', 'DELETE FROM catalog.bundle_items WHERE variant_id = ANY ($1::uuid[])');

/**
 * Writes a product's variants, in order; new ones are drafts. The caller has locked the product, and refused what does not fit its kind.
 * @throws SkuTaken, BundleRefused, MainPriceMissing and what else `writePrices` throws
 */
export async function writeVariants(tx: Tx, product: VariantsOf, variants: readonly PlacedVariant[], now: Date): Promise<void> {
  await lockNumbers(tx, product.merchantId);
  const bundles: Bundle[] = [];
  for (const { variant, position, kept } of variants) {
    const field = `variants.${position}`;
    const id = variant.id ?? newId();
    const { weightGrams = null, serviceDays = null, billing, contains, prices } = variant;
    const sku = variant.sku ?? kept?.sku ?? (await nextSku(tx, product, position));
    const facts = [weightGrams, serviceDays, billing?.interval ?? null, billing?.intervalCount ?? null, billing?.trialDays ?? null];
    const [written] = await (kept
      ? prepared(tx, change, [id, product.merchantId, sku, variant.name, position, ...facts])
      : prepared(tx, insert, [id, product.productId, product.merchantId, sku, variant.name, position, ...facts]));
    if (!written) throw new SkuTaken({ sku }, `${field}.sku`);
    if (!kept && !prices?.length) throw new MainPriceMissing({ currency: product.mainCurrency }, `${field}.prices`);
    if (prices) await writePrices(tx, { variantId: id, mainCurrency: product.mainCurrency, prices, field: `${field}.prices` }, now);
    // Keys are counted as they are imported: until then there is none to sell.
    const pieces = product.deliveryKind === 'licence-key' ? 0 : variant.stock;
    if (!kept && pieces !== undefined) await prepared(tx, stock, [id, pieces]);
    if (contains || (!kept && product.deliveryKind === 'bundle')) bundles.push({ variantId: id, contains: contains ?? [], field: `${field}.contains` });
  }
  if (!bundles.length) return;
  await prepared(tx, emptied, [bundles.map(({ variantId }) => variantId)]);
  await insertBundleItems(tx, bundles);
}

/** Until the transaction ends no variant of the merchant's is written, nor what its bundles hold. */
export async function lockNumbers(tx: Tx, merchantId: string): Promise<void> {
  await prepared(tx, lock, [merchantId]);
}

async function nextSku(tx: Tx, { merchantId, code }: VariantsOf, position: number): Promise<string> {
  const [free] = await prepared<{ n: number }>(tx, freeSku, [merchantId, code, position + 1]);
  return `${code}-${free?.n ?? newId()}`;
}
