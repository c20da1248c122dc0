import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A dispute as far as reserves must know of it: while it is undecided nothing of its order's reserve is set free. */
@Entity({ schema: 'settlement', name: 'disputes' })
@Index('disputes_open', ['orderId'], { where: '(decided_at IS NULL)' })
export class DisputeStanding {
  @PrimaryColumn({ name: 'dispute_id', type: 'text', primaryKeyConstraintName: 'disputes_pkey' }) disputeId: string;
  @Column({ name: 'order_id', type: 'text' }) orderId: string;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt: Date | null;
}
