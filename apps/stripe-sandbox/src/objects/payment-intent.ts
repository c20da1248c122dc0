import type Stripe from 'stripe';
import { newId, randomLetters } from '../ids.js';

export interface PaymentIntentTerms {
  createdAt: number;
  amountMinor: number;
  currency: string;
  customer?: string | null;
  description?: string;
  metadata?: Record<string, string>;
  receiptEmail?: string | null;
  statementDescriptor?: string;
  statementDescriptorSuffix?: string;
  transferGroup?: string;
  /** Set where the card is kept, to be charged again without the buyer. */
  futureUsage?: 'off_session';
  /** Direct intents let Stripe choose the methods; those of a session take its list. */
  automaticMethods: boolean;
}

export function newPaymentIntent(terms: PaymentIntentTerms): Stripe.PaymentIntent & { source: null } {
  const id = newId('pi');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: terms.amountMinor,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: terms.automaticMethods ? { allow_redirects: 'always', enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomLetters(25)}`,
    confirmation_method: 'automatic',
    created: terms.createdAt,
    currency: terms.currency,
    customer: terms.customer ?? null,
    customer_account: null,
    description: terms.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: terms.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: terms.receiptEmail ?? null,
    review: null,
    setup_future_usage: terms.futureUsage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: terms.statementDescriptor ?? null,
    statement_descriptor_suffix: terms.statementDescriptorSuffix ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: terms.transferGroup ?? null,
  };
}
