import type Stripe from 'stripe';
import { disputeFee } from '../money/fees.js';
import { answerWithinSeconds, newDispute, type DisputeTerms } from '../objects/dispute.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { postMovement } from './post-movement.js';

/** The buyer's bank claims the money back: it leaves the balance at once, with a fee. An inquiry only asks. */
export function openDispute(call: Call, charge: Stripe.Charge, terms: Pick<DisputeTerms, 'reason' | 'isInquiry' | 'amountMinor'>): Stripe.Dispute {
  const dispute = newDispute({ ...terms, createdAt: call.clock.nowSeconds(), charge });
  const links = { paymentIntent: charge.payment_intent as string | null, charge: charge.id, dueAt: dispute.evidence_details.due_by };
  call.resources.insert('dispute', dispute, links);
  charge.disputed = true;
  call.resources.save('charge', charge);
  recordEvent(call, 'charge.dispute.created', dispute);
  if (!terms.isInquiry) withdrawFunds(call, dispute);
  return dispute;
}

/** The bank was not content with the answer, or had none: the question becomes a dispute, to be answered anew. */
export function escalateInquiry(call: Call, dispute: Stripe.Dispute): Stripe.Dispute {
  const previous = { status: dispute.status, is_charge_refundable: dispute.is_charge_refundable, evidence_details: { ...dispute.evidence_details } };
  dispute.status = 'needs_response';
  dispute.is_charge_refundable = false;
  const dueBy = call.clock.nowSeconds() + answerWithinSeconds;
  Object.assign(dispute.evidence_details, { due_by: dueBy, submission_count: 0, submission_method: 'not_submitted' });
  call.resources.setDue(dispute.id, dueBy);
  const card = dispute.payment_method_details?.card;
  if (card) card.case_type = 'chargeback';
  call.resources.save('dispute', dispute);
  recordEvent(call, 'charge.dispute.updated', dispute, previous);
  withdrawFunds(call, dispute);
  return dispute;
}

function withdrawFunds(call: Call, dispute: Stripe.Dispute): void {
  const taken = call.exchange.settle(-dispute.amount, dispute.currency);
  const movement = postMovement(call, {
    type: 'adjustment', reportingCategory: 'dispute', ...taken, feeMinor: disputeFee(taken.currency), feeDescription: 'Dispute fee',
    source: dispute.id, description: `Chargeback withdrawal for ${dispute.charge as string}`, availableOn: call.clock.nowSeconds(),
  });
  dispute.balance_transactions.push(movement);
  call.resources.save('dispute', dispute);
  recordEvent(call, 'charge.dispute.funds_withdrawn', dispute);
}
