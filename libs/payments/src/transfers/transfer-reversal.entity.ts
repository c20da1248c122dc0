import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Money that is taken back from a connected account, in part or whole; reserved before Stripe is asked. */
@Entity({ schema: 'payments', name: 'transfer_reversals' })
@Unique('transfer_reversals_stripe_reversal_id_key', ['stripeReversalId'])
@Index('transfer_reversals_payout_id', ['payoutId'])
@Index('transfer_reversals_asked_tried_at', ['triedAt'], { where: `(state = 'asked'::text)` })
@Check('transfer_reversals_amount_check', 'amount_minor > 0')
export class TransferReversal {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'transfer_reversals_pkey' }) id: string;
  @Column({ name: 'payout_id', type: 'uuid' }) payoutId: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'text' }) state: 'asked' | 'done' | 'failed';
  @Column({ name: 'failure_reason', type: 'text', nullable: true }) failureReason: string | null;
  @Column({ name: 'stripe_reversal_id', type: 'text', nullable: true }) stripeReversalId: string | null;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt: Date;
  @Column({ name: 'tried_at', type: 'timestamptz' }) triedAt: Date;
}
