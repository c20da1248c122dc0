import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DisputeChanged } from '@silkport/payments';

/** What a buyer's bank says of an order's payment. `shares` are the lines as `order_disputed` tells them. */
@Entity({ schema: 'ordering', name: 'disputes' })
@Index('disputes_order_id', ['orderId'])
export class Dispute {
  /** The provider's. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'disputes_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ type: 'text' }) stage: DisputeChanged['stage'];
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'disputed_minor', type: 'bigint' }) disputedMinor: bigint;
  @Column({ type: 'jsonb', nullable: true }) shares: unknown;
  @Column({ name: 'evidence_due_by', type: 'timestamptz', nullable: true }) evidenceDueBy: Date | null;
  @Column({ name: 'opened_at', type: 'timestamptz', nullable: true }) openedAt: Date | null;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt: Date | null;
}

/** What was said of a dispute while an admin had still to say what becomes of its order; it is followed then, in the order of the ids. */
@Entity({ schema: 'ordering', name: 'held_disputes' })
@Index('held_disputes_order_id', ['orderId', 'id'])
export class HeldDispute {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'held_disputes_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ type: 'jsonb' }) change: unknown;
}
