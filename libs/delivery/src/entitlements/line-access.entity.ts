import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Whether a line may be delivered, by what has been heard of its money. Its row is written by whoever hears first, payment, refund or
 * dispute; its key makes the others wait, so that all orders of hearing end the same.
 */
@Entity({ schema: 'delivery', name: 'line_access' })
export class LineAccess {
  @PrimaryColumn({ name: 'order_line_id', type: 'uuid', primaryKeyConstraintName: 'line_access_pkey' }) orderLineId: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  /** All of its money has gone back. */
  @Column({ name: 'is_revoked', type: 'boolean', default: false }) isRevoked: boolean;
  /** Pieces whose money has gone back while others' has not: of a line with seats, the last of them end. */
  @Column({ name: 'revoked_pieces', type: 'integer', default: 0 }) revokedPieces: number;
  /** Of a subscription's period: how many of its seats end before it does, since they were given back. Which ones, `subscriptions/end-seats.ts` says. */
  @Column({ name: 'ending_seats', type: 'integer', default: 0 }) endingSeats: number;
  @Column({ name: 'open_disputes', type: 'text', array: true, default: [] }) openDisputes: string[];
  @Column({ name: 'decided_disputes', type: 'text', array: true, default: [] }) decidedDisputes: string[];
}
