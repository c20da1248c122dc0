import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { hiddenSubscription } from './hidden-subscription.js';
import { tellChange } from './save-subscription.js';

/** A change that waited for its invoice holds, now that this is paid. */
export function applyPending(call: Call, subscription: SubscriptionObject, paidInvoice: string): void {
  const hidden = hiddenSubscription(call, subscription.id);
  const { pending } = hidden;
  if (pending?.invoice !== paidInvoice) return;
  const before = structuredClone(subscription);
  Object.assign(subscription, { billing_cycle_anchor: pending.billingCycleAnchor, pending_update: null });
  subscription.items.data = pending.items;
  if (subscription.cancel_at_period_end) subscription.cancel_at = pending.items[0]!.current_period_end;
  tellChange(call, subscription, before, { ...hidden, debits: pending.debits, pending: null });
  recordEvent(call, 'customer.subscription.pending_update_applied', subscription);
}
