import type Stripe from 'stripe';
import { newSetupIntent } from '../billing/objects/setup-intent.js';
import { newCustomer } from '../objects/customer.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import type { HiddenSession } from './hidden-session.js';
import { openIntent } from './open-intent.js';

export interface Payer {
  email: string | null;
  name: string | null;
  country: string | null;
}

/** Nothing is due now: the card is only kept. */
export function keepsCard(session: Stripe.Checkout.Session): boolean {
  return session.mode === 'setup' || session.amount_total === 0;
}

/** A session that asks for a card only where something is due does without one for a trial. */
export function needsCard(session: Stripe.Checkout.Session): boolean {
  return session.mode !== 'subscription' || session.amount_total !== 0 || session.payment_method_collection === 'always';
}

/** Whom a session charges: the customer that it names, or for a subscription one that is made at the first try to pay. */
export function payerOf(call: Call, session: Stripe.Checkout.Session, hidden: HiddenSession, { email, name, country }: Payer): string | null {
  if (session.customer !== null) return session.customer as string;
  const isNeeded = session.mode === 'subscription' || (session.mode === 'setup' && session.customer_creation === 'always');
  if (hidden.customer !== null || !isNeeded) return hidden.customer;
  const customer = newCustomer({ createdAt: call.clock.nowSeconds(), email: email ?? undefined, name: name ?? undefined, country });
  call.resources.insert('customer', customer);
  recordEvent(call, 'customer.created', customer);
  hidden.customer = customer.id;
  call.resources.hide(session.id, hidden);
  return customer.id;
}

/** A session gets its intent at the first try to pay, and keeps it for the next ones. */
export function paymentIntentOf(call: Call, session: Stripe.Checkout.Session, hidden: HiddenSession, customer: string | null): Stripe.PaymentIntent {
  const present = !hidden.openIntent ? undefined : call.resources.find('payment_intent', hidden.openIntent);
  if (present) return present;
  const isRepeated = session.mode === 'subscription';
  const intent = openIntent(call, {
    ...hidden.intent, ...(isRepeated && { description: 'Subscription creation', futureUsage: 'off_session' as const }),
    amountMinor: session.amount_total!, currency: session.currency!, customer, automaticMethods: false,
  });
  if (!isRepeated) session.payment_intent = intent.id;
  remember(call, session, hidden, intent.id);
  return intent;
}

export function setupIntentOf(call: Call, session: Stripe.Checkout.Session, hidden: HiddenSession, customer: string | null): Stripe.SetupIntent {
  const present = !hidden.openIntent ? undefined : call.resources.find('setup_intent', hidden.openIntent);
  if (present) return present;
  const { description, metadata } = hidden.intent;
  const intent = newSetupIntent({ createdAt: call.clock.nowSeconds(), customer, description: description ?? null, metadata: metadata ?? {} });
  call.resources.insert('setup_intent', intent, { customer });
  recordEvent(call, 'setup_intent.created', intent);
  if (session.mode === 'setup') session.setup_intent = intent.id;
  remember(call, session, hidden, intent.id);
  return intent;
}

function remember(call: Call, session: Stripe.Checkout.Session, hidden: HiddenSession, intentId: string): void {
  hidden.openIntent = intentId;
  call.resources.hide(session.id, hidden);
  call.resources.save('checkout.session', session);
  call.resources.link(session.id, { paymentIntent: intentId, dueAt: session.expires_at });
}
