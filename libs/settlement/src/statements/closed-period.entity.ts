import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A month whose statement is final and was told of. */
@Entity({ schema: 'settlement', name: 'closed_periods' })
export class ClosedPeriod {
  @PrimaryColumn({ name: 'merchant_id', type: 'uuid', primaryKeyConstraintName: 'closed_periods_pkey' }) merchantId: string;
  /** `2026-07`, in UTC. */
  @PrimaryColumn({ type: 'char', length: 7, primaryKeyConstraintName: 'closed_periods_pkey' }) period: string;
  @PrimaryColumn({ type: 'char', length: 3, primaryKeyConstraintName: 'closed_periods_pkey' }) currency: string;
  @Column({ name: 'opening_minor', type: 'bigint' }) openingMinor: bigint;
  @Column({ name: 'closing_minor', type: 'bigint' }) closingMinor: bigint;
  @Column({ name: 'closed_at', type: 'timestamptz' }) closedAt: Date;
}
