import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';

/** A seat was given to somebody within the last day: as often as that, a letter went out. Older ones are deleted. */
@Entity({ schema: 'delivery', name: 'seat_gifts' })
@Index('seat_gifts_order_id', ['orderId'])
@Index('seat_gifts_given_at', ['givenAt'])
export class SeatGift {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'seat_gifts_pkey' }) id: string;
  @ForeignKey(() => Entitlement, { name: 'seat_gifts_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid' })
  entitlementId: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ type: 'text' }) email: string;
  @Column({ name: 'given_at', type: 'timestamptz' }) givenAt: Date;
}
