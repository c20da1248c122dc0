import type { NewProduct } from '@silkport/catalog';
import type { DemoCluster, DemoMerchant, DemoProduct } from './demo-content.js';
import { demoId } from './demo-ids.js';
import { deliveryKindOf, variantsOf } from './demo-variants.js';

export interface PlacedProduct { readonly cluster: DemoCluster; readonly merchant: DemoMerchant; readonly product: DemoProduct; readonly id: string }

const firstPublishedAt = Date.UTC(2026, 8, 1, 2);
const hour = 60 * 60 * 1000;

/** Every product with its maker, in the order in which they were published: one of each cluster after the other. */
export function placedProducts(clusters: readonly DemoCluster[]): PlacedProduct[] {
  const placed = clusters.flatMap((cluster) => cluster.products.map((product, rank) => {
    const merchant = cluster.merchants.find(({ slug }) => slug === product.merchant);
    if (!merchant) throw new Error(`${product.code} names no merchant of ${cluster.id}`);
    return { cluster, merchant, product, rank, id: demoId('product', product.code) };
  }));
  return placed.toSorted((left, right) => right.rank - left.rank);
}

export function newProductOf({ cluster, merchant, product, id }: PlacedProduct, order: number): NewProduct {
  const [first, ...others] = variantsOf(product).map((variant) => ({ ...variant, id: demoId('variant', variant.sku) }));
  if (!first) throw new Error(`${product.code} has no variant`);
  return {
    id, code: product.code, slug: product.slug, merchant: { id: demoId('merchant', merchant.slug), slug: merchant.slug, name: merchant.name }, clusterId: cluster.id,
    taxonomyId: product.taxonomyId, deliveryKind: deliveryKindOf(product), unit: product.unit, name: product.name, description: product.description, tags: product.tags,
    variants: [first, ...others], publishedAt: new Date(firstPublishedAt + order * hour),
  };
}
