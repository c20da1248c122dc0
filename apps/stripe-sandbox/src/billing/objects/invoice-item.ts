import type Stripe from 'stripe';
import { newId } from '../../ids.js';
import { pricingOf, type CreditedLine, type PricingObject } from './invoice-line.js';
import type { PriceObject } from './price.js';
import type { Period } from './subscription-item.js';

export type InvoiceItemObject = Omit<Stripe.InvoiceItem, 'pricing' | 'quantity_decimal' | 'customer' | 'invoice' | 'test_clock' | 'metadata' | 'description' | 'parent'> & {
  customer: string;
  description: string;
  invoice: string | null;
  metadata: Record<string, string>;
  net_amount: number;
  parent: { subscription_details: { subscription: string; subscription_item?: string }; type: 'subscription_details' } | null;
  pricing: PricingObject;
  quantity_decimal: string;
  test_clock: string | null;
};

export interface InvoiceItemTerms {
  createdAt: number;
  customer: string;
  testClock: string | null;
  amountMinor: number;
  currency: string;
  description: string;
  period: Period;
  price: Pick<PriceObject, 'id' | 'product' | 'unit_amount_decimal'>;
  quantity: number;
  isProration: boolean;
  subscription: string | null;
  subscriptionItem: string | null;
  metadata: Record<string, string>;
}

/** An amount that waits for the next invoice of its subscription or customer. */
export function newInvoiceItem(terms: InvoiceItemTerms): InvoiceItemObject {
  const { subscription, subscriptionItem } = terms;
  return {
    id: newId('ii'),
    object: 'invoiceitem',
    amount: terms.amountMinor,
    currency: terms.currency,
    customer: terms.customer,
    customer_account: null,
    date: terms.createdAt,
    description: terms.description,
    discountable: !terms.isProration,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: terms.metadata,
    net_amount: terms.amountMinor,
    parent: subscription === null ? null : { subscription_details: { subscription, ...(subscriptionItem !== null && { subscription_item: subscriptionItem }) }, type: 'subscription_details' },
    period: { end: terms.period.end, start: terms.period.start },
    pricing: pricingOf(terms.price),
    proration: terms.isProration,
    quantity: terms.quantity,
    quantity_decimal: String(terms.quantity),
    tax_rates: [],
    test_clock: terms.testClock,
  };
}

/** What an invoice item remembers for the line that it will become, and does not show. */
export interface HiddenInvoiceItem {
  credited: CreditedLine | null;
}
