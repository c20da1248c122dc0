import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A buyer's declaration to go back on lines of an order; it counts once confirmed. */
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
  /** Of what was paid back at its confirmation. */
  @Column({ name: 'refund_id', type: 'uuid', nullable: true }) refundId: string | null;
}

/** A line that its buyer has withdrawn from, confirmed: once, and what became of it. */
@Entity({ schema: 'ordering', name: 'withdrawn_lines' })
@Index('withdrawn_lines_of_merchant', ['merchantId', 'withdrawalId', 'lineId'])
@Index('withdrawn_lines_in_order', ['withdrawalId', 'lineId'])
@Index('withdrawn_lines_open', { synchronize: false })
export class WithdrawnLine {
  @PrimaryColumn({ name: 'line_id', type: 'uuid', primaryKeyConstraintName: 'withdrawn_lines_pkey' }) lineId: string;
  @Column({ name: 'withdrawal_id', type: 'uuid' }) withdrawalId: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  /** Owed for it at most, in the order's currency; less where some of it has gone back otherwise meanwhile. */
  @Column({ name: 'refund_minor', type: 'bigint' }) refundMinor: bigint;
  @Column({ type: 'integer' }) quantity: number;
  /** A parcel that was sent comes back first. */
  @Column({ name: 'return_expected', type: 'boolean' }) returnExpected: boolean;
  @Column({ name: 'returned_at', type: 'timestamptz', nullable: true }) returnedAt: Date | null;
  /** When its money was given back, or was found to have gone back otherwise. */
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null;
  @Column({ name: 'refund_id', type: 'uuid', nullable: true }) refundId: string | null;
}
