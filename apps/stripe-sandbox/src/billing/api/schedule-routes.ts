import { route } from '../../api/route.js';
import { invalidRequest } from '../../http/stripe-error.js';
import { list, mergedMetadata, metadata, newMetadata } from '../../parameters/collections.js';
import { object, required, type Read } from '../../parameters/parameter.js';
import { integer, oneOf, text } from '../../parameters/values.js';
import { found } from '../../verbs/found.js';
import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { inCustomerTime } from '../clocks/in-customer-time.js';
import { newPhase, newSchedule, phaseItem, type PhaseObject, type ScheduleObject } from '../objects/schedule.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { addIntervals } from '../periods/add-intervals.js';
import { endSchedule } from '../subscriptions/end-schedule.js';
import { hasEnded } from '../subscriptions/next-due.js';
import { saveSubscription, tellChange } from '../subscriptions/save-subscription.js';
import { priceDataParameters, priceOfData, recurringPrice } from './price-data.js';

const kind = 'subscription_schedule';
const path = '/v1/subscription_schedules';

const phases = list(object({
  items: required(list(object({ price: text(), price_data: priceDataParameters, quantity: integer(1, 1_000_000) }), 20)), start_date: integer(1), end_date: integer(1),
  duration: object({ interval: required(oneOf('day', 'week', 'month', 'year')), interval_count: integer(1, 36) }), metadata: metadata(),
  proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'), billing_cycle_anchor: oneOf('automatic', 'phase_start'),
}), 10);
const updateParameters = { phases, end_behavior: oneOf('release'), metadata: metadata(), proration_behavior: oneOf('always_invoice', 'create_prorations', 'none') };

/** Plans for a subscription that runs: what it consists of from the end of a period on. It begins with none but the phase that runs. */
export const scheduleRoutes = [
  route({ method: 'GET', path: `${path}/:id`, parameters: {}, run: (call, _given, id) => found(call, kind, id) }),
  route({
    method: 'POST', path, parameters: { from_subscription: required(text()), metadata: metadata() },
    run(call, given) {
      const { call: then, subscription } = inTime(call, given.from_subscription, 'from_subscription');
      if (hasEnded(subscription)) throw invalidRequest('You cannot migrate a subscription that is already `canceled` to a schedule.', { param: 'from_subscription' });
      if (subscription.schedule) throw invalidRequest(`You cannot migrate a subscription that is already attached to a schedule: ${subscription.schedule}.`, { param: 'from_subscription' });
      const before = structuredClone(subscription);
      const { current_period_start: start, current_period_end: end } = subscription.items.data[0]!;
      const phase = newPhase({ start, end, items: subscription.items.data.map((item) => phaseItem(item.price, item.quantity)), metadata: {}, currency: subscription.currency });
      const schedule = newSchedule({ createdAt: then.clock.nowSeconds(), customer: subscription.customer, subscription: subscription.id, testClock: subscription.test_clock, metadata: newMetadata(given.metadata), phase });
      then.resources.insert(kind, schedule, { customer: subscription.customer, parent: subscription.id });
      subscription.schedule = schedule.id;
      recordEvent(then, 'subscription_schedule.created', schedule);
      tellChange(then, subscription, before);
      return schedule;
    },
  }),
  route({
    method: 'POST', path: `${path}/:id`, parameters: updateParameters,
    run(call, given, id) {
      const schedule = running(call, id);
      const { call: then, subscription } = inTime(call, schedule.subscription!, 'subscription');
      if (given.phases) schedule.phases = planned(then, subscription, schedule, given.phases);
      schedule.metadata = mergedMetadata(schedule.metadata, given.metadata);
      then.resources.save(kind, schedule);
      recordEvent(then, 'subscription_schedule.updated', schedule);
      return schedule;
    },
  }),
  route({
    method: 'POST', path: `${path}/:id/release`, parameters: {},
    run(call, _given, id) {
      const schedule = running(call, id);
      const { call: then, subscription } = inTime(call, schedule.subscription!, 'subscription');
      const before = structuredClone(subscription);
      endSchedule(then, subscription, schedule, 'released');
      if (hasEnded(subscription)) saveSubscription(then, subscription);
      else tellChange(then, subscription, before);
      return found(call, kind, id);
    },
  }),
];

/** The phase that runs stays as it is; each other one begins where the one before it ends. */
function planned(call: Call, subscription: SubscriptionObject, schedule: ScheduleObject, given: Read<typeof updateParameters>['phases'] & object): PhaseObject[] {
  const current = schedule.phases.find(({ start_date: start }) => start === schedule.current_phase?.start_date)!;
  const end = subscription.items.data[0]!.current_period_end;
  if (given[0]?.start_date !== current.start_date) throw invalidRequest('You can not modify the start date of the current phase.', { param: 'phases[0][start_date]' });
  if (given.length > 2) throw invalidRequest('The sandbox plans one phase after the one that runs.', { param: 'phases' });
  let start = current.start_date;
  return given.map((wish, index) => {
    const own = `phases[${index}]`;
    const items = wish.items.map((item, at) => {
      if (!item.price === !item.price_data) throw invalidRequest('You must specify one of these parameters: price, price_data.', { param: `${own}[items][${at}]` });
      const price = item.price_data ? priceOfData(call, item.price_data, `${own}[items][${at}][price_data]`) : recurringPrice(call, item.price!, `${own}[items][${at}][price]`);
      return phaseItem(price, item.quantity ?? 1);
    });
    if (items.length !== subscription.items.data.length) throw invalidRequest('The sandbox plans as many items as there are.', { param: `${own}[items]` });
    if (index === 0 && JSON.stringify(items) !== JSON.stringify(current.items.map(({ price, quantity }) => ({ price, quantity })))) throw invalidRequest('The sandbox leaves the phase that runs as it is.', { param: `${own}[items]` });
    if (!wish.end_date === !wish.duration) throw invalidRequest('You must specify one of `end_date` or `duration` for each phase.', { param: own });
    const until = wish.end_date ?? addIntervals(start, { interval: wish.duration!.interval, intervalCount: wish.duration!.interval_count ?? 1 }, 1);
    if (index === 0 && until !== end) throw invalidRequest('The sandbox changes phases only where a period ends.', { param: `${own}[end_date]` });
    const phase = newPhase({ start, end: until, items, metadata: newMetadata(wish.metadata), currency: subscription.currency, ...(wish.proration_behavior ? { behavior: wish.proration_behavior } : {}), anchor: wish.billing_cycle_anchor });
    start = until;
    return phase;
  });
}

function running(call: Call, id: string): ScheduleObject {
  const schedule = found(call, kind, id);
  if (schedule.status !== 'active') throw invalidRequest(`You cannot update a subscription schedule that is currently in the \`${schedule.status}\` status. It must be in the \`active\` or \`not_started\` status.`);
  return schedule;
}

function inTime(call: Call, id: string, param: string): { call: Call; subscription: SubscriptionObject } {
  const subscription = found(call, 'subscription', id, param);
  return { subscription, call: inCustomerTime(call, found(call, 'customer', subscription.customer)) };
}
