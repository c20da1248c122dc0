import type Stripe from 'stripe';
import { newId, randomLetters } from '../ids.js';
import { emptyAddress } from './address.js';

export interface CustomerTerms {
  createdAt: number;
  email?: string;
  name?: string;
  phone?: string;
  description?: string;
  country?: string | null;
  preferredLocales?: string[];
  metadata?: Record<string, string>;
}

export function newCustomer(terms: CustomerTerms): Stripe.Customer {
  return {
    id: newId('cus'),
    object: 'customer',
    address: emptyAddress(terms.country),
    balance: 0,
    created: terms.createdAt,
    currency: null,
    default_source: null,
    delinquent: false,
    description: terms.description ?? null,
    discount: null,
    email: terms.email ?? null,
    invoice_prefix: randomLetters(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: terms.metadata ?? {},
    name: terms.name ?? null,
    next_invoice_sequence: 1,
    phone: terms.phone ?? null,
    preferred_locales: terms.preferredLocales ?? [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}
