import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { recordEvent } from '../webhooks/record-event.js';
import type { Call } from '../world.js';
import { isClosed, isInquiry, loseDispute, winDispute } from './decide-dispute.js';

/** Adds evidence, and with `submit` sends it to the bank. Stripe's test words decide: `winning_evidence`, `losing_evidence`. */
export function answerDispute(call: Call, dispute: Stripe.Dispute, evidence: Record<string, string | undefined>, hasSubmit: boolean): Stripe.Dispute {
  if (isClosed(dispute)) throw invalidRequest('This dispute is already closed', { code: 'dispute_already_closed' });
  const isNew = Object.keys(evidence).length > 0;
  if (isNew && dispute.evidence_details.submission_count > 0) throw invalidRequest('Evidence has been submitted to the bank already and cannot be changed.', { param: 'evidence' });
  const previous = { evidence: { ...dispute.evidence }, evidence_details: { ...dispute.evidence_details }, status: dispute.status };
  Object.assign(dispute.evidence, evidence);
  dispute.evidence_details.has_evidence = Object.values(dispute.evidence).some((value) => typeof value === 'string');
  const isSubmitted = hasSubmit && dispute.evidence_details.submission_count === 0;
  if (isSubmitted) {
    dispute.evidence_details.submission_count = 1;
    dispute.evidence_details.submission_method = 'manual';
    dispute.status = isInquiry(dispute) ? 'warning_under_review' : 'under_review';
    call.resources.setDue(dispute.id, null);
  }
  call.resources.save('dispute', dispute);
  recordEvent(call, 'charge.dispute.updated', dispute, previous);
  const words = isSubmitted ? (dispute.evidence.uncategorized_text ?? '') : '';
  if (words.includes('winning_evidence')) winDispute(call, dispute);
  else if (words.includes('losing_evidence')) loseDispute(call, dispute);
  return dispute;
}
