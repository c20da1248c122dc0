import type Stripe from 'stripe';
import { newId } from '../../ids.js';
import type { PriceObject } from './price.js';
import type { Period } from './subscription-item.js';

export type InvoiceLineObject = Omit<Stripe.InvoiceLineItem, 'pricing' | 'quantity' | 'quantity_decimal' | 'subscription' | 'invoice' | 'parent'> & {
  pricing: PricingObject;
  quantity: number;
  quantity_decimal: string;
  subscription: string | null;
  invoice: string;
  parent: Stripe.InvoiceLineItem.Parent;
};

export interface PricingObject {
  price_details: { price: string; product: string };
  type: 'price_details';
  unit_amount_decimal: string;
}

export interface InvoiceLineTerms {
  invoice: string;
  amountMinor: number;
  currency: string;
  description: string;
  period: Period;
  price: Pick<PriceObject, 'id' | 'product' | 'unit_amount_decimal'>;
  quantity: number;
  isProration: boolean;
  subscription: string | null;
  /** Of a line that an item of a subscription made by itself, or that stands for a proration of it. */
  subscriptionItem: string | null;
  /** Of a line that was an invoice item before. */
  invoiceItem: string | null;
  /** What a credit gives back of: the line that was charged before. */
  credited: CreditedLine | null;
  metadata: Record<string, string>;
}

export interface CreditedLine {
  invoice: string;
  line: string;
}

export function newInvoiceLine(terms: InvoiceLineTerms): InvoiceLineObject {
  return {
    id: newId('il'),
    object: 'line_item',
    amount: terms.amountMinor,
    currency: terms.currency,
    description: terms.description,
    discount_amounts: [],
    discountable: !terms.isProration,
    discounts: [],
    invoice: terms.invoice,
    livemode: false,
    metadata: terms.metadata,
    parent: lineParent(terms),
    period: { end: terms.period.end, start: terms.period.start },
    pretax_credit_amounts: [],
    pricing: pricingOf(terms.price),
    quantity: terms.quantity,
    quantity_decimal: String(terms.quantity),
    subscription: terms.subscription,
    subtotal: terms.amountMinor,
    taxes: [],
  };
}

export function pricingOf(price: Pick<PriceObject, 'id' | 'product' | 'unit_amount_decimal'>): PricingObject {
  return { price_details: { price: price.id, product: price.product }, type: 'price_details', unit_amount_decimal: price.unit_amount_decimal };
}

function lineParent({ subscriptionItem, invoiceItem, isProration, subscription, credited }: InvoiceLineTerms): Stripe.InvoiceLineItem.Parent {
  const details = { proration: isProration, proration_details: isProration ? { credited_items: credited && { invoice: credited.invoice, invoice_line_items: [credited.line] } } : null, subscription };
  if (subscriptionItem === null) {
    return { invoice_item_details: { ...details, invoice_item: invoiceItem! }, subscription_item_details: null, type: 'invoice_item_details' };
  }
  return { invoice_item_details: null, subscription_item_details: { ...details, invoice_item: invoiceItem, subscription_item: subscriptionItem }, type: 'subscription_item_details' };
}
