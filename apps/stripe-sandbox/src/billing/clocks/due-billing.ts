import type { ResourceKind } from '../../objects/resource-kind.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { collectInvoice } from '../invoices/collect-invoice.js';
import { finalizeInvoice } from '../invoices/finalize-invoice.js';
import type { InvoiceObject } from '../objects/invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { discardPending } from '../subscriptions/discard-pending.js';
import { hiddenSubscription } from '../subscriptions/hidden-subscription.js';
import { nextDue } from '../subscriptions/next-due.js';
import { endSubscription, renewSubscription } from '../subscriptions/renew-subscription.js';
import { saveSubscription, tellChange } from '../subscriptions/save-subscription.js';

/** What time does to an object of billing, once it has fallen due. */
export function changeBilling(call: Call, kind: ResourceKind, id: string): void {
  call.resources.setDue(id, null);
  const subscription = kind === 'subscription' ? call.resources.find(kind, id) : undefined;
  if (subscription) passTimeOf(call, subscription);
  const invoice = kind === 'invoice' ? call.resources.find(kind, id) : undefined;
  if (invoice) advanceInvoice(call, invoice);
}

/** One thing that time does to a subscription; what comes at the same moment comes next. */
function passTimeOf(call: Call, subscription: SubscriptionObject): void {
  const hidden = hiddenSubscription(call, subscription.id);
  const due = nextDue(subscription, hidden);
  if (!due || due.at > call.clock.nowSeconds()) return saveSubscription(call, subscription, hidden);
  if (due.what === 'renew') return renewSubscription(call, subscription);
  if (due.what === 'cancel') return endSubscription(call, subscription);
  if (due.what === 'discard_pending') return discardPending(call, subscription);
  if (due.what === 'announce_trial_end') {
    saveSubscription(call, subscription, { ...hidden, announcedTrialEnd: subscription.trial_end });
    recordEvent(call, 'customer.subscription.trial_will_end', subscription);
    return;
  }
  const before = structuredClone(subscription);
  subscription.pause_collection = null;
  tellChange(call, subscription, before, hidden);
}

/** A draft becomes final and is collected; a payment that failed is tried again. */
function advanceInvoice(call: Call, invoice: InvoiceObject): void {
  if (invoice.status === 'draft') finalizeInvoice(call, invoice);
  if (invoice.status === 'open') collectInvoice(call, invoice);
}
