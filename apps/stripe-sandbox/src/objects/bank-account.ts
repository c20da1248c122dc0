import type Stripe from 'stripe';
import { createHash } from 'node:crypto';
import { newId } from '../ids.js';

export interface BankAccountTerms {
  account: string;
  number: string;
  routingNumber: string | null;
  country: string;
  currency: string;
  holderName: string | null;
  holderType: 'company' | 'individual' | null;
  isDefault: boolean;
  metadata: Record<string, string>;
}

/** Of the number only the last four characters are shown. */
export function newBankAccount(terms: BankAccountTerms): Stripe.BankAccount {
  return {
    id: newId('ba'),
    object: 'bank_account',
    account: terms.account,
    account_holder_name: terms.holderName,
    account_holder_type: terms.holderType,
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: 'STRIPE TEST BANK',
    country: terms.country,
    currency: terms.currency,
    customer: null,
    default_for_currency: terms.isDefault,
    fingerprint: createHash('sha256').update(`${terms.country}${terms.routingNumber ?? ''}${terms.number}`).digest('base64url').slice(0, 16),
    future_requirements: noBankRequirements(),
    last4: terms.number.slice(-4),
    metadata: terms.metadata,
    requirements: noBankRequirements(),
    routing_number: terms.routingNumber,
    status: 'new',
  };
}

const noBankRequirements = () => ({ currently_due: [], errors: [], past_due: [], pending_verification: [] });
