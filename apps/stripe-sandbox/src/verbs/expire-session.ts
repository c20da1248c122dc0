import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { cancelIntent } from './cancel-intent.js';
import type { HiddenSession } from './hidden-session.js';

/** Closes an open session without payment; 400 for one that is complete or expired already. */
export function expireSession(call: Call, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  if (session.status !== 'open') {
    throw invalidRequest(`Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`, { param: 'session' });
  }
  session.status = 'expired';
  session.url = null;
  call.resources.save('checkout.session', session);
  call.resources.link(session.id, { dueAt: null });
  const { openIntent } = call.resources.hidden<HiddenSession>(session.id) ?? {};
  if (openIntent) {
    const intent = call.resources.find('payment_intent', openIntent);
    if (intent && intent.status !== 'succeeded' && intent.status !== 'canceled') cancelIntent(call, intent, 'automatic');
  }
  recordEvent(call, 'checkout.session.expired', session);
  return session;
}
