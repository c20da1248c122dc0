import type { INestApplicationContext } from '@nestjs/common';
import { PublishProducts, type NewProduct } from '@silkport/catalog';
import { AddAssets, AddLicenceKeys } from '@silkport/delivery';
import { demoClusters, newProductOf, placedProducts } from '@silkport/demo';
import { newId, type Money } from '@silkport/values';

interface Goods {
  readonly slug: string;
  readonly kind: 'download' | 'stream' | 'licence-key' | 'parcel' | 'service';
  /** Whose it is: a merchant's slug of the demo, or a merchant of the test's own; else whoever of the demo makes such things first. */
  readonly merchant?: string | NewProduct['merchant'];
  /** The price; else that of the demo's thing that it is like. */
  readonly price?: Money;
  readonly stock?: number;
  readonly keys?: readonly string[];
  readonly bytes?: Uint8Array;
}

/** Puts a product of one variant on sale beside the demo's, like one of them. @returns its variant's id */
export async function putOnSale({ app }: { readonly app: INestApplicationContext }, { slug, kind, merchant, price, stock, keys = [], bytes }: Goods): Promise<string> {
  const products = placedProducts(demoClusters()).map((placed, order) => newProductOf(placed, order));
  const ofMaker = products.filter(({ merchant: maker }) => typeof merchant !== 'string' || maker.slug === merchant);
  const model = ofMaker.find(({ deliveryKind }) => deliveryKind === kind) ?? products.find(({ deliveryKind }) => deliveryKind === kind);
  const maker = typeof merchant === 'string' ? ofMaker[0] : model;
  if (!model || !maker) throw new Error(`The demo has no ${kind}, or no ${String(merchant)}`);
  const variantId = newId();
  const { weightGrams, name, prices } = model.variants[0];
  const variant = { id: variantId, sku: slug, name, prices: price ? [price] as const : prices, ...(weightGrams === undefined ? {} : { weightGrams }), ...(stock === undefined ? {} : { stock }) };
  const productId = newId();
  await app.get(PublishProducts, { strict: false }).run([{
    ...model, id: productId, code: slug.toUpperCase(), slug, variants: [variant], clusterId: maker.clusterId, merchant: typeof merchant === 'object' ? merchant : maker.merchant,
  }]);
  if (keys.length) await app.get(AddLicenceKeys, { strict: false }).run({ variantId, productId, keys });
  if (bytes) await app.get(AddAssets, { strict: false }).run([{ productId, fileName: `${slug}.bin`, contentType: 'application/octet-stream', title: { en: slug }, bytes }]);
  return variantId;
}
