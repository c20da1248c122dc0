import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RefundReason } from '../ordering.events.js';

export const refundStates = ['asked', 'succeeded', 'failed', 'taken_by_bank'] as const;
/** `taken_by_bank`: the buyer's bank took the money back itself, so none is sent. */
export type RefundState = (typeof refundStates)[number];

/** Money of an order that is owed back to its buyer, once for each row; only how it ended is written into it later. */
@Entity({ schema: 'ordering', name: 'refunds' })
@Index('refunds_order_id', ['orderId', 'id'])
@Check('no_more_is_taken_than_owed', '((taken_minor >= 0) AND (taken_minor <= total_minor))')
export class Refund {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'refunds_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ type: 'text' }) reason: RefundReason;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  /** Of `totalMinor`, what the buyer's bank has taken beyond what was left of the order: the rest alone is sent. */
  @Column({ name: 'taken_minor', type: 'bigint', default: 0 }) takenMinor: bigint;
  @Column({ type: 'text' }) actor: string;
  /** What whoever asked for it had to say, for the record. */
  @Column({ type: 'text', nullable: true }) note: string | null;
  /** Of some seats of a subscription: whether they are charged no more from the next period on. */
  @Column({ name: 'gives_up_seats', type: 'boolean', default: false }) givesUpSeats: boolean;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt: Date;
  @Column({ type: 'text' }) state: RefundState;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null;
  @Column({ name: 'failure_reason', type: 'text', nullable: true }) failureReason: string | null;
}

/** The share of one line in a refund. Append-only, in the database too. */
@Entity({ schema: 'ordering', name: 'refund_lines' })
@Index('refund_lines_line_id', ['lineId'])
export class RefundLine {
  @PrimaryColumn({ name: 'refund_id', type: 'uuid', primaryKeyConstraintName: 'refund_lines_pkey' }) refundId: string;
  @PrimaryColumn({ name: 'line_id', type: 'uuid', primaryKeyConstraintName: 'refund_lines_pkey' }) lineId: string;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  /** Pieces, where it was asked for by the piece. */
  @Column({ type: 'integer' }) quantity: number;
  /** All amounts of the share, as they were told to everybody. */
  @Column({ type: 'jsonb' }) share: unknown;
}
