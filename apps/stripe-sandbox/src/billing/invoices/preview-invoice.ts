import { invalidRequest } from '../../http/stripe-error.js';
import { found } from '../../verbs/found.js';
import { atTime, type Call } from '../../world.js';
import type { PreviewWish, SubscriptionUpdate } from '../api/subscription-parameters.js';
import { inCustomerTime } from '../clocks/in-customer-time.js';
import type { InvoiceObject } from '../objects/invoice.js';
import type { SubscriptionObject } from '../objects/subscription.js';
import { hasEnded } from '../subscriptions/next-due.js';
import { beginPeriod } from '../subscriptions/renew-subscription.js';
import { applyUpdate } from '../subscriptions/update-subscription.js';
import { pendingItems } from './draft-invoice.js';

/** What the next invoice will be, or the one that a change would lead to at once. Done in earnest and taken back. */
export function previewInvoice(call: Call, given: PreviewWish): InvoiceObject {
  const subscription = subscriptionOf(call, given);
  const { cancel_now: endsNow, ...change } = given.subscription_details ?? {};
  if (endsNow) throw invalidRequest('The sandbox does not preview the end of a subscription.', { param: 'subscription_details[cancel_now]' });
  const rehearsal: Call = Object.assign(Object.create(inCustomerTime(call, found(call, 'customer', subscription.customer))) as Call, { outgoing: [] });
  return call.database.rehearse(() => upcoming(rehearsal, subscription, change as SubscriptionUpdate));
}

function upcoming(call: Call, subscription: SubscriptionObject, change: SubscriptionUpdate): InvoiceObject {
  const changed = Object.keys(change).length > 0 ? applyUpdate(call, subscription, change) : undefined;
  const { current_period_end: end } = subscription.items.data[0]!;
  const isLast = subscription.cancel_at !== null && subscription.cancel_at <= end;
  if (!changed && isLast && pendingItems(call, subscription.customer, subscription.id, subscription.currency, false).length === 0) throw noUpcoming(subscription.customer);
  const invoice = changed ?? beginPeriod(atTime(call, end), subscription);
  if (isLast && !changed) invoice.lines.data = invoice.lines.data.filter((line) => line.parent.subscription_item_details?.proration !== false);
  return { ...invoice, billing_reason: changed ? 'subscription_update' : 'upcoming', id: `upcoming_${invoice.id}`, next_payment_attempt: changed ? call.clock.nowSeconds() : end + call.controls.get('billing').draftSeconds };
}

function subscriptionOf(call: Call, { customer, subscription: id }: PreviewWish): SubscriptionObject {
  if (id !== undefined) {
    const subscription = found(call, 'subscription', id, 'subscription');
    if (hasEnded(subscription)) throw noUpcoming(subscription.customer);
    return subscription;
  }
  if (customer === undefined) throw invalidRequest('You must specify at least one of these parameters: customer, subscription.', { code: 'parameter_missing', param: 'customer' });
  const [subscription] = call.resources.ofCustomer('subscription', found(call, 'customer', customer, 'customer').id).filter((each) => !hasEnded(each));
  if (!subscription) throw noUpcoming(customer);
  return subscription;
}

function noUpcoming(customer: string): Error {
  return invalidRequest(`No upcoming invoices for customer: ${customer}`, { code: 'invoice_upcoming_none' });
}
