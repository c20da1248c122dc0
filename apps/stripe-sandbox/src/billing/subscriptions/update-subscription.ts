import { ownMethod } from '../api/own-method.js';
import type { SubscriptionUpdate } from '../api/subscription-parameters.js';
import { invalidRequest } from '../../http/stripe-error.js';
import { mergedMetadata } from '../../parameters/collections.js';
import type { Call } from '../../world.js';
import { collectNow } from '../invoices/collect-now.js';
import type { InvoiceObject } from '../objects/invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { changeItems } from './change-items.js';
import { discardPending } from './discard-pending.js';
import { hiddenSubscription, type HiddenSubscription } from './hidden-subscription.js';
import { hasEnded } from './next-due.js';
import { readItems } from './read-items.js';
import { tellChange } from './save-subscription.js';
import { changeTrial } from './change-trial.js';
import { setCancellation } from './set-cancellation.js';

/** Changes a subscription, and collects at once what the change asks for now. 402 without any change for `error_if_incomplete`. */
export function updateSubscription(call: Call, subscription: SubscriptionObject, given: SubscriptionUpdate): void {
  const invoice = applyUpdate(call, subscription, given);
  if (invoice) collectNow(call, subscription, invoice, given.payment_behavior === 'error_if_incomplete');
}

/** Everything but the collecting: the draft that it leads to, if any. */
export function applyUpdate(call: Call, subscription: SubscriptionObject, given: SubscriptionUpdate): InvoiceObject | undefined {
  const before = structuredClone(subscription);
  const hidden = hiddenSubscription(call, subscription.id);
  checkAlive(subscription, given);
  subscription.metadata = mergedMetadata(subscription.metadata, given.metadata);
  if (given.description !== undefined) subscription.description = given.description;
  if (given.default_payment_method) subscription.default_payment_method = ownMethod(call, given.default_payment_method, subscription.customer, 'default_payment_method');
  if (given.trial_settings) subscription.trial_settings = given.trial_settings;
  if (given.pause_collection !== undefined) pause(call, subscription, given.pause_collection);
  const trialInvoice = given.trial_end === undefined ? undefined : changeTrial(call, subscription, hidden, given.trial_end);
  const invoice = trialInvoice ?? changedItems(call, subscription, hidden, given);
  setCancellation(call, subscription, given);
  tellChange(call, subscription, before, hidden);
  return invoice;
}

/** The items and the anchor alone; a change that still waits is given up for this one. */
export function changedItems(call: Call, subscription: SubscriptionObject, hidden: HiddenSubscription, given: SubscriptionUpdate): InvoiceObject | undefined {
  if (!given.items && given.billing_cycle_anchor !== 'now') return undefined;
  if (subscription.pending_update) discardPending(call, subscription);
  hidden.pending = null;
  const { current_period_start: start, current_period_end: end } = subscription.items.data[0]!;
  const at = given.proration_date ?? call.clock.nowSeconds();
  if (at < start || at > end) throw invalidRequest('Cannot specify `proration_date` outside of the current billing period.', { param: 'proration_date' });
  return changeItems(call, subscription, hidden, {
    items: given.items ? readItems(call, subscription, given.items) : structuredClone(subscription.items.data), at,
    behavior: given.proration_behavior ?? 'create_prorations', isAnchoredNow: given.billing_cycle_anchor === 'now',
  });
}

function checkAlive(subscription: SubscriptionObject, given: SubscriptionUpdate): void {
  if (!hasEnded(subscription)) return;
  const others = Object.keys(given).filter((name) => name !== 'metadata' && name !== 'cancellation_details');
  if (others.length > 0) throw invalidRequest('A canceled subscription can only update its cancellation_details and metadata.', { code: 'invalid_canceled_subscription_fields', param: others[0] });
}

function pause(call: Call, subscription: SubscriptionObject, wish: SubscriptionUpdate['pause_collection']): void {
  if (wish?.resumes_at !== undefined && wish.resumes_at <= call.clock.nowSeconds()) throw invalidRequest('`resumes_at` must be in the future.', { param: 'pause_collection[resumes_at]' });
  subscription.pause_collection = wish ? { behavior: wish.behavior, resumes_at: wish.resumes_at ?? null } : null;
}
