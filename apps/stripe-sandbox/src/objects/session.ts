import type Stripe from 'stripe';
import { newSessionId } from '../ids.js';

export interface SessionTerms {
  publicUrl: string;
  createdAt: number;
  expiresAt: number;
  mode: 'payment' | 'setup' | 'subscription';
  /** What is due now; null where nothing is bought. */
  amountMinor: number | null;
  currency: string | null;
  successUrl: string;
  cancelUrl: string | null;
  clientReferenceId: string | null;
  customer: string | null;
  customerEmail: string | null;
  customerCreation: 'always' | 'if_required' | null;
  locale: string | null;
  metadata: Record<string, string>;
  submitType: Stripe.Checkout.Session['submit_type'];
  paymentMethodCollection: 'always' | 'if_required';
  billingAddressCollection: Stripe.Checkout.Session['billing_address_collection'];
}

/** An open Checkout Session on the hosted page. */
export function newSession(terms: SessionTerms): Stripe.Checkout.Session {
  const id = newSessionId();
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: terms.amountMinor,
    amount_total: terms.amountMinor,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: terms.billingAddressCollection,
    cancel_url: terms.cancelUrl,
    client_reference_id: terms.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: terms.createdAt,
    currency: terms.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: terms.customer,
    customer_account: null,
    customer_creation: terms.customerCreation,
    customer_details: null,
    customer_email: terms.customerEmail,
    discounts: [],
    expires_at: terms.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: terms.locale,
    managed_payments: null,
    metadata: terms.metadata,
    mode: terms.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: terms.paymentMethodCollection,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: terms.submitType,
    subscription: null,
    success_url: terms.successUrl,
    total_details: terms.amountMinor === null ? null : { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${terms.publicUrl}/pay/${id}`,
    wallet_options: null,
  };
}
