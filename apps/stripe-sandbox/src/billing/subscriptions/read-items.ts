import type { SubscriptionUpdate } from '../api/subscription-parameters.js';
import { priceOfData, recurringPrice } from '../api/price-data.js';
import { invalidRequest } from '../../http/stripe-error.js';
import { mergedMetadata, newMetadata } from '../../parameters/collections.js';
import type { Call } from '../../world.js';
import { planOf, type PriceObject } from '../objects/price.js';
import { newSubscriptionItem, type SubscriptionItemObject } from '../objects/subscription-item.js';
import type { SubscriptionObject } from '../objects/subscription.js';

/** The items of a subscription as a change leaves them; an item that is not named stays, one without an id is new. */
export function readItems(call: Call, subscription: SubscriptionObject, given: NonNullable<SubscriptionUpdate['items']>): SubscriptionItemObject[] {
  let items = structuredClone(subscription.items.data);
  given.forEach((wish, index) => {
    const path = `items[${index}]`;
    if (wish.price && wish.price_data) throw invalidRequest('You may only specify one of these parameters: price, price_data.', { param: path });
    const price = wish.price_data ? priceOfData(call, wish.price_data, `${path}[price_data]`) : wish.price ? recurringPrice(call, wish.price, `${path}[price]`) : undefined;
    const present = items.find((item) => item.id === wish.id);
    if (wish.id && !present) throw invalidRequest(`No such subscription item: '${wish.id}'`, { code: 'resource_missing', param: `${path}[id]` });
    if (wish.deleted) items = items.filter((item) => item !== present);
    else if (present) Object.assign(present, { quantity: wish.quantity ?? present.quantity, metadata: mergedMetadata(present.metadata, wish.metadata) }, price && { price, plan: planOf(price) });
    else items.push(newItem(call, subscription, wish, price, path));
  });
  checkItems(items, subscription);
  return items;
}

function newItem(call: Call, subscription: SubscriptionObject, wish: NonNullable<SubscriptionUpdate['items']>[number], price: PriceObject | undefined, path: string): SubscriptionItemObject {
  if (!price) throw invalidRequest(`Missing required param: ${path}[price].`, { code: 'parameter_missing', param: `${path}[price]` });
  const { current_period_start: start, current_period_end: end } = subscription.items.data[0]!;
  return newSubscriptionItem({
    createdAt: call.clock.nowSeconds(), subscription: subscription.id, price, quantity: wish.quantity ?? 1, period: { start, end }, metadata: newMetadata(wish.metadata),
  });
}

function checkItems(items: SubscriptionItemObject[], subscription: SubscriptionObject): void {
  if (items.length === 0) throw invalidRequest('A subscription must have at least one active plan. Please cancel the subscription instead.', { param: 'items' });
  const other = items.find((item) => item.price.currency !== subscription.currency);
  if (other) throw invalidRequest(`The price specified only supports \`${other.price.currency}\`. This doesn't match the expected currency: \`${subscription.currency}\`.`, { param: 'items' });
  if (new Set(items.map(rhythmOf)).size > 1) throw invalidRequest('All prices on a subscription must have the same `recurring.interval` and `recurring.interval_count`.', { param: 'items' });
}

export function rhythmOf({ price }: SubscriptionItemObject): string {
  return `${price.recurring!.interval_count} ${price.recurring!.interval}`;
}
