import type Stripe from 'stripe';
import { refusalMessage } from '../../cards/refusal-message.js';
import type { CardBehaviour } from '../../cards/test-cards.js';
import type { StripeErrorBody } from '../../http/stripe-error.js';
import type { Attempt } from '../../verbs/attempt-payment.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';

/** One try to keep a card for later: kept, refused, or sent to the bank's page first. Nothing is charged. */
export function attemptSetup(call: Call, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod, behaviour: CardBehaviour): Attempt {
  if (behaviour.kind === 'challenge') {
    intent.status = 'requires_action';
    intent.payment_method = method.id;
    intent.next_action = { redirect_to_url: { return_url: null, url: `${call.publicUrl}/authenticate/${intent.id}` }, type: 'redirect_to_url' };
    call.resources.save('setup_intent', intent);
    recordEvent(call, 'setup_intent.requires_action', intent);
    return { outcome: 'challenged' };
  }
  if (behaviour.kind === 'approve' || behaviour.isKept) return keep(call, intent, method);
  const { code, declineCode } = behaviour.refusal;
  return refuse(call, intent, {
    type: 'card_error', code, message: refusalMessage(behaviour.refusal), payment_method: method, ...(code === declineCode ? {} : { decline_code: declineCode }),
  });
}

/** The buyer comes back from the bank's page. */
export function settleSetup(call: Call, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod, hasPassed: boolean): Attempt {
  if (hasPassed) return keep(call, intent, method);
  const message = 'The latest attempt to set up the payment method has failed because authentication failed.';
  return refuse(call, intent, { type: 'card_error', code: 'setup_intent_authentication_failure', message, payment_method: method });
}

function keep(call: Call, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod): Attempt {
  Object.assign(intent, { status: 'succeeded', payment_method: method.id, next_action: null, last_setup_error: null });
  call.resources.save('setup_intent', intent);
  recordEvent(call, 'setup_intent.succeeded', intent);
  return { outcome: 'succeeded' };
}

function refuse(call: Call, intent: Stripe.SetupIntent, error: StripeErrorBody): Attempt {
  Object.assign(intent, { status: 'requires_payment_method', payment_method: null, next_action: null, last_setup_error: error });
  call.resources.save('setup_intent', intent);
  recordEvent(call, 'setup_intent.setup_failed', intent);
  return { outcome: 'declined', error };
}
