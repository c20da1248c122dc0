import { PublishProducts, type DeliveryKind, type NewProduct } from '@silkport/catalog';
import { AddAssets } from '@silkport/delivery';
import { demoClusters, newProductOf, placedProducts } from '@silkport/demo';
import { newId } from '@silkport/values';
import type { Market } from './market.js';

export interface OwnGoods {
  readonly slug: string;
  readonly kind: DeliveryKind;
  /** A merchant's slug of the demo. */
  readonly merchant: string;
  /** One for each variant. */
  readonly prices: readonly [NewProduct['variants'][0]['prices'], ...NewProduct['variants'][0]['prices'][]];
  readonly files?: readonly { readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array }[];
}

/** A product of a kind that the test needs, by a merchant of the demo, with variants at prices of its own. */
export async function publishOwn({ app }: Pick<Market, 'app'>, { slug, kind, merchant, prices, files = [] }: OwnGoods): Promise<{ productId: string; variantIds: string[] }> {
  const model = placedProducts(demoClusters()).map((placed, order) => newProductOf(placed, order)).find(({ deliveryKind, merchant: maker }) => deliveryKind === 'download' && maker.slug === merchant);
  if (!model) throw new Error(`The demo's ${merchant} makes nothing digital`);
  const productId = newId();
  const [first, ...others] = prices.map((asked, index) => ({ id: newId(), sku: `${slug}-${index}`, name: model.variants[0].name, prices: asked }));
  if (!first) throw new Error('A product has a variant');
  await app.get(PublishProducts, { strict: false }).run([{ ...model, id: productId, code: slug.toUpperCase(), slug, deliveryKind: kind, variants: [first, ...others] }]);
  if (files.length) await app.get(AddAssets, { strict: false }).run(files.map((file) => ({ ...file, productId, title: { en: file.fileName } })));
  return { productId, variantIds: [first, ...others].map(({ id }) => id) };
}
