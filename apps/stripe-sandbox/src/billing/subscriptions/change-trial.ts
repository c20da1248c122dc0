import { invalidRequest } from '../../http/stripe-error.js';
import type { Call } from '../../world.js';
import type { InvoiceObject } from '../objects/invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { beginAnew, draftChange } from './change-items.js';
import { cycleLines } from './cycle-lines.js';
import type { HiddenSubscription } from './hidden-subscription.js';

/** Ends a trial now, with the draft of the first paid period, or moves its end. */
export function changeTrial(call: Call, subscription: SubscriptionObject, hidden: HiddenSubscription, wish: 'now' | number): InvoiceObject | undefined {
  if (subscription.status !== 'trialing') {
    if (wish === 'now') return undefined;
    throw invalidRequest('The sandbox moves the end of a trial only while it lasts.', { param: 'trial_end' });
  }
  const now = call.clock.nowSeconds();
  if (wish === 'now') {
    subscription.status = 'active';
    subscription.trial_end = now;
    beginAnew(call, subscription);
    return draftChange(call, subscription, hidden, cycleLines(call, subscription));
  }
  if (wish <= now) throw invalidRequest('Invalid timestamp: must be an integer Unix timestamp in the future.', { param: 'trial_end' });
  subscription.trial_end = wish;
  subscription.billing_cycle_anchor = wish;
  for (const item of subscription.items.data) {
    item.current_period_end = wish;
    const debit = hidden.debits[item.id];
    if (debit) debit.period.end = wish;
  }
  if (subscription.cancel_at_period_end) subscription.cancel_at = wish;
  return undefined;
}
