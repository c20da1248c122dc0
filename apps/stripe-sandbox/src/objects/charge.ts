import type Stripe from 'stripe';
import type { Refusal } from '../cards/test-cards.js';
import { refusalMessage } from '../cards/refusal-message.js';
import { newId } from '../ids.js';
import { chargedCard } from './charged-card.js';

export interface ChargeTerms {
  createdAt: number;
  intent: Stripe.PaymentIntent;
  paymentMethod: Stripe.PaymentMethod;
  /** Set when the bank said no. */
  refusal?: Refusal;
  /** The buyer passed 3-D Secure on the way. */
  isAuthenticated: boolean;
  merchantName: string;
}

/** A charge attempt: paid, or failed for good. A second try is a second charge. */
export function newCharge(terms: ChargeTerms): Stripe.Charge & { source: null } {
  const { intent, paymentMethod, refusal } = terms;
  const id = newId('ch');
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: refusal ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: paymentMethod.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? terms.merchantName.toUpperCase().slice(0, 22),
    captured: !refusal,
    created: terms.createdAt,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: refusal?.code ?? null,
    failure_message: refusal ? refusalMessage(refusal) : null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcome(refusal),
    paid: !refusal,
    payment_intent: intent.id,
    payment_method: paymentMethod.id,
    payment_method_details: { card: chargedCard(paymentMethod, intent.amount, terms.isAuthenticated), type: 'card' },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    refunds: { object: 'list', data: [], has_more: false, url: `/v1/charges/${id}/refunds` },
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: refusal ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

function outcome(refusal: Refusal | undefined): Stripe.Charge.Outcome {
  return {
    advice_code: refusal ? 'try_again_later' : null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: refusal ? 'declined_by_network' : 'approved_by_network',
    reason: refusal?.declineCode ?? null,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: refusal ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
    type: refusal ? 'issuer_declined' : 'authorized',
  };
}
