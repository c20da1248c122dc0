import type Stripe from 'stripe';
import { newPaymentIntent, type PaymentIntentTerms } from '../objects/payment-intent.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';

export function openIntent(call: Call, terms: Omit<PaymentIntentTerms, 'createdAt'>): Stripe.PaymentIntent {
  const intent = newPaymentIntent({ ...terms, createdAt: call.clock.nowSeconds() });
  call.resources.insert('payment_intent', intent, { customer: terms.customer });
  recordEvent(call, 'payment_intent.created', intent);
  return intent;
}
