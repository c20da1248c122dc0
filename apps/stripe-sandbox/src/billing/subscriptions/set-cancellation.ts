import type { SubscriptionUpdate } from '../api/subscription-parameters.js';
import { invalidRequest } from '../../http/stripe-error.js';
import type { Call } from '../../world.js';
import type { SubscriptionObject } from '../objects/subscription.js';

/** Plans the end, at the end of the period or at a moment of its own, or takes the plan back. */
export function setCancellation(call: Call, subscription: SubscriptionObject, given: Pick<SubscriptionUpdate, 'cancel_at' | 'cancel_at_period_end' | 'cancellation_details'>): void {
  const { cancel_at: cancelAt, cancel_at_period_end: atPeriodEnd, cancellation_details: details } = given;
  if (details) Object.assign(subscription.cancellation_details!, details);
  if (subscription.schedule && (cancelAt !== undefined || (atPeriodEnd ?? false) !== subscription.cancel_at_period_end)) {
    throw invalidRequest(`The subscription is managed by the subscription schedule \`${subscription.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`);
  }
  if (cancelAt != null && atPeriodEnd) throw invalidRequest('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', { param: 'cancel_at' });
  const now = call.clock.nowSeconds();
  if (cancelAt != null) {
    if (cancelAt <= now) throw invalidRequest('`cancel_at` must be in the future.', { param: 'cancel_at' });
    plan(subscription, now, cancelAt, false);
  } else if (atPeriodEnd) {
    if (!subscription.cancel_at_period_end) plan(subscription, now, subscription.items.data[0]!.current_period_end, true);
  } else if (cancelAt === null || (atPeriodEnd === false && subscription.cancel_at_period_end)) {
    Object.assign(subscription, { cancel_at: null, cancel_at_period_end: false, canceled_at: null });
    subscription.cancellation_details = { ...subscription.cancellation_details!, reason: null };
  }
}

function plan(subscription: SubscriptionObject, now: number, cancelAt: number, atPeriodEnd: boolean): void {
  Object.assign(subscription, { cancel_at: cancelAt, cancel_at_period_end: atPeriodEnd, canceled_at: now });
  subscription.cancellation_details = { ...subscription.cancellation_details!, reason: 'cancellation_requested' };
}
