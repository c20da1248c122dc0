import type Stripe from 'stripe';
import { findTestMethod, type CardBehaviour } from '../cards/test-cards.js';
import { invalidRequest, resourceMissing, StripeError } from '../http/stripe-error.js';
import { newPaymentMethod } from '../objects/payment-method.js';
import type { Call } from '../world.js';
import { settleInvoiceOf } from '../billing/invoices/settle-invoice.js';
import { attemptPayment, type Attempt } from './attempt-payment.js';
import { sessionOfIntent } from './session-of-intent.js';

/** Pays an intent by the API; 402 when the bank refuses, with what the attempt left kept. */
export function confirmIntent(call: Call, intent: Stripe.PaymentIntent, methodId: string | undefined, returnUrl: string | null): Stripe.PaymentIntent {
  if (sessionOfIntent(call, intent.id)) throw unexpectedState(intent, 'This PaymentIntent was created by a Checkout Session and can only be paid on its page.');
  if (intent.status === 'succeeded') throw unexpectedState(intent, 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.');
  if (intent.status === 'canceled') throw unexpectedState(intent, 'You cannot confirm this PaymentIntent because it has a status of canceled.');
  const wanted = methodId ?? (intent.payment_method as string | null);
  if (!wanted) throw unexpectedState(intent, "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.");
  const method = usableMethod(call, wanted);
  const attempt = attemptPayment(call, intent, method, call.resources.hidden<CardBehaviour>(method.id)!, returnUrl);
  if (attempt.outcome === 'succeeded') settleInvoiceOf(call, intent.id);
  throwIfDeclined(attempt, intent);
  return intent;
}

function throwIfDeclined(attempt: Attempt, intent: Stripe.PaymentIntent): void {
  if (attempt.outcome === 'declined') throw new StripeError(402, { ...attempt.error, payment_intent: intent });
}

/** A stored payment method, or a new one made from one of Stripe's test names (`pm_card_visa`). */
export function usableMethod(call: Call, id: string): Stripe.PaymentMethod {
  const stored = call.resources.find('payment_method', id);
  if (stored) return stored;
  const card = findTestMethod(id);
  if (!card) throw resourceMissing('PaymentMethod', id, 'payment_method');
  const createdAt = call.clock.nowSeconds();
  const method = newPaymentMethod({ createdAt, card, expMonth: 12, expYear: new Date(createdAt * 1000).getUTCFullYear() + 3 });
  call.resources.insert('payment_method', method, {}, card.behaviour);
  return method;
}

export function unexpectedState(intent: Stripe.PaymentIntent, message: string): StripeError {
  return new StripeError(400, { ...invalidRequest(message, { code: 'payment_intent_unexpected_state' }).body, payment_intent: intent });
}
