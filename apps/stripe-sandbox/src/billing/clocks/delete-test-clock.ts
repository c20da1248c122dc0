import { recordEvent } from '../../webhooks/record-event.js';
import { atTime, type Call } from '../../world.js';
import type { TestClockObject } from '../objects/test-clock.js';
import { closeSubscription } from '../subscriptions/close-subscription.js';
import { hasEnded } from '../subscriptions/next-due.js';

/** Removes a test clock with the customers that are bound to it; their subscriptions end. */
export function deleteTestClock(call: Call, clock: TestClockObject): void {
  const then = atTime(call, clock.frozen_time);
  for (const customer of call.resources.ofTestClock('customer', clock.id)) {
    for (const subscription of call.resources.ofCustomer('subscription', customer.id)) {
      if (!hasEnded(subscription)) closeSubscription(then, subscription, 'cancellation_requested');
    }
    call.resources.remove(customer.id);
    recordEvent(then, 'customer.deleted', customer);
  }
  call.resources.remove(clock.id);
  recordEvent(call, 'test_helpers.test_clock.deleted', clock);
}
