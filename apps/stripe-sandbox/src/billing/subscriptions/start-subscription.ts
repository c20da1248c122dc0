import type Stripe from 'stripe';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { draftInvoice } from '../invoices/draft-invoice.js';
import type { InvoiceObject } from '../objects/invoice.js';
import type { PriceObject } from '../objects/price.js';
import { recurrenceOf } from '../objects/price.js';
import { newSubscriptionItem } from '../objects/subscription-item.js';
import { newSubscription, type SubscriptionObject, type TrialEnding } from '../objects/subscription.js';
import { billingDateAfter } from '../periods/add-intervals.js';
import { cycleLines, rememberDebits } from './cycle-lines.js';
import type { HiddenSubscription } from './hidden-subscription.js';
import { saveSubscription } from './save-subscription.js';

export interface StartTerms {
  customer: Stripe.Customer;
  items: { price: PriceObject; quantity: number; metadata: Record<string, string> }[];
  trialEnd: number | null;
  trialEnding: TrialEnding;
  paymentMethod: string | null;
  description: string | null;
  metadata: Record<string, string>;
}

/** Starts a subscription now, with the draft of its first invoice. The anchor is now, or the end of the trial. */
export function startSubscription(call: Call, terms: StartTerms): { subscription: SubscriptionObject; invoice: InvoiceObject } {
  const now = call.clock.nowSeconds();
  const { customer, items, trialEnd } = terms;
  const { currency } = items[0]!.price;
  const subscription = newSubscription({
    createdAt: now, customer: customer.id, currency, billingCycleAnchor: trialEnd ?? now, trialEnd, trialEnding: terms.trialEnding,
    defaultPaymentMethod: terms.paymentMethod, description: terms.description, metadata: terms.metadata, testClock: customer.test_clock as string | null,
  });
  const period = { start: now, end: trialEnd ?? billingDateAfter(now, recurrenceOf(items[0]!.price), now) };
  subscription.items.data = items.map((item) => newSubscriptionItem({ ...item, createdAt: now, subscription: subscription.id, period }));
  call.resources.insert('subscription', subscription, { customer: customer.id, testClock: subscription.test_clock });
  const invoice = draftInvoice(call, {
    customer: customer.id, currency, billingReason: 'subscription_create', period: { start: now, end: now },
    subscription: { id: subscription.id, metadata: subscription.metadata }, lines: cycleLines(call, subscription),
  });
  subscription.latest_invoice = invoice.id;
  const hidden: HiddenSubscription = { debits: {}, announcedTrialEnd: null, pending: null };
  rememberDebits(hidden, invoice);
  saveSubscription(call, subscription, hidden);
  recordEvent(call, 'customer.subscription.created', subscription);
  return { subscription, invoice };
}
