import { apiVersion } from '../api-version.js';
import { newId } from '../ids.js';
import type { EventObject } from '../objects/resource-kind.js';
import type { Call } from '../world.js';

export type EventType =
  | 'checkout.session.completed' | 'checkout.session.expired'
  | 'payment_intent.created' | 'payment_intent.succeeded' | 'payment_intent.payment_failed' | 'payment_intent.requires_action' | 'payment_intent.canceled'
  | 'charge.succeeded' | 'charge.failed' | 'charge.refunded' | 'refund.created' | 'refund.updated'
  | 'charge.dispute.created' | 'charge.dispute.updated' | 'charge.dispute.closed' | 'charge.dispute.funds_withdrawn' | 'charge.dispute.funds_reinstated'
  | 'charge.refund.updated' | 'refund.failed'
  | 'account.updated' | 'account.external_account.created' | 'account.external_account.updated' | 'account.external_account.deleted'
  | 'transfer.created' | 'transfer.updated' | 'transfer.reversed' | 'payment.created'
  | 'payout.created' | 'payout.updated' | 'payout.paid' | 'payout.failed' | 'payout.canceled'
  | 'customer.created' | 'customer.updated' | 'customer.deleted' | 'payment_method.attached' | 'payment_method.detached'
  | 'product.created' | 'product.updated' | 'price.created' | 'price.updated'
  | 'setup_intent.created' | 'setup_intent.succeeded' | 'setup_intent.setup_failed' | 'setup_intent.requires_action' | 'setup_intent.canceled'
  | 'customer.subscription.created' | 'customer.subscription.updated' | 'customer.subscription.deleted' | 'customer.subscription.trial_will_end'
  | 'customer.subscription.paused' | 'customer.subscription.resumed' | 'customer.subscription.pending_update_applied' | 'customer.subscription.pending_update_expired'
  | 'subscription_schedule.created' | 'subscription_schedule.updated' | 'subscription_schedule.released' | 'subscription_schedule.canceled'
  | 'invoice.created' | 'invoice.updated' | 'invoice.finalized' | 'invoice.paid' | 'invoice.payment_succeeded' | 'invoice.payment_failed'
  | 'invoice.payment_action_required' | 'invoice.voided' | 'invoice.marked_uncollectible' | 'invoice.deleted' | 'invoice_payment.paid'
  | 'invoiceitem.created' | 'invoiceitem.deleted'
  | 'test_helpers.test_clock.created' | 'test_helpers.test_clock.advancing' | 'test_helpers.test_clock.ready' | 'test_helpers.test_clock.deleted';

/** Keeps the object as it is now under an event of the account acted on, and queues a delivery to every endpoint that listens to the type. */
export function recordEvent(call: Call, type: EventType, object: object, previous?: object): EventObject {
  const subscribers = call.endpoints.listeningTo(type, call.account);
  const event: EventObject = {
    id: newId('evt'),
    object: 'event',
    ...(call.account !== null && { account: call.account }),
    api_version: apiVersion,
    created: call.clock.nowSeconds(),
    data: previous ? { object, previous_attributes: previous } : { object },
    livemode: false,
    pending_webhooks: subscribers.length,
    request: { id: call.request.id, idempotency_key: call.request.idempotencyKey },
    type,
  };
  call.resources.insert('event', event, { account: call.account });
  for (const { endpoint } of subscribers) call.outgoing.push(call.queue.add(event.id, endpoint.id, call.doneAtMs));
  return event;
}
