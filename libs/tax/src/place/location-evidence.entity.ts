import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EvidenceKind } from '../tax-request.js';

/** One item of evidence of where the buyer of an order belongs, as it came. Never changed; deleted only after `retainedUntil`. */
@Entity({ schema: 'tax', name: 'location_evidence' })
@Index('location_evidence_by_order', ['orderId'])
@Index('location_evidence_by_end', ['retainedUntil'])
export class KeptLocationEvidence {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'location_evidence_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ type: 'text' }) kind: EvidenceKind;
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ type: 'text' }) raw: string;
  @Column({ name: 'seen_at', type: 'timestamptz' }) seenAt: Date;
  @Column({ name: 'retained_until', type: 'date' }) retainedUntil: string;
}

/** Who looked at the evidence of an order, when and why. Append-only. */
@Entity({ schema: 'tax', name: 'evidence_accesses' })
@Index('evidence_accesses_by_order', ['orderId'])
export class EvidenceAccess {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'evidence_accesses_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'person_id', type: 'uuid' }) personId: string;
  @Column({ type: 'text' }) purpose: string;
  @Column({ name: 'accessed_at', type: 'timestamptz' }) accessedAt: Date;
}
