import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import type { ScheduleObject } from '../objects/schedule.js';
import type { SubscriptionObject } from '../objects/subscription.js';

/** The schedule lets its subscription go, which stays as it is, or ends with it. The caller saves the subscription. */
export function endSchedule(call: Call, subscription: SubscriptionObject, schedule: ScheduleObject, status: 'released' | 'canceled'): void {
  const now = call.clock.nowSeconds();
  Object.assign(schedule, { status, current_phase: null }, status === 'released' ? { released_at: now, released_subscription: subscription.id, subscription: null } : { canceled_at: now });
  if (status === 'released') subscription.schedule = null;
  call.resources.save('subscription_schedule', schedule);
  recordEvent(call, `subscription_schedule.${status}`, schedule);
}

/** The schedule that a subscription follows. */
export function scheduleOf(call: Call, { schedule }: Pick<SubscriptionObject, 'schedule'>): ScheduleObject | undefined {
  return schedule === null ? undefined : call.resources.find('subscription_schedule', schedule);
}
