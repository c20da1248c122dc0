import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

export const refundStatuses = ['asked', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;
/** `asked`: reserved here, Stripe may or may not have heard of it; the others as Stripe says them, of which `pending` has been accepted. */
export type RefundStatus = (typeof refundStatuses)[number];

/** A part of a charge, or all of it, that goes back. Those that have not failed never sum to more than the charge. */
@Entity({ schema: 'payments', name: 'refunds' })
@Unique('refunds_stripe_refund_id_key', ['stripeRefundId'])
@Index('refunds_charge_id', ['chargeId'])
@Index('refunds_unsettled_tried_at', ['triedAt'], { where: `(status = ANY (ARRAY['asked'::text, 'pending'::text, 'requires_action'::text]))` })
@Index('refunds_failed', ['id'], { where: `((status = ANY (ARRAY['failed'::text, 'canceled'::text])) AND (NOT is_foreign))` })
@Index('refunds_foreign', ['id'], { where: 'is_foreign' })
@Check('refunds_amount_check', 'amount_minor > 0')
export class ChargeRefund {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'refunds_pkey' }) id: string;
  @Column({ name: 'charge_id', type: 'uuid' }) chargeId: string;
  @Column({ type: 'uuid' }) reference: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ type: 'char', length: 3 }) currency: string;
  /** Why, as the caller names it, such as `order_cancelled`. */
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'text' }) status: RefundStatus;
  /** Made by hand at Stripe: we hear of it, and tell nobody that it is one of ours. */
  @Column({ name: 'is_foreign', type: 'boolean' }) isForeign: boolean;
  @Column({ name: 'stripe_refund_id', type: 'text', nullable: true }) stripeRefundId: string | null;
  @Column({ name: 'failure_reason', type: 'text', nullable: true }) failureReason: string | null;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt: Date;
  /** When Stripe was last asked, so that the sweep leaves a call alone that is under way. */
  @Column({ name: 'tried_at', type: 'timestamptz' }) triedAt: Date;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null;
  /** 1, and one more for each time that it was asked for again after it had failed. */
  @Column({ type: 'smallint', default: 1 }) attempt: number;
  /** What the earlier tries left at Stripe: nothing that is still said of those counts. */
  @Column({ name: 'ended_stripe_refund_ids', type: 'text', array: true, default: '{}' }) endedStripeRefundIds: string[];
}
