import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type ParcelState = 'to_ship';

/** What a merchant has to send for one paid line. */
@Entity({ schema: 'delivery', name: 'parcels' })
@Index('parcels_order_id', ['orderId'])
@Check('parcels_quantity_check', '(quantity > 0)')
@Check('parcels_state_check', "(state = 'to_ship'::text)")
export class Parcel {
  @PrimaryColumn({ name: 'order_line_id', type: 'uuid', primaryKeyConstraintName: 'parcels_pkey' }) orderLineId: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'variant_id', type: 'uuid' }) variantId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'integer' }) quantity: number;
  @Column({ type: 'text' }) state: ParcelState;
  @Column({ name: 'ordered_at', type: 'timestamptz' }) orderedAt: Date;
}
