import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a merchant is to get for commissioned work, held in its reserve until the parts of the work are accepted. Its row is made by whoever
 * hears first of the line, its sale or a refund. What is still held: `held - released - refunded`.
 */
@Entity({ schema: 'settlement', name: 'work_holds' })
@Index('work_holds_order_id', ['orderId'])
@Check('work_holds_amounts_check', '((held_minor >= 0) AND (released_minor >= 0) AND (refunded_minor >= 0) AND ((held_minor = 0) OR ((released_minor + refunded_minor) <= held_minor)))')
export class WorkHold {
  @PrimaryColumn({ name: 'line_id', type: 'uuid', primaryKeyConstraintName: 'work_holds_pkey' }) lineId: string;
  /** As the ledger's references are. */
  @Column({ name: 'order_id', type: 'text' }) orderId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  /** All that was payable for the line; zero until its sale is heard of. */
  @Column({ name: 'held_minor', type: 'bigint' }) heldMinor: bigint;
  @Column({ name: 'released_minor', type: 'bigint', default: 0 }) releasedMinor: bigint;
  /** What refunds have taken out of it. */
  @Column({ name: 'refunded_minor', type: 'bigint', default: 0 }) refundedMinor: bigint;
}
