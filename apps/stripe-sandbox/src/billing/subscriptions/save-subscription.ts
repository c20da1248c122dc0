import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { hiddenSubscription, type HiddenSubscription } from './hidden-subscription.js';
import { nextDue } from './next-due.js';

/** Keeps a subscription and when time has next something to do with it. */
export function saveSubscription(call: Call, subscription: SubscriptionObject, hidden: HiddenSubscription = hiddenSubscription(call, subscription.id)): void {
  call.resources.save('subscription', subscription);
  call.resources.hide(subscription.id, hidden);
  call.resources.setDue(subscription.id, nextDue(subscription, hidden)?.at ?? null);
}

/** Keeps it and tells what changed; nothing is told where nothing did. */
export function tellChange(call: Call, subscription: SubscriptionObject, before: SubscriptionObject, hidden?: HiddenSubscription): void {
  saveSubscription(call, subscription, hidden);
  const previous = changedFields(before, subscription);
  if (Object.keys(previous).length > 0) recordEvent(call, 'customer.subscription.updated', subscription, previous);
}

/** The fields of `before` that are different now, as `previous_attributes` has them. */
export function changedFields<T extends object>(before: T, now: T): Partial<T> {
  return Object.fromEntries(Object.entries(before).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(now[name as keyof T]))) as Partial<T>;
}
