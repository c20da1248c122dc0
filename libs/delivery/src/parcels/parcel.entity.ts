import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const parcelStates = ['to_ship', 'held', 'shipped', 'delivered', 'returned', 'cancelled'] as const;
/**
 * `held`: its payment is disputed, so it is not to be sent; `cancelled`: its money has gone back before it was sent; `returned`: nothing
 * of it is with its buyer any more. What goes in several shipments is shipped or delivered when the last piece is.
 */
export type ParcelState = (typeof parcelStates)[number];

/** What a merchant has to send for one paid line; it follows the shipments that hold its pieces. */
@Entity({ schema: 'delivery', name: 'parcels' })
@Index('parcels_order_id', ['orderId'])
@Index('parcels_merchant_id', ['merchantId', 'orderLineId'])
@Check('parcels_quantity_check', '(quantity > 0)')
@Check('parcels_given_up_check', '((given_up >= 0) AND (given_up <= quantity))')
export class Parcel {
  @PrimaryColumn({ name: 'order_line_id', type: 'uuid', primaryKeyConstraintName: 'parcels_pkey' }) orderLineId: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'variant_id', type: 'uuid' }) variantId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'integer' }) quantity: number;
  @Column({ type: 'text' }) state: ParcelState;
  @Column({ name: 'ordered_at', type: 'timestamptz' }) orderedAt: Date;
  @Column({ name: 'shipped_at', type: 'timestamptz', nullable: true }) shippedAt: Date | null;
  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true }) deliveredAt: Date | null;
  @Column({ name: 'returned_at', type: 'timestamptz', nullable: true }) returnedAt: Date | null;
  /** Pieces that had not left when their money went back: they never will. */
  @Column({ name: 'given_up', type: 'integer', default: 0 }) givenUp: number;
  /** Pieces of which it is known that their money went back, sent or not. */
  @Column({ name: 'heard_revoked', type: 'integer', default: 0 }) heardRevoked: number;
  @Column({ name: 'first_gone_at', type: 'timestamptz', nullable: true }) firstGoneAt: Date | null;
}

/** Who changed a parcel's state, when and why. Append-only. */
@Entity({ schema: 'delivery', name: 'parcel_transitions' })
@Index('parcel_transitions_order_line_id', ['orderLineId', 'id'])
export class ParcelTransition {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'parcel_transitions_pkey' }) id: string;
  @ForeignKey(() => Parcel, { name: 'parcel_transitions_order_line_id_fkey' })
  @Column({ name: 'order_line_id', type: 'uuid' })
  orderLineId: string;
  @Column({ name: 'from_state', type: 'text' }) fromState: ParcelState;
  @Column({ name: 'to_state', type: 'text' }) toState: ParcelState;
  @Column({ type: 'text' }) actor: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}
