import { invalidRequest } from '../../http/stripe-error.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { collectNow } from '../invoices/collect-now.js';
import { pendingItems } from '../invoices/draft-invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { draftChange } from './change-items.js';
import { closeSubscription } from './close-subscription.js';
import { hiddenSubscription } from './hidden-subscription.js';
import { hasEnded } from './next-due.js';
import { creditUnused } from './prorate-items.js';
import { saveSubscription } from './save-subscription.js';

export interface CancelWish {
  /** Gives the unused time back, as a credit. */
  prorates: boolean;
  /** Asks for, or gives back, what waits for the next invoice. */
  invoicesNow: boolean;
  details?: { comment?: string; feedback?: string };
}

/** Ends a subscription now. What waits for its next invoice is dropped, unless it is invoiced or given back. */
export function cancelSubscription(call: Call, subscription: SubscriptionObject, wish: CancelWish): void {
  if (hasEnded(subscription)) throw invalidRequest(`No such subscription: '${subscription.id}'`, { code: 'resource_missing', param: 'id' });
  const hidden = hiddenSubscription(call, subscription.id);
  if (wish.details) Object.assign(subscription.cancellation_details!, wish.details);
  if (wish.prorates) for (const item of subscription.items.data) creditUnused(call, subscription, hidden, item, call.clock.nowSeconds());
  saveSubscription(call, subscription, hidden);
  const waiting = pendingItems(call, subscription.customer, subscription.id, subscription.currency, false);
  if (wish.invoicesNow && waiting.length > 0) {
    const invoice = draftChange(call, subscription, hidden, []);
    saveSubscription(call, subscription, hidden);
    collectNow(call, subscription, invoice, false);
  } else if (!wish.prorates) {
    for (const item of waiting) {
      call.resources.remove(item.id);
      recordEvent(call, 'invoiceitem.deleted', item);
    }
  }
  closeSubscription(call, call.resources.find('subscription', subscription.id)!, 'cancellation_requested');
}
