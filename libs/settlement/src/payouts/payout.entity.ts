import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Rate } from '@silkport/values';
import type { PayoutMethodKind } from '../payout-methods/payout-method.entity.js';

export const payoutStates = ['created', 'sent', 'paid', 'failed', 'reversed'] as const;
export type PayoutState = (typeof payoutStates)[number];

/** What may follow what. A bank can return money days after it said "paid"; what has failed is never revived: it is payable again. */
export const payoutTransitions: Readonly<Record<PayoutState, readonly PayoutState[]>> = {
  created: ['sent', 'paid', 'failed', 'reversed'],
  sent: ['paid', 'failed', 'reversed'],
  paid: ['failed', 'reversed'],
  failed: [],
  reversed: [],
};

/** Money on its way to a merchant: everything that was payable in one currency at one run. */
@Entity({ schema: 'settlement', name: 'payouts' })
@Unique('payouts_run_key', ['merchantId', 'currency', 'runDate', 'attempt'])
@Unique('payouts_retry_of_key', ['retryOf'])
@Index('payouts_merchant', ['merchantId', 'id'])
@Index('payouts_state', ['state', 'id'])
@Index('payouts_bank_file', ['bankFileId'], { where: '(bank_file_id IS NOT NULL)' })
@Check('payouts_amount_check', 'amount_minor > 0')
@Check('payouts_returned_check', 'returned_minor >= 0 AND returned_minor <= amount_minor AND returned_sent_minor >= 0 AND returned_sent_minor <= sent_minor')
export class Payout {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'payouts_pkey' }) id: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ type: 'text' }) state: PayoutState;
  @Column({ type: 'text' }) method: PayoutMethodKind;
  @Column({ name: 'method_id', type: 'uuid' }) methodId: string;
  /** The day that the schedule names; one pay-out for it, and one more for each retry of a failed one. */
  @Column({ name: 'run_date', type: 'date' }) runDate: string;
  @Column({ type: 'smallint' }) attempt: number;
  @Column({ name: 'retry_of', type: 'uuid', nullable: true }) retryOf: string | null;
  /** What the provider is asked to send, in the currency that the marketplace settles in; by bank file the amount itself. */
  @Column({ name: 'sent_minor', type: 'bigint' }) sentMinor: bigint;
  @Column({ name: 'sent_currency', type: 'char', length: 3 }) sentCurrency: string;
  /** Units of `sentCurrency` for one of `currency`, and the set of reference rates that it came from; null where no conversion was needed. */
  @Column({ type: 'text' }) rate: Rate;
  @Column({ name: 'rate_set_id', type: 'uuid', nullable: true }) rateSetId: string | null;
  @Column({ name: 'bank_file_id', type: 'uuid', nullable: true }) bankFileId: string | null;
  /** What has come back of `amountMinor` and of `sentMinor` and is payable again: a part of it, while the provider has taken back a part. */
  @Column({ name: 'returned_minor', type: 'bigint', default: 0 }) returnedMinor: bigint;
  @Column({ name: 'returned_sent_minor', type: 'bigint', default: 0 }) returnedSentMinor: bigint;
  /** Why it failed or was reversed: the provider's or the bank's own code. */
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true }) sentAt: Date | null;
  @Column({ name: 'paid_at', type: 'timestamptz', nullable: true }) paidAt: Date | null;
  /** When it failed or was reversed. */
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt: Date | null;
}
