import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';

/** Whom the holder of an order gave a seat to. A seat that was never given away has no row: the order's holder uses it. */
@Entity({ schema: 'delivery', name: 'seat_holders' })
@Index('seat_holders_email', ['email'], { where: '(email IS NOT NULL)' })
@Check('seat_holders_generation_check', '(generation > 0)')
@Check('who_was_given_a_seat_has_it_since', '((email IS NULL) = (given_at IS NULL))')
export class SeatHolder {
  @ForeignKey(() => Entitlement, { name: 'seat_holders_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'seat_holders_pkey' })
  entitlementId: string;
  /** Null while it is taken back. */
  @Column({ type: 'text', nullable: true }) email: string | null;
  /** Grows with each change of hands: it is part of what the link's key signs, so that older links open nothing. */
  @Column({ type: 'integer' }) generation: number;
  @Column({ name: 'given_at', type: 'timestamptz', nullable: true }) givenAt: Date | null;
}
