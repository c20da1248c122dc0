import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { escalateInquiry } from './open-dispute.js';
import { postMovement } from './post-movement.js';

const closedStates = new Set(['won', 'lost', 'warning_closed']);

export function isClosed(dispute: Stripe.Dispute): boolean {
  return closedStates.has(dispute.status);
}

export function isInquiry(dispute: Stripe.Dispute): boolean {
  return dispute.status.startsWith('warning_');
}

/** The bank decides for the merchant: what was withdrawn comes back at the rate of today, the fee does not. */
export function winDispute(call: Call, dispute: Stripe.Dispute): Stripe.Dispute {
  checkOpen(dispute);
  if (isInquiry(dispute)) return end(call, dispute, 'warning_closed');
  dispute.is_charge_refundable = true;
  const movement = postMovement(call, {
    type: 'adjustment', reportingCategory: 'dispute_reversal', ...call.exchange.settle(dispute.amount, dispute.currency), feeMinor: 0,
    source: dispute.id, description: `Chargeback reversal for ${dispute.charge as string}`, availableOn: call.clock.nowSeconds(),
  });
  dispute.balance_transactions.push(movement);
  end(call, dispute, 'won', 'charge.dispute.funds_reinstated');
  return dispute;
}

/** The merchant accepts the loss, or the bank decides against it. A lost inquiry first becomes a dispute, which takes the money. */
export function loseDispute(call: Call, dispute: Stripe.Dispute): Stripe.Dispute {
  checkOpen(dispute);
  if (isInquiry(dispute)) escalateInquiry(call, dispute);
  return end(call, dispute, 'lost');
}

/** The time to answer is over: the dispute is lost, an inquiry ends without one. */
export function expireDispute(call: Call, dispute: Stripe.Dispute): Stripe.Dispute {
  checkOpen(dispute);
  if (isInquiry(dispute)) return end(call, dispute, 'warning_closed');
  dispute.evidence_details.past_due = true;
  return end(call, dispute, 'lost');
}

function checkOpen(dispute: Stripe.Dispute): void {
  if (isClosed(dispute)) throw invalidRequest('This dispute is already closed', { code: 'dispute_already_closed' });
}

function end(call: Call, dispute: Stripe.Dispute, status: 'won' | 'lost' | 'warning_closed', first?: 'charge.dispute.funds_reinstated'): Stripe.Dispute {
  dispute.status = status;
  call.resources.save('dispute', dispute);
  call.resources.setDue(dispute.id, null);
  if (first) recordEvent(call, first, dispute);
  recordEvent(call, 'charge.dispute.closed', dispute);
  return dispute;
}
