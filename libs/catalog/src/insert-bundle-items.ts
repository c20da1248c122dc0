import { prepared, statement, type Tx } from '@silkport/platform';
import { BundleRefused } from './catalog.errors.js';
import { BundleItem } from './bundle-item.entity.js';

/** A bundle's variant and the variants that it holds, a piece of each. */
export interface Bundle {
  readonly variantId: string;
  readonly contains: readonly string[];
  /** As the caller names it; `contains` else. */
  readonly field?: string;
}

const unfit = statement('catalog.unfit_bundle_items', `
  SELECT DISTINCT b.variant_id AS "variantId" FROM catalog.bundle_items b JOIN catalog.variants v ON v.id = b.variant_id JOIN catalog.products p ON p.id = v.product_id
    LEFT JOIN catalog.variants iv ON iv.id = b.item_variant_id LEFT JOIN catalog.products ip ON ip.id = iv.product_id
  WHERE b.variant_id = ANY ($1::uuid[]) AND (ip.id IS NULL OR ip.merchant_id <> p.merchant_id OR ip.delivery_kind IN ('bundle', 'subscription') OR p.delivery_kind <> 'bundle')`);

/** @throws BundleRefused where an item is not there, another merchant's, a subscription, or a bundle itself */
export async function insertBundleItems(tx: Tx, bundles: readonly Bundle[]): Promise<void> {
  const refuse = ({ field = 'contains' }: Partial<Bundle> = {}) => new BundleRefused({}, field);
  const empty = bundles.find(({ contains }) => !contains.length);
  if (empty) throw refuse(empty);
  const rows = bundles.flatMap(({ variantId, contains }) => contains.map((itemVariantId, position) => ({ variantId, position, itemVariantId })));
  if (!rows.length) return;
  await tx.insert(BundleItem, rows);
  const [found] = await prepared<{ variantId: string }>(tx, unfit, [bundles.map(({ variantId }) => variantId)]);
  if (found) throw refuse(bundles.find(({ variantId }) => variantId === found.variantId));
}
