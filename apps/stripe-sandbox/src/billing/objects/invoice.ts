import type Stripe from 'stripe';
import { newId } from '../../ids.js';
import type { InvoiceLineObject } from './invoice-line.js';
import type { Period } from './subscription-item.js';

/** Still with the empty `subscription` that Stripe's published example has; where it really stands is `parent`. */
export type InvoiceObject = Omit<Stripe.Invoice, 'lines' | 'customer' | 'default_payment_method' | 'test_clock' | 'parent' | 'status' | 'payments' | 'metadata'> & {
  lines: { object: 'list'; data: InvoiceLineObject[]; has_more: boolean; url: string };
  customer: string;
  default_payment_method: string | null;
  metadata: Record<string, string>;
  parent: { quote_details: null; subscription_details: { metadata: Record<string, string>; subscription: string; subscription_proration_date?: number }; type: 'subscription_details' } | null;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  subscription: null;
  test_clock: string | null;
};

export type BillingReason = 'manual' | 'subscription_create' | 'subscription_cycle' | 'subscription_update' | 'upcoming';

export interface InvoiceTerms {
  createdAt: number;
  customer: Stripe.Customer;
  currency: string;
  billingReason: BillingReason;
  period: Period;
  subscription: { id: string; metadata: Record<string, string>; prorationDate?: number } | null;
  /** What the customer owes already (above zero), or has to their credit. */
  startingBalanceMinor: number;
  description: string | null;
  merchantName: string;
  country: string;
}

/** A draft without lines. */
export function newInvoice(terms: InvoiceTerms): InvoiceObject {
  const { customer, subscription } = terms;
  const id = newId('in');
  return {
    id,
    object: 'invoice',
    account_country: terms.country,
    account_name: terms.merchantName,
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: terms.billingReason,
    collection_method: 'charge_automatically',
    created: terms.createdAt,
    currency: terms.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: terms.description,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: subscription && {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id, ...(subscription.prorationDate !== undefined && { subscription_proration_date: subscription.prorationDate }) },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: terms.period.end,
    period_start: terms.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: terms.startingBalanceMinor,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subscription: null,
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: customer.test_clock as string | null,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
}

export function subscriptionOf(invoice: InvoiceObject): string | null {
  return invoice.parent?.subscription_details.subscription ?? null;
}
