import type Stripe from 'stripe';
import type { PriceObject } from '../billing/objects/price.js';
import { newId } from '../ids.js';

export interface LineItemTerms {
  price: PriceObject;
  quantity: number;
  name: string;
  metadata: Record<string, string>;
  /** Nothing of it is due now: a trial comes first. */
  isFree: boolean;
}

export type LineItem = Omit<Stripe.LineItem, 'price'> & { price: PriceObject };

export function newLineItem({ price, quantity, name, metadata, isFree }: LineItemTerms): LineItem {
  const total = isFree ? 0 : price.unit_amount * quantity;
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: price.currency,
    description: name,
    metadata,
    price,
    quantity,
  };
}
