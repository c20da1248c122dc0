import type Stripe from 'stripe';
import { attemptSetup, settleSetup } from '../billing/checkout/attempt-setup.js';
import type { CardBehaviour, TestCard } from '../cards/test-cards.js';
import type { StripeErrorBody } from '../http/stripe-error.js';
import { newPaymentMethod } from '../objects/payment-method.js';
import type { Call } from '../world.js';
import { attemptPayment, settleChallenge, type Attempt } from './attempt-payment.js';
import { completeSession } from './complete-session.js';
import { expireSession } from './expire-session.js';
import type { HiddenSession } from './hidden-session.js';
import { keepsCard, payerOf, paymentIntentOf, setupIntentOf } from './session-intents.js';

export interface CardEntry {
  /** Null where nothing is due and the session asks for no card. */
  card: TestCard | null;
  expMonth: number;
  expYear: number;
  email: string | null;
  name: string | null;
  country: string | null;
}

export interface Payment {
  outcome: 'paid' | 'already_paid' | 'expired' | 'requires_action' | 'declined';
  session: Stripe.Checkout.Session;
  /** The intent that the bank's page is to confirm. */
  intent?: string;
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
  const email = session.customer_email ?? entry.email;
  const hidden = call.resources.hidden<HiddenSession>(session.id)!;
  const customer = payerOf(call, session, hidden, { email, name, country });
  if (!card) {
    completeSession(call, session, { billingDetails: { address: null, email, name }, method: null });
    return { outcome: 'paid', session };
  }
  const method = newPaymentMethod({ createdAt: call.clock.nowSeconds(), card, expMonth, expYear, name, country, email, customer: session.mode === 'payment' ? customer : null });
  call.resources.insert('payment_method', method, {}, card.behaviour);
  if (keepsCard(session)) return concluded(call, session, method, attemptSetup(call, setupIntentOf(call, session, hidden, customer), method, card.behaviour));
  return concluded(call, session, method, attemptPayment(call, paymentIntentOf(call, session, hidden, customer), method, card.behaviour, session.success_url));
}

/** The buyer comes back from the bank's page of a session's payment. */
export function authenticateSession(call: Call, session: Stripe.Checkout.Session, hasPassed: boolean): Payment {
  const closed = closedOutcome(call, session);
  if (closed) return closed;
  const { openIntent } = call.resources.hidden<HiddenSession>(session.id)!;
  const setup = call.resources.find('setup_intent', openIntent ?? '');
  const intent = setup ?? call.resources.find('payment_intent', openIntent ?? '')!;
  const method = call.resources.find('payment_method', intent.payment_method as string)!;
  const behaviour = call.resources.hidden<CardBehaviour>(method.id)!;
  return concluded(call, session, method, setup ? settleSetup(call, setup, method, hasPassed) : settleChallenge(call, intent as Stripe.PaymentIntent, method, behaviour, hasPassed));
}

function concluded(call: Call, session: Stripe.Checkout.Session, method: Stripe.PaymentMethod, attempt: Attempt): Payment {
  if (attempt.outcome === 'declined') return { outcome: 'declined', session, error: attempt.error };
  if (attempt.outcome === 'challenged') return { outcome: 'requires_action', session, intent: call.resources.hidden<HiddenSession>(session.id)!.openIntent! };
  completeSession(call, session, { billingDetails: method.billing_details, method });
  return { outcome: 'paid', session };
}

function closedOutcome(call: Call, session: Stripe.Checkout.Session): Payment | undefined {
  if (session.status === 'complete') return { outcome: 'already_paid', session };
  if (session.status === 'expired') return { outcome: 'expired', session };
  if (session.expires_at > call.clock.nowSeconds()) return undefined;
  return { outcome: 'expired', session: expireSession(call, session) };
}
