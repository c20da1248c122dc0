import type { SubscriptionObject } from '../objects/subscription.js';
import type { HiddenSubscription } from './hidden-subscription.js';

export type SubscriptionDue = 'announce_trial_end' | 'discard_pending' | 'unpause' | 'cancel' | 'renew';

const announcedAheadSeconds = 3 * 24 * 3600;

/** What time does next to a subscription and when; of two things at one moment the first in this order. Nothing once it has ended. */
export function nextDue(subscription: SubscriptionObject, hidden: HiddenSubscription): { what: SubscriptionDue; at: number } | undefined {
  if (hasEnded(subscription)) return undefined;
  const { trial_end: trialEnd, pause_collection: pause, cancel_at: cancelAt } = subscription;
  const coming: { what: SubscriptionDue; at: number }[] = [];
  if (subscription.status === 'trialing' && trialEnd !== null && hidden.announcedTrialEnd !== trialEnd) {
    coming.push({ what: 'announce_trial_end', at: Math.max(subscription.start_date, trialEnd - announcedAheadSeconds) });
  }
  if (subscription.pending_update) coming.push({ what: 'discard_pending', at: subscription.pending_update.expires_at });
  if (pause?.resumes_at) coming.push({ what: 'unpause', at: pause.resumes_at });
  if (cancelAt !== null) coming.push({ what: 'cancel', at: cancelAt });
  if (subscription.status !== 'paused') coming.push({ what: 'renew', at: subscription.items.data[0]!.current_period_end });
  return coming.toSorted((a, b) => a.at - b.at)[0];
}

export function hasEnded({ status }: SubscriptionObject): boolean {
  return status === 'canceled' || status === 'incomplete_expired';
}
