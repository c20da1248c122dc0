import type Stripe from 'stripe';
import type { CardBehaviour, TestCard } from '../cards/test-cards.js';
import type { StripeErrorBody } from '../http/stripe-error.js';
import { newPaymentMethod } from '../objects/payment-method.js';
import type { Call } from '../world.js';
import { attemptPayment, settleChallenge, type Attempt } from './attempt-payment.js';
import { completeSession } from './complete-session.js';
import { expireSession } from './expire-session.js';
import type { HiddenSession } from './hidden-session.js';
import { openIntent } from './open-intent.js';

export interface CardEntry {
  card: TestCard;
  expMonth: number;
  expYear: number;
  email: string | null;
  name: string | null;
  country: string | null;
}

export interface Payment {
  outcome: 'paid' | 'already_paid' | 'expired' | 'requires_action' | 'declined';
  session: Stripe.Checkout.Session;
  error?: StripeErrorBody;
}

/**
 * The buyer presses "Pay". Runs inside one transaction that holds the write lock, and looks at the session's status
 * first: however often the form is sent, there is one successful charge.
 */
export function paySession(call: Call, session: Stripe.Checkout.Session, entry: CardEntry): Payment {
  const closed = closedOutcome(call, session);
  if (closed) return closed;
  const { card, expMonth, expYear, name, country } = entry;
  const method = newPaymentMethod({
    createdAt: call.clock.nowSeconds(), card, expMonth, expYear, name, country,
    email: session.customer_email ?? entry.email, customer: session.customer as string | null,
  });
  call.resources.insert('payment_method', method, {}, card.behaviour);
  const intent = intentOf(call, session);
  return concluded(call, session, method, attemptPayment(call, intent, method, card.behaviour, session.success_url));
}

/** The buyer comes back from the bank's page of a session's payment. */
export function authenticateSession(call: Call, session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent, hasPassed: boolean): Payment {
  const closed = closedOutcome(call, session);
  if (closed) return closed;
  const method = call.resources.find('payment_method', intent.payment_method as string)!;
  const behaviour = call.resources.hidden<CardBehaviour>(method.id)!;
  return concluded(call, session, method, settleChallenge(call, intent, method, behaviour, hasPassed));
}

function concluded(call: Call, session: Stripe.Checkout.Session, method: Stripe.PaymentMethod, attempt: Attempt): Payment {
  if (attempt.outcome === 'declined') return { outcome: 'declined', session, error: attempt.error };
  if (attempt.outcome === 'challenged') return { outcome: 'requires_action', session };
  completeSession(call, session, method);
  return { outcome: 'paid', session };
}

function closedOutcome(call: Call, session: Stripe.Checkout.Session): Payment | undefined {
  if (session.status === 'complete') return { outcome: 'already_paid', session };
  if (session.status === 'expired') return { outcome: 'expired', session };
  if (session.expires_at > call.clock.nowSeconds()) return undefined;
  return { outcome: 'expired', session: expireSession(call, session) };
}

/** A session gets its intent at the first try to pay, and keeps it for the next ones. */
function intentOf(call: Call, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const present = typeof session.payment_intent === 'string' && call.resources.find('payment_intent', session.payment_intent);
  if (present) return present;
  const { intent: terms } = call.resources.hidden<HiddenSession>(session.id)!;
  const intent = openIntent(call, {
    ...terms, amountMinor: session.amount_total!, currency: session.currency!, customer: session.customer as string | null, automaticMethods: false,
  });
  session.payment_intent = intent.id;
  call.resources.save('checkout.session', session);
  call.resources.link(session.id, { paymentIntent: intent.id, dueAt: session.expires_at });
  return intent;
}
