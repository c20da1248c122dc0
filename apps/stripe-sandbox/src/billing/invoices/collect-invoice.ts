import type Stripe from 'stripe';
import type { CardBehaviour } from '../../cards/test-cards.js';
import { attemptPayment, type Attempt } from '../../verbs/attempt-payment.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { subscriptionOf, type InvoiceObject } from '../objects/invoice.js';
import { closeSubscription } from '../subscriptions/close-subscription.js';
import { tellChange } from '../subscriptions/save-subscription.js';
import { settleInvoice } from './settle-invoice.js';

const daySeconds = 24 * 3600;

export type Collection = Attempt | { outcome: 'no_method' };

export interface CollectionWish {
  /** Another card than the one that the invoice is charged to by itself. */
  method?: Stripe.PaymentMethod;
  /** Somebody asked for it: beside the first try only those of the schedule count, and only they can end a subscription. */
  isAskedFor?: boolean;
  /** The subscription does not depend on it: the change that it is for waits. */
  isHeldBack?: boolean;
  /** Where the buyer comes back to from their bank; without one they are not there. */
  returnUrl?: string;
}

/** Tries once to collect an open invoice. A failure is told, and tried again by the schedule of the settings. */
export function collectInvoice(call: Call, invoice: InvoiceObject, wish: CollectionWish = {}): Collection {
  const intent = intentOf(call, invoice)!;
  const method = wish.method ?? methodOf(call, invoice);
  const attempt = method ? tryCard(call, intent, method, wish.returnUrl) : { outcome: 'no_method' as const };
  const counts = !wish.isAskedFor || invoice.attempt_count === 0;
  const previous = { attempt_count: invoice.attempt_count, next_payment_attempt: invoice.next_payment_attempt };
  invoice.attempted = true;
  if (counts) invoice.attempt_count += 1;
  if (attempt.outcome === 'succeeded') settleInvoice(call, invoice);
  else {
    if (counts) scheduleRetry(call, invoice);
    tellFailure(call, invoice, previous, { needsBuyer: attempt.outcome === 'challenged', isBuyerThere: wish.returnUrl !== undefined });
    if (counts && !wish.isHeldBack) downgrade(call, invoice);
  }
  return attempt;
}

/** The intent that collects the invoice; none before it is final, nor where nothing is due. */
export function intentOf(call: Call, invoice: InvoiceObject): Stripe.PaymentIntent | undefined {
  const payment = call.resources.ofParent('invoice_payment', invoice.id).find((each) => each.is_default);
  return payment && call.resources.find('payment_intent', payment.payment.payment_intent);
}

/** What is charged: the invoice's own card, the subscription's, or the customer's. */
function methodOf(call: Call, invoice: InvoiceObject): Stripe.PaymentMethod | undefined {
  const id = subscriptionOf(invoice);
  const subscription = id === null ? undefined : call.resources.find('subscription', id);
  return chosenMethod(call, invoice.customer, invoice.default_payment_method ?? subscription?.default_payment_method ?? null);
}

/** The card that was chosen, or the customer's own. */
export function chosenMethod(call: Call, customer: string, chosen: string | null): Stripe.PaymentMethod | undefined {
  const id = chosen ?? (call.resources.find('customer', customer)?.invoice_settings.default_payment_method as string | null | undefined);
  return id ? call.resources.find('payment_method', id) : undefined;
}

/** A card whose bank was asked when it was kept is not asked again; one that always asks is charged only once the buyer has confirmed. */
function tryCard(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, returnUrl?: string): Attempt {
  const behaviour = call.resources.hidden<CardBehaviour>(method.id)!;
  const offSession: CardBehaviour = behaviour.kind === 'challenge' && behaviour.isAskedOnce && returnUrl === undefined ? { kind: 'approve' } : behaviour;
  return attemptPayment(call, intent, method, offSession, returnUrl ?? null);
}

/** Nothing is tried again by itself where the invoice does not go on by itself. */
function scheduleRetry(call: Call, invoice: InvoiceObject): void {
  const wait = invoice.auto_advance ? call.controls.get('billing').retryDays[invoice.attempt_count - 1] : undefined;
  invoice.next_payment_attempt = wait === undefined ? null : call.clock.nowSeconds() + wait * daySeconds;
}

function tellFailure(call: Call, invoice: InvoiceObject, previous: Partial<InvoiceObject>, { needsBuyer, isBuyerThere }: { needsBuyer: boolean; isBuyerThere: boolean }): void {
  call.resources.save('invoice', invoice);
  call.resources.setDue(invoice.id, invoice.next_payment_attempt);
  if (needsBuyer) recordEvent(call, 'invoice.payment_action_required', invoice);
  // The bank is being asked, and has not refused yet.
  if (!needsBuyer || !isBuyerThere) recordEvent(call, 'invoice.payment_failed', invoice);
  recordEvent(call, 'invoice.updated', invoice, previous);
}

/** The subscription waits for its newest invoice; after the last try it ends, or is left as the settings say. */
function downgrade(call: Call, invoice: InvoiceObject): void {
  const id = subscriptionOf(invoice);
  const subscription = id === null ? undefined : call.resources.find('subscription', id);
  if (!subscription || subscription.status === 'canceled') return;
  const { afterLastRetry } = call.controls.get('billing');
  const isLast = invoice.next_payment_attempt === null && (invoice.auto_advance ?? false);
  if (isLast && afterLastRetry === 'cancel') return closeSubscription(call, subscription, 'payment_failed');
  if (subscription.latest_invoice !== invoice.id) return;
  const before = structuredClone(subscription);
  subscription.status = isLast && afterLastRetry === 'unpaid' ? 'unpaid' : 'past_due';
  tellChange(call, subscription, before);
}
