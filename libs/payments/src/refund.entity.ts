import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** As Stripe says it; a refund that is `pending` has been accepted. */
export type RefundStatus = 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';

/** A charge that was given back whole. */
@Entity({ schema: 'payments', name: 'refunds' })
@Unique('refunds_charge_id_key', ['chargeId'])
@Unique('refunds_stripe_refund_id_key', ['stripeRefundId'])
@Check('refunds_amount_check', 'amount_minor > 0')
export class Refund {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'refunds_pkey' }) id: string;
  @Column({ name: 'charge_id', type: 'uuid' }) chargeId: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ type: 'char', length: 3 }) currency: string;
  /** Why, as the caller names it, such as `order_cancelled`. */
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'text' }) status: RefundStatus;
  @Column({ name: 'stripe_refund_id', type: 'text' }) stripeRefundId: string;
  @Column({ name: 'refunded_at', type: 'timestamptz' }) refundedAt: Date;
}
