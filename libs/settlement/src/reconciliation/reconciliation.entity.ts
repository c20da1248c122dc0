import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

export const differenceKinds = ['not_posted', 'not_at_provider', 'amount_differs', 'unknown_reference'] as const;
/** `not_posted`: the provider has it and we do not; `not_at_provider`: the other way round; `unknown_reference`: it is of nothing that we know. */
export type DifferenceKind = (typeof differenceKinds)[number];

export const matters = ['movement', 'charge', 'refund', 'dispute', 'transfer'] as const;
/** A single movement of the provider's balance; or all that both sides said about a charge, a refund, a dispute, a transfer. */
export type Matter = (typeof matters)[number];

/** Of one currency: how far the provider says that our balance moved that day, and how far it did in the books. Minor units as text. */
export interface DayTotal {
  readonly currency: string;
  readonly providerMinor: string;
  readonly postedMinor: string;
}

/** One day (UTC) of the provider's list against our postings; made again as long as it has open differences. */
@Entity({ schema: 'settlement', name: 'reconciliations' })
export class Reconciliation {
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'reconciliations_pkey' }) day: string;
  @Column({ name: 'movement_count', type: 'integer' }) movementCount: number;
  @Column({ type: 'jsonb' }) totals: readonly DayTotal[];
  @Column({ name: 'made_at', type: 'timestamptz' }) madeAt: Date;
}

/** One item on which the two do not agree. Posting `provider - posted` to the account makes it even. Never deleted. */
@Entity({ schema: 'settlement', name: 'differences' })
@Unique('differences_subject_key', ['day', 'kind', 'matter', 'subject', 'account', 'currency'])
@Index('differences_open', ['day'], { where: '((resolved_at IS NULL) AND (acknowledged_at IS NULL))' })
@Check('differences_kind_check', `(kind = ANY (ARRAY['not_posted'::text, 'not_at_provider'::text, 'amount_differs'::text, 'unknown_reference'::text]))`)
@Check('differences_matter_check', `(matter = ANY (ARRAY['movement'::text, 'charge'::text, 'refund'::text, 'dispute'::text, 'transfer'::text]))`)
@Check('differences_amounts_check', '(COALESCE(provider_minor, (0)::bigint) <> COALESCE(posted_minor, (0)::bigint))')
@Check('differences_acknowledged_check', '(num_nonnulls(acknowledged_at, acknowledged_by, reason) = ANY (ARRAY[0, 3]))')
export class Difference {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'differences_pkey' }) id: string;
  @Column({ type: 'date' }) day: string;
  @Column({ type: 'text' }) kind: DifferenceKind;
  @Column({ type: 'text' }) matter: Matter;
  /** The provider's id of a movement; for the rest the order's or the pay-out's id. */
  @Column({ type: 'text' }) subject: string;
  @Column({ type: 'text', nullable: true }) reference: string | null;
  @Column({ type: 'text' }) account: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'provider_minor', type: 'bigint', nullable: true }) providerMinor: bigint | null;
  @Column({ name: 'posted_minor', type: 'bigint', nullable: true }) postedMinor: bigint | null;
  @Column({ name: 'found_at', type: 'timestamptz' }) foundAt: Date;
  /** When it was gone without anybody's doing: what was missing has come. */
  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true }) resolvedAt: Date | null;
  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true }) acknowledgedAt: Date | null;
  @Column({ name: 'acknowledged_by', type: 'uuid', nullable: true }) acknowledgedBy: string | null;
  @Column({ type: 'text', nullable: true }) reason: string | null;
}
