import type Stripe from 'stripe';
import { atTime, type Call } from '../../world.js';

/** The unit of work in the time of the customer: that of the test clock that they are bound to, if there is one. */
export function inCustomerTime(call: Call, customer: Pick<Stripe.Customer, 'test_clock'>): Call {
  const clock = typeof customer.test_clock === 'string' ? call.resources.find('test_helpers.test_clock', customer.test_clock) : undefined;
  return clock ? atTime(call, clock.frozen_time) : call;
}
