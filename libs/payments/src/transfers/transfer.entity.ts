import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** `asked`: reserved here, Stripe may or may not have it; `sent`: Stripe has taken it; `paid`: the merchant's bank has it. */
export type TransferState = 'asked' | 'sent' | 'paid' | 'failed' | 'reversed';

/** Money on its way from our balance at Stripe to a merchant's bank: a transfer to the connected account, then a payout from there. */
@Entity({ schema: 'payments', name: 'transfers' })
@Unique('transfers_stripe_transfer_id_key', ['stripeTransferId'])
@Unique('transfers_stripe_payout_id_key', ['stripePayoutId'])
@Index('transfers_merchant_id', ['merchantId'])
@Index('transfers_unsettled_tried_at', ['triedAt'], { where: `(state = ANY (ARRAY['asked'::text, 'sent'::text]))` })
@Index('transfers_refused', ['payoutId'], { where: `((state = 'sent'::text) AND (stripe_payout_id IS NULL) AND (failure_reason IS NOT NULL))` })
@Check('transfers_amount_check', 'amount_minor > 0')
export class Transfer {
  @PrimaryColumn({ name: 'payout_id', type: 'uuid', primaryKeyConstraintName: 'transfers_pkey' }) payoutId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ name: 'account_id', type: 'text' }) accountId: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ type: 'text' }) description: string;
  @Column({ type: 'text' }) state: TransferState;
  /** Also why a payout was refused for now, while it waits. */
  @Column({ name: 'failure_reason', type: 'text', nullable: true }) failureReason: string | null;
  @Column({ name: 'stripe_transfer_id', type: 'text', nullable: true }) stripeTransferId: string | null;
  /** Of the payout on the connected account. */
  @Column({ name: 'stripe_payout_id', type: 'text', nullable: true }) stripePayoutId: string | null;
  /** How often the payout was refused for now, as while the money is not yet available: each try needs a key of its own. */
  @Column({ name: 'payout_refusals', type: 'integer' }) payoutRefusals: number;
  @Column({ name: 'reversed_minor', type: 'bigint' }) reversedMinor: bigint;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt: Date;
  @Column({ name: 'tried_at', type: 'timestamptz' }) triedAt: Date;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}
