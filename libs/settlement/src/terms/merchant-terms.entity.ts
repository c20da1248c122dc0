import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

export const payoutSchedules = ['daily', 'weekly', 'monthly'] as const;
export type PayoutSchedule = (typeof payoutSchedules)[number];

/** What was agreed with a merchant for one currency from an instant on. Rows are only added: what was in force at any time can be told. */
@Entity({ schema: 'settlement', name: 'merchant_terms' })
@Unique('merchant_terms_valid_from_key', ['merchantId', 'currency', 'validFrom'])
@Check('merchant_terms_hold_days_check', 'hold_days >= 0 AND hold_days <= 365')
export class MerchantTerms {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'merchant_terms_pkey' }) id: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ type: 'text' }) schedule: PayoutSchedule;
  /** 0 for daily, 1 (Monday) to 7 for weekly, 1 to 28 for monthly. */
  @Column({ name: 'schedule_day', type: 'smallint' }) scheduleDay: number;
  @Column({ name: 'minimum_minor', type: 'bigint' }) minimumMinor: bigint;
  @Column({ name: 'hold_days', type: 'smallint' }) holdDays: number;
  @Column({ name: 'reserve_basis_points', type: 'smallint' }) reserveBasisPoints: number;
  @Column({ name: 'reserve_days', type: 'smallint' }) reserveDays: number;
  @Column({ name: 'valid_from', type: 'timestamptz' }) validFrom: Date;
  @Column({ name: 'changed_by', type: 'uuid' }) changedBy: string;
  @Column({ type: 'text' }) reason: string;
}
