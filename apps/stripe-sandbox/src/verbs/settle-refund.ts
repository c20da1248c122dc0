import type Stripe from 'stripe';
import type { CardBehaviour } from '../cards/test-cards.js';
import { invalidRequest } from '../http/stripe-error.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { postMovement } from './post-movement.js';

export type RefundStatus = 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';

/** What time does to a refund of one of the test cards for it. */
export function settleDueRefund(call: Call, refund: Stripe.Refund): void {
  const behaviour = call.resources.hidden<CardBehaviour>(refund.payment_method as string);
  if (refund.status === 'pending') moveRefund(call, refund, 'succeeded');
  else if (refund.status === 'succeeded' && behaviour?.kind === 'approve' && behaviour.refund === 'fails') moveRefund(call, refund, 'failed');
}

/** Brings a refund to another state. One that fails or is cancelled gives its money back to the balance and to the charge. */
export function moveRefund(call: Call, refund: Stripe.Refund, status: RefundStatus, failureReason = 'expired_or_canceled_card'): Stripe.Refund {
  if (refund.status === 'failed' || refund.status === 'canceled') throw invalidRequest(`Refund ${refund.id} has ended as ${refund.status}.`);
  const previous = { status: refund.status };
  refund.status = status;
  delete refund.pending_reason;
  if (status === 'pending') refund.pending_reason = 'processing';
  if (status === 'failed') refund.failure_reason = failureReason;
  if (status === 'failed' || status === 'canceled') giveBack(call, refund);
  call.resources.save('refund', refund);
  const charge = call.resources.find('charge', refund.charge as string);
  if (charge?.refunds) {
    charge.refunds.data = charge.refunds.data.map((each) => (each.id === refund.id ? refund : each));
    call.resources.save('charge', charge);
  }
  if (status === 'failed') recordEvent(call, 'refund.failed', refund);
  recordEvent(call, 'refund.updated', refund, previous);
  recordEvent(call, 'charge.refund.updated', refund, previous);
  return refund;
}

/** The very amount that the refund had taken, whatever the rate is now. */
function giveBack(call: Call, refund: Stripe.Refund): void {
  const taken = call.resources.find('balance_transaction', refund.balance_transaction as string)!;
  refund.failure_balance_transaction = postMovement(call, {
    type: 'refund_failure', reportingCategory: 'refund_failure', amountMinor: -taken.amount, currency: taken.currency, exchangeRate: taken.exchange_rate,
    feeMinor: 0, source: refund.id, description: 'REFUND FAILURE', availableOn: Math.max(taken.available_on, call.clock.nowSeconds()),
  }).id;
  const charge = call.resources.find('charge', refund.charge as string)!;
  charge.amount_refunded -= refund.amount;
  charge.refunded = false;
  call.resources.save('charge', charge);
}
