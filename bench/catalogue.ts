import type { NewProduct, NewVariant } from '@silkport/catalog';
import { demoClusters, newProductOf, placedProducts } from '@silkport/demo';

const wanted = 10_000;

/** The demo's products and as many variations of them as make ten thousand: other names, prices and codes, the same texts. */
export function benchProducts(): NewProduct[] {
  const originals = placedProducts(demoClusters()).map((placed, order) => newProductOf(placed, order));
  const rounds = Math.ceil((wanted - originals.length) / originals.length);
  const variations = Array.from({ length: rounds }, (_, round) => originals.map((product) => variation(product, round + 2)));
  return variations.flat().slice(0, wanted - originals.length);
}

function variation({ id: _id, ...product }: NewProduct, series: number): NewProduct {
  const [first, ...others] = product.variants.map((variant) => variantOf(variant, series));
  if (!first) throw new Error('A product without a variant');
  return {
    ...product, code: `${product.code}-s${series}`, slug: `${product.slug}-series-${series}`,
    name: Object.fromEntries(Object.entries(product.name).map(([locale, name]) => [locale, `${name} ${series}`])), variants: [first, ...others],
    publishedAt: new Date((product.publishedAt?.getTime() ?? 0) - series * 24 * 60 * 60 * 1000),
  };
}

function variantOf({ id: _id, ...variant }: NewVariant, series: number): NewVariant {
  const [main] = variant.prices;
  return { ...variant, sku: `${variant.sku}-s${series}`, prices: [{ ...main, amountMinor: main.amountMinor + BigInt(series * 10) }] };
}
