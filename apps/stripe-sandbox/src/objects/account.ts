import type Stripe from 'stripe';
import { emptyAddress } from './address.js';
import { newId } from '../ids.js';
import { noRequirements } from './requirements.js';

export interface AccountTerms {
  createdAt: number;
  type: 'custom' | 'express' | 'none' | 'standard';
  controller: Stripe.Account.Controller;
  country: string;
  defaultCurrency: string;
  email: string | null;
  metadata: Record<string, string>;
}

/** A connected account that nothing is known of yet. */
export function newAccount(terms: AccountTerms): Stripe.Account {
  const id = newId('acct');
  return {
    id,
    object: 'account',
    business_profile: {
      annual_revenue: null, estimated_worker_count: null, mcc: null, minority_owned_business_designation: null, name: null, product_description: null,
      specified_commercial_transactions_act_url: null, support_address: emptyAddress(), support_email: null, support_phone: null, support_url: null, url: null,
    },
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    controller: terms.controller,
    country: terms.country,
    created: terms.createdAt,
    default_currency: terms.defaultCurrency,
    details_submitted: false,
    email: terms.email,
    external_accounts: { object: 'list', data: [], has_more: false, url: `/v1/accounts/${id}/external_accounts` },
    future_requirements: noRequirements(),
    metadata: terms.metadata,
    payouts_enabled: false,
    requirements: noRequirements(),
    settings: {
      bacs_debit_payments: { display_name: null, service_user_number: null },
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      card_issuing: { tos_acceptance: { date: null, ip: null } },
      card_payments: {
        decline_on: { avs_failure: false, cvc_failure: false },
        statement_descriptor_prefix: null, statement_descriptor_prefix_kana: null, statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: null, timezone: 'Etc/UTC' },
      invoices: { default_account_tax_ids: null, hosted_payment_method_save: 'offer' },
      payments: {
        statement_descriptor: null, statement_descriptor_kana: null, statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null, statement_descriptor_prefix_kanji: null,
      },
      // Only what is asked for is paid out: the sandbox has no schedule.
      payouts: { debit_negative_balances: false, schedule: { delay_days: 2, interval: 'manual' }, statement_descriptor: null },
      sepa_debit_payments: {},
    },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: terms.type,
  };
}
