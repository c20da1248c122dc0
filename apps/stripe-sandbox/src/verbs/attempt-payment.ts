import type Stripe from 'stripe';
import { refusalMessage } from '../cards/refusal-message.js';
import type { Approval, CardBehaviour, Refusal } from '../cards/test-cards.js';
import type { StripeErrorBody } from '../http/stripe-error.js';
import { newCharge } from '../objects/charge.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { openDispute } from './open-dispute.js';
import { postMovement } from './post-movement.js';
import { cardFee } from '../money/fees.js';

export type Attempt = { outcome: 'succeeded' } | { outcome: 'challenged' } | { outcome: 'declined'; error: StripeErrorBody };

/** One try to collect the intent's amount from a card: charged, refused, or sent to the bank's page first. */
export function attemptPayment(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, behaviour: CardBehaviour, returnUrl: string | null): Attempt {
  if (behaviour.kind === 'challenge') return challenge(call, intent, method, returnUrl);
  if (behaviour.kind === 'decline') return refuse(call, intent, method, behaviour.refusal, false);
  return collect(call, intent, method, false, behaviour);
}

/** The buyer comes back from the bank's page. */
export function settleChallenge(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, behaviour: CardBehaviour, hasPassed: boolean): Attempt {
  intent.next_action = null;
  if (!hasPassed) {
    const error: StripeErrorBody = {
      type: 'card_error', code: 'payment_intent_authentication_failure', payment_method: method,
      message: 'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    };
    return fail(call, intent, error);
  }
  const refusal = behaviour.kind === 'challenge' ? behaviour.refusal : undefined;
  return refusal ? refuse(call, intent, method, refusal, true) : collect(call, intent, method, true, { kind: 'approve' });
}

function challenge(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, returnUrl: string | null): Attempt {
  intent.status = 'requires_action';
  intent.payment_method = method.id;
  intent.next_action = { redirect_to_url: { return_url: returnUrl, url: `${call.publicUrl}/authenticate/${intent.id}` }, type: 'redirect_to_url' };
  call.resources.save('payment_intent', intent);
  recordEvent(call, 'payment_intent.requires_action', intent);
  return { outcome: 'challenged' };
}

function collect(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, isAuthenticated: boolean, approval: Approval): Attempt {
  const createdAt = call.clock.nowSeconds();
  const charge = newCharge({ createdAt, intent, paymentMethod: method, isAuthenticated, merchantName: call.merchantName });
  const settled = call.exchange.settle(charge.amount, charge.currency);
  const movement = postMovement(call, {
    type: 'charge', reportingCategory: 'charge', ...settled, feeMinor: cardFee(settled.amountMinor, settled.currency),
    source: charge.id, description: charge.description, ...(approval.isAvailableAtOnce && { availableOn: call.balanceClock.nowSeconds() }),
  });
  charge.balance_transaction = movement.id;
  call.resources.insert('charge', charge, { paymentIntent: intent.id, customer: charge.customer as string | null });
  Object.assign(intent, { status: 'succeeded', amount_received: intent.amount, latest_charge: charge.id, payment_method: method.id, last_payment_error: null, next_action: null });
  call.resources.save('payment_intent', intent);
  recordEvent(call, 'payment_intent.succeeded', intent);
  recordEvent(call, 'charge.succeeded', charge);
  if (approval.disputeReason) openDispute(call, charge, { reason: approval.disputeReason, isInquiry: approval.isInquiry ?? false });
  return { outcome: 'succeeded' };
}

function refuse(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, refusal: Refusal, isAuthenticated: boolean): Attempt {
  const charge = newCharge({ createdAt: call.clock.nowSeconds(), intent, paymentMethod: method, refusal, isAuthenticated, merchantName: call.merchantName });
  call.resources.insert('charge', charge, { paymentIntent: intent.id, customer: charge.customer as string | null });
  intent.latest_charge = charge.id;
  recordEvent(call, 'charge.failed', charge);
  return fail(call, intent, {
    type: 'card_error', code: refusal.code, message: refusalMessage(refusal), charge: charge.id, payment_method: method,
    ...(refusal.code === refusal.declineCode ? {} : { decline_code: refusal.declineCode }),
  });
}

function fail(call: Call, intent: Stripe.PaymentIntent, error: StripeErrorBody): Attempt {
  intent.status = 'requires_payment_method';
  intent.payment_method = null;
  intent.last_payment_error = { ...error } as Stripe.PaymentIntent['last_payment_error'];
  call.resources.save('payment_intent', intent);
  recordEvent(call, 'payment_intent.payment_failed', intent);
  return { outcome: 'declined', error };
}
