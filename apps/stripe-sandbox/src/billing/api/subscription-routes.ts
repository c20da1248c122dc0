import { listRoute, pageOf, pageParameters } from '../../api/cursor-list.js';
import { route } from '../../api/route.js';
import { required } from '../../parameters/parameter.js';
import { flag, oneOf, text } from '../../parameters/values.js';
import { found } from '../../verbs/found.js';
import type { Call } from '../../world.js';
import { inCustomerTime } from '../clocks/in-customer-time.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { cancelSubscription } from '../subscriptions/cancel-subscription.js';
import { updateOncePaid } from '../subscriptions/hold-back.js';
import { resumeSubscription } from '../subscriptions/resume-subscription.js';
import { updateSubscription } from '../subscriptions/update-subscription.js';
import { cancellationDetails, updateParameters } from './subscription-parameters.js';

const kind = 'subscription';
const path = '/v1/subscriptions';
const statuses = ['active', 'all', 'canceled', 'ended', 'incomplete', 'incomplete_expired', 'past_due', 'paused', 'trialing', 'unpaid'] as const;
const running = ['active', 'incomplete', 'past_due', 'paused', 'trialing', 'unpaid'];

export const subscriptionRoutes = [
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  listRoute({
    kind, path, filters: { customer: text(), status: oneOf(...statuses), test_clock: text() },
    where: ({ customer, status, test_clock: testClock }) => ({
      customer, test_clock: testClock, '$.status': status === 'all' ? undefined : status === 'ended' ? ['canceled', 'incomplete_expired'] : (status ?? running),
    }),
  }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: updateParameters,
    run(call, given, id) {
      const { call: then, subscription } = inTime(call, id);
      if (given.payment_behavior === 'pending_if_incomplete') updateOncePaid(then, subscription, given);
      else updateSubscription(then, subscription, given);
      return found(call, kind, id);
    },
  }),
  route({
    method: 'DELETE', path: `${path}/:id`, parameters: { cancellation_details: cancellationDetails, invoice_now: flag(), prorate: flag() },
    run(call, given, id) {
      const { call: then, subscription } = inTime(call, id);
      cancelSubscription(then, subscription, { prorates: given.prorate ?? false, invoicesNow: given.invoice_now ?? false, details: given.cancellation_details });
      return found(call, kind, id);
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/resume`, parameters: { billing_cycle_anchor: oneOf('now'), proration_behavior: oneOf('create_prorations', 'none') },
    run(call, _given, id) {
      const { call: then, subscription } = inTime(call, id);
      resumeSubscription(then, subscription);
      return found(call, kind, id);
    },
  }),
  route({
    method: 'GET', path: '/v1/subscription_items', parameters: { ...pageParameters, subscription: required(text()) },
    run: (call, given) => pageOf(found(call, kind, given.subscription, 'subscription').items.data, given, '/v1/subscription_items'),
  }),
];

function inTime(call: Call, id: string): { call: Call; subscription: SubscriptionObject } {
  const subscription = found(call, kind, id);
  return { subscription, call: inCustomerTime(call, found(call, 'customer', subscription.customer)) };
}
