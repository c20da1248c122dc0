import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How a set came: by the schedule, once for a source and a date, or by a person or the demo. */
export type RateSetOrigin = 'fetched' | 'recorded';

/** Reference rates of one day from one source. Append-only: a later set replaces an earlier one by being later. */
@Entity({ schema: 'pricing', name: 'rate_sets' })
@Index('rate_sets_fetched_once', { synchronize: false })
@Index('rate_sets_latest', { synchronize: false })
export class RateSet {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'rate_sets_pkey' }) id: string;
  @Column({ type: 'char', length: 3 }) base: string;
  @Column({ name: 'effective_date', type: 'date' }) effectiveDate: string;
  @Column({ type: 'text' }) source: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt: Date;
  @Column({ type: 'text', default: 'recorded' }) origin: RateSetOrigin;
}

/** Units of `currency` for one unit of the set's base. */
@Entity({ schema: 'pricing', name: 'rates' })
export class RateOfSet {
  @PrimaryColumn({ name: 'rate_set_id', type: 'uuid', primaryKeyConstraintName: 'rates_pkey' }) rateSetId: string;
  @PrimaryColumn({ type: 'char', length: 3, primaryKeyConstraintName: 'rates_pkey' }) currency: string;
  @Column({ type: 'numeric' }) rate: string;
  /** The last rate before it that was believed, in units for one of this set's base: what its change is measured by. Null for a currency seen first. */
  @Column({ name: 'trusted_rate', type: 'numeric', nullable: true }) trustedRate: string | null;
  /** Whether it moved by more than was allowed when it was recorded. */
  @Column({ type: 'boolean', default: false }) jumped: boolean;
}

/** Someone looked at a jump and believes it. Append-only. */
@Entity({ schema: 'pricing', name: 'rate_acceptances' })
export class RateAcceptance {
  @PrimaryColumn({ name: 'rate_set_id', type: 'uuid', primaryKeyConstraintName: 'rate_acceptances_pkey' }) rateSetId: string;
  @PrimaryColumn({ type: 'char', length: 3, primaryKeyConstraintName: 'rate_acceptances_pkey' }) currency: string;
  @Column({ name: 'accepted_by', type: 'uuid' }) acceptedBy: string;
  @Column({ name: 'accepted_at', type: 'timestamptz' }) acceptedAt: Date;
}
