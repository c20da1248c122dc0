import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A merchant that is paid nothing until a person lets it go on; what was sent already stays sent. */
@Entity({ schema: 'settlement', name: 'payout_holds' })
export class PayoutHold {
  @PrimaryColumn({ name: 'merchant_id', type: 'uuid', primaryKeyConstraintName: 'payout_holds_pkey' }) merchantId: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ name: 'held_by', type: 'uuid' }) heldBy: string;
  @Column({ name: 'held_at', type: 'timestamptz' }) heldAt: Date;
}
