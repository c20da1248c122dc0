import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const exportVerdicts = ['open', 'allowed', 'refused'] as const;
export type ExportVerdictKind = (typeof exportVerdicts)[number];

/** Whether a product's data may leave for a country/region. A new decision supersedes the one before, which stays. */
@Entity({ schema: 'delivery', name: 'export_verdicts' })
@Index('export_verdicts_in_force', ['productId', 'country'], { unique: true, where: '(superseded_at IS NULL)' })
export class ExportVerdict {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'export_verdicts_pkey' }) id: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  /** Of the buyer, ISO 3166-1 alpha-2. */
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ type: 'text' }) verdict: ExportVerdictKind;
  @Column({ type: 'text' }) reason: string;
  /** The law or decision that it rests on. */
  @Column({ type: 'text' }) source: string;
  @Column({ name: 'decided_by', type: 'uuid' }) decidedBy: string;
  @Column({ name: 'decided_at', type: 'timestamptz' }) decidedAt: Date;
  @Column({ name: 'superseded_at', type: 'timestamptz', nullable: true }) supersededAt: Date | null;
}

/** A data set whose export needs no decision, and why. */
@Entity({ schema: 'delivery', name: 'export_exemptions' })
export class ExportExemption {
  @PrimaryColumn({ name: 'product_id', type: 'uuid', primaryKeyConstraintName: 'export_exemptions_pkey' }) productId: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ name: 'decided_by', type: 'uuid' }) decidedBy: string;
  @Column({ name: 'decided_at', type: 'timestamptz' }) decidedAt: Date;
}
