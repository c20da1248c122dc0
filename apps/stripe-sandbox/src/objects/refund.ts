import type Stripe from 'stripe';
import { newId } from '../ids.js';

export interface RefundTerms {
  createdAt: number;
  charge: Stripe.Charge;
  amountMinor: number;
  reason: Stripe.Refund['reason'];
  metadata: Record<string, string>;
}

/** @param prefix `pyr` for the refund of a payment that came by a transfer */
export function newRefund(terms: RefundTerms, prefix: 're' | 'pyr' = 're'): Stripe.Refund {
  const { charge } = terms;
  return {
    id: newId(prefix),
    object: 'refund',
    amount: terms.amountMinor,
    balance_transaction: null,
    charge: charge.id,
    created: terms.createdAt,
    currency: charge.currency,
    customer: charge.customer as string | null,
    customer_account: null,
    destination_details: { card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' }, type: 'card' },
    metadata: terms.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: terms.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  } as Stripe.Refund;
}
