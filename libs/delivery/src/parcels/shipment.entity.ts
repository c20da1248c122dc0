import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Parcel } from './parcel.entity.js';

export const shipmentStates = ['packed', 'shipped', 'delivered', 'returned'] as const;
/** `returned`: the carrier could not hand it over and brought it back. What a buyer sends back is noted on its lines. */
export type ShipmentState = (typeof shipmentStates)[number];

/** What one merchant packs for one order into one box. */
@Entity({ schema: 'delivery', name: 'shipments' })
@Index('shipments_order_id', ['orderId'])
@Index('shipments_merchant_id', ['merchantId', 'id'])
@Check('shipments_state_check', "(state = ANY (ARRAY['packed'::text, 'shipped'::text, 'delivered'::text, 'returned'::text]))")
@Check('shipments_weight_grams_check', '(weight_grams > 0)')
@Check('shipments_say_when', "((((state = 'packed'::text) = (shipped_at IS NULL)) AND ((state <> 'delivered'::text) OR (delivered_at IS NOT NULL)) AND ((delivered_at IS NULL) OR (state = ANY (ARRAY['delivered'::text, 'returned'::text]))) AND ((state = 'returned'::text) = (returned_at IS NOT NULL))))")
export class Shipment {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'shipments_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'text' }) state: ShipmentState;
  /** A code of our list, or a name of the merchant's. */
  @Column({ type: 'text', nullable: true }) carrier: string | null;
  @Column({ type: 'text', nullable: true }) tracking: string | null;
  /** Of the whole box. */
  @Column({ name: 'weight_grams', type: 'integer', nullable: true }) weightGrams: number | null;
  @Column({ name: 'packed_by', type: 'uuid' }) packedBy: string;
  @Column({ name: 'packed_at', type: 'timestamptz' }) packedAt: Date;
  @Column({ name: 'shipped_at', type: 'timestamptz', nullable: true }) shippedAt: Date | null;
  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true }) deliveredAt: Date | null;
  @Column({ name: 'returned_at', type: 'timestamptz', nullable: true }) returnedAt: Date | null;
}

/** Pieces of an order's line in a shipment. */
@Entity({ schema: 'delivery', name: 'shipment_lines' })
@Index('shipment_lines_order_line_id', ['orderLineId'])
@Check('shipment_lines_quantity_check', '(quantity > 0)')
export class ShipmentLine {
  @ForeignKey(() => Shipment, { name: 'shipment_lines_shipment_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'shipment_id', type: 'uuid', primaryKeyConstraintName: 'shipment_lines_pkey' })
  shipmentId: string;
  @ForeignKey(() => Parcel, { name: 'shipment_lines_order_line_id_fkey' })
  @PrimaryColumn({ name: 'order_line_id', type: 'uuid', primaryKeyConstraintName: 'shipment_lines_pkey' })
  orderLineId: string;
  @Column({ type: 'integer' }) quantity: number;
  /** When its merchant had the pieces back. */
  @Column({ name: 'returned_at', type: 'timestamptz', nullable: true }) returnedAt: Date | null;
}
