import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { money } from '@silkport/values';
import { refundSettled } from '../payments.events.js';
import { later } from '../later.js';
import { refundColumns, type RefundRow } from './refund-row.js';
import type { RefundStatus } from './charge-refund.entity.js';

/** What Stripe says of a refund. */
export interface RefundAnswer {
  /** Ours; null where Stripe's alone is known. */
  readonly refundId: string | null;
  /** Null where Stripe refused to make one. */
  readonly stripeRefundId: string | null;
  readonly status: RefundStatus;
  readonly failureReason: string | null;
  readonly at: Date;
}

/** What may follow what, so that notifications can come in any order. A refund that succeeded can fail days later: the buyer's bank sends it back. */
const transitions: Readonly<Record<RefundStatus, readonly RefundStatus[]>> = {
  asked: ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'],
  pending: ['requires_action', 'succeeded', 'failed', 'canceled'],
  requires_action: ['pending', 'succeeded', 'failed', 'canceled'],
  succeeded: ['failed', 'canceled'],
  failed: [],
  canceled: [],
};

const lockRefund = statement(
  'payments.lock_refund',
  `SELECT ${refundColumns} FROM payments.refunds refund JOIN payments.charges charge ON charge.id = refund.charge_id
   WHERE refund.id = $1 OR refund.stripe_refund_id = $2 FOR UPDATE OF refund`,
);
const move = statement(
  'payments.move_refund',
  `UPDATE payments.refunds SET status = $2, stripe_refund_id = coalesce(stripe_refund_id, $3), failure_reason = $4,
     settled_at = CASE WHEN $2 IN ('succeeded', 'failed', 'canceled') THEN $5::timestamptz END WHERE id = $1`,
);

/** Applies what Stripe said, and tells each result once. @returns undefined for a refund that is not known here, otherwise whether anything changed */
export async function settleRefund(tx: Tx, outbox: Outbox, answer: RefundAnswer): Promise<{ refund: RefundRow; applied: boolean } | undefined> {
  const [refund] = await prepared<RefundRow>(tx, lockRefund, [answer.refundId, answer.stripeRefundId]);
  if (!refund) return undefined;
  const isOfEarlierTry = answer.stripeRefundId !== null && refund.ended_stripe_refund_ids.includes(answer.stripeRefundId);
  if (isOfEarlierTry || !transitions[refund.status].includes(answer.status)) return { refund, applied: false };
  const at = later(answer.at, refund.settled_at);
  await prepared(tx, move, [refund.id, answer.status, answer.stripeRefundId, answer.failureReason, at]);
  const result = resultOf(answer.status);
  if (result && !refund.is_foreign) {
    const { id: refundId, reference, amount_minor, currency, attempt } = refund;
    const failureReason = result === 'failed' ? answer.failureReason : null;
    await outbox.publish(tx, refundSettled, { refundId, reference, amount: money(amount_minor, currency), result, failureReason, at: at.toISOString(), ...(attempt > 1 ? { attempt } : {}) });
  }
  return { refund: { ...refund, status: answer.status, stripe_refund_id: refund.stripe_refund_id ?? answer.stripeRefundId }, applied: true };
}

function resultOf(status: RefundStatus): 'succeeded' | 'failed' | undefined {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : undefined;
}
