import type Stripe from 'stripe';
import { newId } from '../ids.js';

const arrivesAfterSeconds = 2 * 24 * 3600;

export interface PayoutTerms {
  createdAt: number;
  amountMinor: number;
  currency: string;
  destination: string;
  isAutomatic: boolean;
  description: string | null;
  statementDescriptor: string | null;
  metadata: Record<string, string>;
}

export function newPayout(terms: PayoutTerms): Stripe.Payout {
  return {
    id: newId('po'),
    object: 'payout',
    amount: terms.amountMinor,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: terms.createdAt + arrivesAfterSeconds,
    automatic: terms.isAutomatic,
    balance_transaction: null,
    created: terms.createdAt,
    currency: terms.currency,
    description: terms.isAutomatic ? 'STRIPE PAYOUT' : terms.description,
    destination: terms.destination,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: terms.metadata,
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: terms.isAutomatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: terms.statementDescriptor,
    status: 'pending',
    trace_id: { status: 'pending', value: null },
    type: 'bank_account',
  };
}
