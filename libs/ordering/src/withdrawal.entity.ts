import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A buyer's declaration to go back on lines of an order; it counts once confirmed, from the moment it was declared. */
@Entity({ schema: 'ordering', name: 'withdrawals' })
@Index('withdrawals_order_id', ['orderId', 'id'])
export class Withdrawal {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'withdrawals_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) email: string;
  /** What was declared, line by line, with what follows on it. */
  @Column({ type: 'jsonb' }) lines: unknown;
  @Column({ name: 'declared_at', type: 'timestamptz' }) declaredAt: Date;
  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true }) confirmedAt: Date | null;
  @Column({ name: 'refund_id', type: 'uuid', nullable: true }) refundId: string | null;
}
