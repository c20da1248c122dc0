import { isId } from '@silkport/values';
import type { Stripe } from 'stripe';
import type { RefundStatus } from './charge-refund.entity.js';
import type { RefundAnswer } from './settle-refund.js';

const statuses: readonly string[] = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'] satisfies RefundStatus[];

/** A refund of Stripe's in our words. A status that we do not know is one that has not ended. */
export function refundAnswer(refund: Stripe.Refund, at: Date): RefundAnswer {
  const refundId = refund.metadata?.refundId ?? '';
  const status = refund.status && statuses.includes(refund.status) ? (refund.status as RefundStatus) : 'pending';
  const failureReason = refund.failure_reason ?? (status === 'canceled' ? 'canceled' : null);
  return { refundId: isId(refundId) ? refundId : null, stripeRefundId: refund.id, status, failureReason, at };
}
