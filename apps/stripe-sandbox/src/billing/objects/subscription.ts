import type Stripe from 'stripe';
import { newId } from '../../ids.js';
import type { SubscriptionItemObject } from './subscription-item.js';

export type SubscriptionObject = Omit<Stripe.Subscription, 'items' | 'customer' | 'default_payment_method' | 'latest_invoice' | 'test_clock' | 'trial_settings' | 'pending_setup_intent' | 'schedule'> & {
  items: { object: 'list'; data: SubscriptionItemObject[]; has_more: boolean; url: string };
  customer: string;
  default_payment_method: string | null;
  latest_invoice: string | null;
  pending_setup_intent: string | null;
  schedule: string | null;
  test_clock: string | null;
  trial_settings: { end_behavior: { missing_payment_method: TrialEnding } };
};

export type TrialEnding = 'cancel' | 'create_invoice' | 'pause';

export interface SubscriptionTerms {
  createdAt: number;
  customer: string;
  currency: string;
  billingCycleAnchor: number;
  trialEnd: number | null;
  trialEnding: TrialEnding;
  defaultPaymentMethod: string | null;
  description: string | null;
  metadata: Record<string, string>;
  testClock: string | null;
}

/** A subscription without items yet, charged automatically. */
export function newSubscription(terms: SubscriptionTerms): SubscriptionObject {
  const id = newId('sub');
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: terms.billingCycleAnchor,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: terms.createdAt,
    currency: terms.currency,
    customer: terms.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: terms.defaultPaymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: terms.description,
    discounts: [],
    ended_at: null,
    invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: 'self' } },
    items: { object: 'list', data: [], has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: terms.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: terms.createdAt,
    status: terms.trialEnd === null ? 'active' : 'trialing',
    test_clock: terms.testClock,
    transfer_data: null,
    trial_end: terms.trialEnd,
    trial_settings: { end_behavior: { missing_payment_method: terms.trialEnding } },
    trial_start: terms.trialEnd === null ? null : terms.createdAt,
  };
}
