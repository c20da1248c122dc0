import type Stripe from 'stripe';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';

/** Ends an intent that has not been paid. Who asks must have checked that. */
export function cancelIntent(call: Call, intent: Stripe.PaymentIntent, reason: Stripe.PaymentIntent['cancellation_reason']): Stripe.PaymentIntent {
  intent.status = 'canceled';
  intent.canceled_at = call.clock.nowSeconds();
  intent.cancellation_reason = reason;
  intent.next_action = null;
  call.resources.save('payment_intent', intent);
  recordEvent(call, 'payment_intent.canceled', intent);
  return intent;
}
