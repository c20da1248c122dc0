import { invalidRequest } from '../../http/stripe-error.js';
import { recordEvent } from '../../webhooks/record-event.js';
import { atTime, type Call } from '../../world.js';
import type { TestClockObject } from '../objects/test-clock.js';
import { changeBilling } from './due-billing.js';

/**
 * Moves a test clock on; all that falls due on the way happens at its own moment. It has happened when the answer comes, which
 * says `advancing` all the same: at Stripe it takes a while, and who asks must look again until the clock is `ready`.
 */
export function advanceTestClock(call: Call, clock: TestClockObject, until: number): TestClockObject {
  if (until <= clock.frozen_time) throw invalidRequest('The `frozen_time` must be after the current frozen time of the test clock.', { param: 'frozen_time' });
  const advancing: TestClockObject = { ...clock, status: 'advancing', status_details: { advancing: { target_frozen_time: until } } };
  recordEvent(call, 'test_helpers.test_clock.advancing', advancing);
  for (let due = call.resources.firstDue(until, clock.id); due; due = call.resources.firstDue(until, clock.id)) {
    call.resources.save('test_helpers.test_clock', { ...advancing, frozen_time: due.dueAt });
    changeBilling(atTime(call, due.dueAt), due.kind, due.id);
  }
  const ready: TestClockObject = { ...clock, frozen_time: until, status: 'ready', status_details: {} };
  call.resources.save('test_helpers.test_clock', ready);
  recordEvent(call, 'test_helpers.test_clock.ready', ready);
  return { ...advancing, frozen_time: until };
}
