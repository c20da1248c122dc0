import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { closeInvoice } from '../invoices/close-invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { hiddenSubscription } from './hidden-subscription.js';
import { tellChange } from './save-subscription.js';

/** A change that nobody has paid for in time comes to nothing, and its invoice with it. */
export function discardPending(call: Call, subscription: SubscriptionObject): void {
  const hidden = hiddenSubscription(call, subscription.id);
  const invoice = call.resources.find('invoice', hidden.pending?.invoice ?? '');
  const before = structuredClone(subscription);
  subscription.pending_update = null;
  tellChange(call, subscription, before, { ...hidden, pending: null });
  if (invoice?.status === 'open') closeInvoice(call, invoice, 'void');
  recordEvent(call, 'customer.subscription.pending_update_expired', subscription);
}
