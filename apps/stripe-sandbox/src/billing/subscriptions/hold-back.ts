import type { SubscriptionUpdate } from '../api/subscription-parameters.js';
import { invalidRequest, StripeError } from '../../http/stripe-error.js';
import type { Call } from '../../world.js';
import { collectInvoice } from '../invoices/collect-invoice.js';
import { finalizeInvoice } from '../invoices/finalize-invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { hiddenSubscription } from './hidden-subscription.js';
import { tellChange } from './save-subscription.js';
import { changedItems, updateSubscription } from './update-subscription.js';

const heldSeconds = 23 * 3600;
const allowed = new Set(['items', 'proration_behavior', 'proration_date', 'billing_cycle_anchor', 'payment_behavior', 'off_session']);

/** Makes a change that must be paid only once it is: until then, for 23 hours, it is the subscription's `pending_update`. */
export function updateOncePaid(call: Call, subscription: SubscriptionObject, given: SubscriptionUpdate): void {
  const other = Object.keys(given).find((name) => !allowed.has(name));
  if (other) throw invalidRequest(`You cannot update \`${other}\` with \`payment_behavior=pending_if_incomplete\`.`, { param: other });
  const strict: SubscriptionUpdate = { ...given, payment_behavior: 'error_if_incomplete' };
  if (isPaidAtOnce(call, subscription, strict)) updateSubscription(call, subscription, strict);
  else holdBack(call, subscription, given);
}

function isPaidAtOnce(call: Call, subscription: SubscriptionObject, given: SubscriptionUpdate): boolean {
  const rehearsal: Call = Object.assign(Object.create(call) as Call, { outgoing: [] });
  return call.database.rehearse(() => {
    try {
      updateSubscription(rehearsal, structuredClone(subscription), given);
      return true;
    } catch (error) {
      if (error instanceof StripeError && error.status === 402) return false;
      throw error;
    }
  });
}

function holdBack(call: Call, subscription: SubscriptionObject, given: SubscriptionUpdate): void {
  const before = structuredClone(subscription);
  const hidden = hiddenSubscription(call, subscription.id);
  const [changed, debits] = [structuredClone(subscription), structuredClone(hidden)];
  const invoice = changedItems(call, changed, debits, given)!;
  invoice.auto_advance = false;
  subscription.latest_invoice = invoice.id;
  subscription.pending_update = {
    billing_cycle_anchor: changed.billing_cycle_anchor === before.billing_cycle_anchor ? null : changed.billing_cycle_anchor, cancel_at_period_end: null, discount: null, discounts: null,
    expires_at: Math.min(call.clock.nowSeconds() + heldSeconds, before.items.data[0]!.current_period_end), metadata: null,
    subscription_items: changed.items.data as never, trial_end: null, trial_from_plan: null,
  };
  const pending = { invoice: invoice.id, items: changed.items.data, billingCycleAnchor: changed.billing_cycle_anchor, debits: debits.debits };
  tellChange(call, subscription, before, { ...hidden, pending });
  finalizeInvoice(call, invoice);
  if (invoice.status === 'open') collectInvoice(call, invoice, { isHeldBack: true });
}
