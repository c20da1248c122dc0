import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DisputeStage } from './dispute-stages.js';

/** `none` until we have said something; what is `submitted` is with the bank and cannot be changed. */
export type EvidenceState = 'none' | 'draft' | 'submitted';

/** A buyer's bank that asks for its money back, by Stripe's id. */
@Entity({ schema: 'payments', name: 'disputes' })
@Index('disputes_reference', ['reference'])
@Index('disputes_opened_at', ['openedAt', 'id'])
@Check('disputes_amount_check', 'amount_minor > 0')
export class ChargeDispute {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'disputes_pkey' }) id: string;
  @Column({ name: 'charge_id', type: 'uuid' }) chargeId: string;
  @Column({ type: 'uuid' }) reference: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'text' }) stage: 'new' | DisputeStage;
  @Column({ name: 'evidence_due_by', type: 'timestamptz', nullable: true }) evidenceDueBy: Date | null;
  @Column({ type: 'text' }) evidence: EvidenceState;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt: Date;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}
