import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { draftInvoice, pendingItems } from '../invoices/draft-invoice.js';
import { finalizeInvoice } from '../invoices/finalize-invoice.js';
import { chosenMethod } from '../invoices/collect-invoice.js';
import { shelveInvoice } from '../invoices/shelve-invoice.js';
import type { InvoiceObject } from '../objects/invoice.js';
import { recurrenceOf } from '../objects/price.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { billingDateAfter } from '../periods/add-intervals.js';
import { closeSubscription } from './close-subscription.js';
import { cycleLines, rememberDebits } from './cycle-lines.js';
import { enterDuePhase } from './enter-phase.js';
import { hiddenSubscription } from './hidden-subscription.js';
import { saveSubscription, tellChange } from './save-subscription.js';

/** The period has ended: the next one begins and is asked for, or the subscription ends with it. */
export function renewSubscription(call: Call, subscription: SubscriptionObject): void {
  if (subscription.cancel_at_period_end) return endSubscription(call, subscription);
  if (subscription.status === 'trialing' && !chosenMethod(call, subscription.customer, subscription.default_payment_method)) {
    const { missing_payment_method: ending } = subscription.trial_settings.end_behavior;
    if (ending === 'cancel') return closeSubscription(call, subscription, 'cancellation_requested');
    if (ending === 'pause') return pauseAfterTrial(call, subscription);
  }
  scheduleInvoice(call, subscription, beginPeriod(call, subscription));
}

/** Moves the period on by one and drafts its invoice. */
export function beginPeriod(call: Call, subscription: SubscriptionObject): InvoiceObject {
  const before = structuredClone(subscription);
  const hidden = hiddenSubscription(call, subscription.id);
  const [first] = subscription.items.data;
  const last = { start: first!.current_period_start, end: first!.current_period_end };
  enterDuePhase(call, subscription, last.end);
  const end = billingDateAfter(subscription.billing_cycle_anchor, recurrenceOf(subscription.items.data[0]!.price), last.end);
  for (const item of subscription.items.data) Object.assign(item, { current_period_start: last.end, current_period_end: end });
  if (subscription.status === 'trialing') subscription.status = 'active';
  const invoice = draftInvoice(call, {
    customer: subscription.customer, currency: subscription.currency, billingReason: 'subscription_cycle', period: last,
    subscription: { id: subscription.id, metadata: subscription.metadata }, lines: cycleLines(call, subscription),
  });
  subscription.latest_invoice = invoice.id;
  rememberDebits(hidden, invoice);
  tellChange(call, subscription, before, hidden);
  return invoice;
}

/** A draft can be changed for an hour, then it is final; while collection is paused or given up it goes no further. */
function scheduleInvoice(call: Call, subscription: SubscriptionObject, invoice: InvoiceObject): void {
  if (subscription.pause_collection) return shelveInvoice(call, subscription, invoice);
  if (subscription.status === 'unpaid') invoice.auto_advance = false;
  else invoice.automatically_finalizes_at = call.clock.nowSeconds() + call.controls.get('billing').draftSeconds;
  call.resources.save('invoice', invoice);
  call.resources.setDue(invoice.id, invoice.automatically_finalizes_at);
}

/** What waits to be asked for is collected before the end. */
export function endSubscription(call: Call, subscription: SubscriptionObject): void {
  if (pendingItems(call, subscription.customer, subscription.id, subscription.currency, false).length > 0) {
    const { current_period_start: start, current_period_end: end } = subscription.items.data[0]!;
    const invoice = draftInvoice(call, {
      customer: subscription.customer, currency: subscription.currency, billingReason: 'subscription_cycle', period: { start, end },
      subscription: { id: subscription.id, metadata: subscription.metadata }, lines: [],
    });
    subscription.latest_invoice = invoice.id;
    finalizeInvoice(call, invoice);
  }
  closeSubscription(call, subscription, 'cancellation_requested');
}

function pauseAfterTrial(call: Call, subscription: SubscriptionObject): void {
  const before = structuredClone(subscription);
  subscription.status = 'paused';
  saveSubscription(call, subscription);
  recordEvent(call, 'customer.subscription.paused', subscription, { status: before.status });
}
