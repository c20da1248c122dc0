import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { postMovement } from './post-movement.js';

/** Adds evidence, and with `submit` sends it to the bank. Stripe's test words decide: `winning_evidence`, `losing_evidence`. */
export function answerDispute(call: Call, dispute: Stripe.Dispute, evidence: Record<string, string | undefined>, hasSubmit: boolean): Stripe.Dispute {
  if (isClosed(dispute)) throw invalidRequest('This dispute is already closed', { code: 'dispute_already_closed' });
  const previous = { evidence: dispute.evidence, evidence_details: { ...dispute.evidence_details }, status: dispute.status };
  Object.assign(dispute.evidence, evidence);
  dispute.evidence_details.has_evidence ||= Object.keys(evidence).length > 0;
  if (hasSubmit) {
    dispute.evidence_details.submission_count += 1;
    dispute.evidence_details.submission_method = 'manual';
    dispute.status = 'under_review';
  }
  call.resources.save('dispute', dispute);
  recordEvent(call, 'charge.dispute.updated', dispute, previous);
  if (hasSubmit && dispute.evidence.uncategorized_text?.includes('winning_evidence')) win(call, dispute);
  else if (hasSubmit && dispute.evidence.uncategorized_text?.includes('losing_evidence')) loseDispute(call, dispute);
  return dispute;
}

/** The merchant accepts the loss, or the bank decides against it. */
export function loseDispute(call: Call, dispute: Stripe.Dispute): Stripe.Dispute {
  if (isClosed(dispute)) throw invalidRequest('This dispute is already closed', { code: 'dispute_already_closed' });
  dispute.status = 'lost';
  call.resources.save('dispute', dispute);
  recordEvent(call, 'charge.dispute.closed', dispute);
  return dispute;
}

function win(call: Call, dispute: Stripe.Dispute): void {
  dispute.status = 'won';
  const charge = call.resources.find('charge', dispute.charge as string);
  const movement = postMovement(call, {
    type: 'adjustment', reportingCategory: 'dispute_reversal', amountMinor: dispute.amount, feeMinor: 0,
    currency: dispute.currency, source: dispute.id, description: `Chargeback reversal for ${charge?.id ?? 'charge'}`,
  });
  dispute.balance_transactions.push(movement);
  call.resources.save('dispute', dispute);
  recordEvent(call, 'charge.dispute.funds_reinstated', dispute);
  recordEvent(call, 'charge.dispute.closed', dispute);
}

function isClosed(dispute: Stripe.Dispute): boolean {
  return dispute.status === 'won' || dispute.status === 'lost';
}
