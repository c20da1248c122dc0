import { recordEvent } from '../../webhooks/record-event.js';
import { mergedMetadata } from '../../parameters/collections.js';
import type { Call } from '../../world.js';
import { planOf } from '../objects/price.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { endSchedule, scheduleOf } from './end-schedule.js';
import { rhythmOf } from './read-items.js';

/**
 * Where a phase of the subscription's schedule begins with the period that begins at `at`, its items and metadata hold from then on, and another
 * interval moves the anchor; where the last phase is over, the schedule lets go. The caller saves the subscription.
 */
export function enterDuePhase(call: Call, subscription: SubscriptionObject, at: number): void {
  const schedule = scheduleOf(call, subscription);
  if (!schedule) return;
  const phase = schedule.phases.find(({ start_date: start }) => start === at);
  if (!phase) {
    if (schedule.phases.every(({ end_date: end }) => end <= at)) endSchedule(call, subscription, schedule, 'released');
    return;
  }
  const [before] = subscription.items.data.map(rhythmOf);
  subscription.items.data.forEach((item, index) => {
    const wanted = phase.items[index]!;
    const price = call.resources.find('price', wanted.price)!;
    Object.assign(item, { price, plan: planOf(price), quantity: wanted.quantity });
  });
  if (before !== rhythmOf(subscription.items.data[0]!) || phase.billing_cycle_anchor === 'phase_start') subscription.billing_cycle_anchor = at;
  subscription.metadata = mergedMetadata(subscription.metadata, phase.metadata);
  schedule.current_phase = { start_date: phase.start_date, end_date: phase.end_date };
  call.resources.save('subscription_schedule', schedule);
  recordEvent(call, 'subscription_schedule.updated', schedule);
}
