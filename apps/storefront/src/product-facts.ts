import type { ProductView, VariantView } from '@silkport/catalog';
import { toWireMoney } from '@silkport/pricing';
import type { Visitor } from './visitor.js';

/** The product as schema.org describes one, in the page's language and currency. @param publicUrl without a slash at the end */
export function productFacts(visitor: Visitor, product: ProductView, publicUrl: string): Record<string, unknown> {
  const address = `${publicUrl}${visitor.link(`/products/${product.slug}`)}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: visitor.text(product.name).text,
    description: visitor.text(product.description).text,
    sku: product.code,
    image: `${publicUrl}/art/${product.code}.svg`,
    brand: { '@type': 'Brand', name: visitor.text(product.merchantName).text },
    offers: product.variants.map((variant) => offer(variant, address)),
  };
}

function offer({ sku, price, available }: VariantView, url: string): Record<string, unknown> {
  const { amount, currency } = toWireMoney(price);
  return { '@type': 'Offer', url, sku, price: amount, priceCurrency: currency, availability: `https://schema.org/${available === 0 ? 'SoldOut' : 'InStock'}` };
}
