import type Stripe from 'stripe';
import { newId } from '../ids.js';

/** How long the merchant has to answer a dispute or an inquiry. */
export const answerWithinSeconds = 9 * 24 * 3600;

/** The names that evidence may have; all are empty until the merchant answers. */
export const evidenceNames = [
  'access_activity_log', 'billing_address', 'cancellation_policy', 'cancellation_policy_disclosure', 'cancellation_rebuttal',
  'customer_communication', 'customer_email_address', 'customer_name', 'customer_purchase_ip', 'customer_signature',
  'duplicate_charge_documentation', 'duplicate_charge_explanation', 'duplicate_charge_id', 'product_description', 'receipt',
  'refund_policy', 'refund_policy_disclosure', 'refund_refusal_explanation', 'service_date', 'service_documentation',
  'shipping_address', 'shipping_carrier', 'shipping_date', 'shipping_documentation', 'shipping_tracking_number',
  'uncategorized_file', 'uncategorized_text',
] as const;

const noEvidence = Object.fromEntries(evidenceNames.map((name) => [name, null])) as Record<(typeof evidenceNames)[number], null>;

const networkReasons: Readonly<Record<string, string>> = { fraudulent: '10.4', product_not_received: '13.1', product_unacceptable: '13.3', credit_not_processed: '13.6', duplicate: '12.6' };

export interface DisputeTerms {
  createdAt: number;
  charge: Stripe.Charge;
  reason: string;
  /** A question first: the charge can still be refunded, and nothing is withdrawn. */
  isInquiry: boolean;
  /** What is left of the charge when it is left out. */
  amountMinor?: number;
}

/** The buyer's bank takes the money back until it has decided, or asks first. */
export function newDispute({ createdAt, charge, reason, isInquiry, amountMinor }: DisputeTerms): Stripe.Dispute {
  const card = charge.payment_method_details?.card;
  return {
    id: newId('dp'),
    object: 'dispute',
    amount: amountMinor ?? charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: createdAt,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...noEvidence, enhanced_evidence: {} },
    evidence_details: { due_by: createdAt + answerWithinSeconds, enhanced_eligibility: {}, has_evidence: false, past_due: false, submission_count: 0, submission_method: 'not_submitted' },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand: card?.brand ?? 'visa', case_type: isInquiry ? 'inquiry' : 'chargeback', network: card?.network ?? 'visa', network_reason_code: networkReasons[reason] ?? '13.1' },
      type: 'card',
    },
    reason,
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
  };
}
