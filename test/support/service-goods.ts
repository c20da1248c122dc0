import { PublishProducts, type DeliveryKind } from '@silkport/catalog';
import { demoClusters, demoOwnerEmail, newProductOf, placedProducts } from '@silkport/demo';
import { newId, type Money } from '@silkport/values';
import type { Market, PlacedOrder } from './market.js';

export interface ServiceOnSale { readonly productId: string; readonly variantId: string; readonly slug: string; readonly owner: { readonly authorization: string }; readonly foreigner: { readonly authorization: string } }

/** Puts something of a kind that people or pages perform on sale, by a merchant of the demo whose owner is signed in; and the owner of another. */
export async function sellService(market: Market, { slug, kind, price }: { readonly slug: string; readonly kind: DeliveryKind; readonly price: Money }): Promise<ServiceOnSale> {
  const products = placedProducts(demoClusters()).map((placed, order) => newProductOf(placed, order));
  const model = products.find(({ variants: [{ weightGrams }] }) => weightGrams === undefined);
  const other = products.find(({ merchant }) => merchant.slug !== model?.merchant.slug);
  if (!model || !other) throw new Error('The demo has nothing that is no parcel');
  const [productId, variantId] = [newId(), newId()];
  const variant = { id: variantId, sku: slug, name: model.variants[0].name, prices: [price] as const };
  await market.app.get(PublishProducts, { strict: false }).run([{ ...model, id: productId, code: slug.toUpperCase(), slug, deliveryKind: kind, variants: [variant] }]);
  const [owner, foreigner] = await Promise.all([market.signIn(demoOwnerEmail(model.merchant.slug)), market.signIn(demoOwnerEmail(other.merchant.slug))]);
  return { productId, variantId, slug, owner, foreigner };
}

/** An order in Almaty that is paid, and what of it can be used. */
export async function buyService(market: Market, { variantId }: Pick<ServiceOnSale, 'variantId'>, quantity = 1): Promise<{ readonly order: PlacedOrder; readonly entitlementIds: readonly string[]; readonly lineId: string }> {
  const { body: quote } = await market.quote([{ variantId, quantity }]).expect(201);
  const { body } = await market.place((quote as { id: string }).id).expect(201);
  const order = body as PlacedOrder;
  await market.pay(order).expect(303);
  await market.until(async () => (await market.deliveries(order)).length > 0);
  const items = (await market.deliveries(order)) as unknown as { entitlementId: string; orderLineId: string }[];
  return { order, entitlementIds: items.map(({ entitlementId }) => entitlementId), lineId: items[0]?.orderLineId ?? '' };
}
