import { money } from '@silkport/values';
import type { RefundView } from './refund-charge.js';
import type { RefundStatus } from './charge-refund.entity.js';

export interface RefundRow {
  readonly id: string;
  readonly reference: string;
  readonly amount_minor: bigint;
  readonly currency: string;
  readonly reason: string;
  readonly status: RefundStatus;
  readonly is_foreign: boolean;
  readonly stripe_refund_id: string | null;
  readonly stripe_payment_intent_id: string;
  /** When it was asked for last: a refund that was refused can be asked for again. */
  readonly asked_at: Date;
  readonly settled_at: Date | null;
  readonly attempt: number;
  readonly ended_stripe_refund_ids: readonly string[];
}

/** Of `payments.refunds refund` joined with its `payments.charges charge`. */
export const refundColumns =
  'refund.id, refund.reference, refund.amount_minor, refund.currency, refund.reason, refund.status, refund.is_foreign, refund.stripe_refund_id, refund.asked_at, refund.settled_at, refund.attempt, refund.ended_stripe_refund_ids, charge.stripe_payment_intent_id';

export function refundView({ id, amount_minor, currency, status }: RefundRow): RefundView {
  return { refundId: id, refunded: money(amount_minor, currency), status };
}
