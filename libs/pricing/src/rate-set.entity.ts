import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Reference rates of one day from one source. Append-only: a later set replaces an earlier one by being later. */
@Entity({ schema: 'pricing', name: 'rate_sets' })
export class RateSet {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'rate_sets_pkey' }) id: string;
  @Column({ type: 'char', length: 3 }) base: string;
  @Column({ name: 'effective_date', type: 'date' }) effectiveDate: string;
  @Column({ type: 'text' }) source: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt: Date;
}

/** Units of `currency` for one unit of the set's base. */
@Entity({ schema: 'pricing', name: 'rates' })
export class RateOfSet {
  @PrimaryColumn({ name: 'rate_set_id', type: 'uuid', primaryKeyConstraintName: 'rates_pkey' }) rateSetId: string;
  @PrimaryColumn({ type: 'char', length: 3, primaryKeyConstraintName: 'rates_pkey' }) currency: string;
  @Column({ type: 'numeric' }) rate: string;
}
