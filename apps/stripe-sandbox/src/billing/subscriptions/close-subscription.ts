import type Stripe from 'stripe';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { endSchedule, scheduleOf } from './end-schedule.js';
import { saveSubscription } from './save-subscription.js';

/** Ends a subscription now: what waits to be paid is not tried again by itself. */
export function closeSubscription(call: Call, subscription: SubscriptionObject, reason: Stripe.Subscription.CancellationDetails['reason']): void {
  const now = call.clock.nowSeconds();
  const schedule = scheduleOf(call, subscription);
  if (schedule) endSchedule(call, subscription, schedule, 'canceled');
  subscription.status = 'canceled';
  subscription.canceled_at ??= now;
  subscription.ended_at = now;
  subscription.pause_collection = null;
  subscription.pending_update = null;
  subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, ...subscription.cancellation_details, reason };
  saveSubscription(call, subscription);
  for (const invoice of call.resources.ofParent('invoice', subscription.id)) {
    if (invoice.status !== 'draft' && invoice.status !== 'open') continue;
    Object.assign(invoice, { auto_advance: false, automatically_finalizes_at: null, next_payment_attempt: null });
    call.resources.save('invoice', invoice);
    call.resources.setDue(invoice.id, null);
  }
  recordEvent(call, 'customer.subscription.deleted', subscription);
}
