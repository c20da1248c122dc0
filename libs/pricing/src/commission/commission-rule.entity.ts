import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A share of the marketplace. Append-only: a later rule of the same scope replaces an earlier one by being later. */
@Entity({ schema: 'pricing', name: 'commission_rules' })
export class StoredCommissionRule {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'commission_rules_pkey' }) id: string;
  @Column({ name: 'taxonomy_id', type: 'text', nullable: true }) taxonomyId: string | null;
  @Column({ name: 'cluster_id', type: 'text', nullable: true }) clusterId: string | null;
  @Column({ name: 'merchant_id', type: 'uuid', nullable: true }) merchantId: string | null;
  @Column({ type: 'char', length: 2, nullable: true }) market: string | null;
  @Column({ name: 'rate_pct', type: 'numeric' }) ratePct: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ name: 'valid_from', type: 'timestamptz' }) validFrom: Date;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt: Date;
}

/** The tax that merchants of a country/region are charged on commissions. Append-only. */
@Entity({ schema: 'pricing', name: 'commission_tax_rates' })
export class StoredCommissionTaxRate {
  @PrimaryColumn({ type: 'char', length: 2, primaryKeyConstraintName: 'commission_tax_rates_pkey' }) country: string;
  @PrimaryColumn({ name: 'valid_from', type: 'timestamptz', primaryKeyConstraintName: 'commission_tax_rates_pkey' }) validFrom: Date;
  @Column({ name: 'rate_pct', type: 'numeric' }) ratePct: string;
  @Column({ name: 'legal_source', type: 'text' }) legalSource: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt: Date;
}
