import type Stripe from 'stripe';
import { newId } from '../ids.js';

export interface LineItemTerms {
  createdAt: number;
  currency: string;
  unitAmountMinor: number;
  quantity: number;
  name: string;
  metadata: Record<string, string>;
  taxBehavior: 'exclusive' | 'inclusive' | 'unspecified';
}

/** On the wire `unit_amount_decimal` is text; only the SDK makes a Decimal of it. */
export type LineItem = Omit<Stripe.LineItem, 'price'> & { price: Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string } };

/** A line with a price made for it alone, as `price_data` makes one. */
export function newLineItem(terms: LineItemTerms): LineItem {
  const total = terms.unitAmountMinor * terms.quantity;
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: terms.currency,
    description: terms.name,
    metadata: terms.metadata,
    price: {
      id: newId('price'),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created: terms.createdAt,
      currency: terms.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: newId('prod'),
      recurring: null,
      tax_behavior: terms.taxBehavior,
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: terms.unitAmountMinor,
      unit_amount_decimal: String(terms.unitAmountMinor),
    },
    quantity: terms.quantity,
  };
}
