import { formatMoney } from '../../pages/format.js';
import type { Call } from '../../world.js';
import { recurrenceOf, type PriceObject } from '../objects/price.js';

/** `3 × Seats (at €4.00 / month)`, as Stripe writes it: English whatever the buyer reads. */
export function describeCycle(call: Call, price: PriceObject, quantity: number): string {
  const { interval, intervalCount } = recurrenceOf(price);
  const every = intervalCount === 1 ? interval : `every ${intervalCount} ${interval}s`;
  return `${quantity} × ${productName(call, price)} (at ${formatMoney(price.unit_amount, price.currency, 'en')} / ${every})`;
}

export function describeTrial(call: Call, price: PriceObject): string {
  return `Trial period for ${productName(call, price)}`;
}

/** `Remaining time on 3 × Seats after 14 Mar 2026`. */
export function describeProration(call: Call, which: 'Unused' | 'Remaining', price: PriceObject, quantity: number, at: number): string {
  const day = new Date(at * 1000).toLocaleDateString('en-GB', { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return `${which} time on ${quantity === 1 ? '' : `${quantity} × `}${productName(call, price)} after ${day}`;
}

export function productName(call: Call, price: PriceObject): string {
  return call.resources.find('product', price.product)?.name ?? '';
}
