import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { LicenceKey } from './licence-key.entity.js';

/** A machine on which a key has been activated. Which of them have a place, `machine-standing.ts` says. */
@Entity({ schema: 'delivery', name: 'licence_machines' })
@Unique('licence_machines_licence_key_id_fingerprint_key', ['licenceKeyId', 'fingerprint'])
export class LicenceMachine {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'licence_machines_pkey' }) id: string;
  @ForeignKey(() => LicenceKey, { name: 'licence_machines_licence_key_id_fkey' })
  @Column({ name: 'licence_key_id', type: 'uuid' })
  licenceKeyId: string;
  /** Whatever the merchant's program tells machines apart by; it means nothing to us. */
  @Column({ type: 'text' }) fingerprint: string;
  @Column({ type: 'text', nullable: true }) name: string | null;
  @Column({ type: 'text', nullable: true }) platform: string | null;
  @Column({ name: 'activated_at', type: 'timestamptz' }) activatedAt: Date;
  @Column({ name: 'seen_at', type: 'timestamptz' }) seenAt: Date;
  /** Checked out: it keeps its place until then without being heard of. */
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true }) leasedUntil: Date | null;
  /** The end of its last licence file: its place is taken until then, also when it is deactivated. Null where it has none. */
  @Column({ name: 'file_until', type: 'timestamptz', nullable: true }) fileUntil: Date | null;
  /** Of whoever had the seat before: it has a place only until its file ends, and says nothing of them. */
  @Column({ name: 'is_former', type: 'boolean', default: false }) isFormer: boolean;
  @Column({ name: 'deactivated_at', type: 'timestamptz', nullable: true }) deactivatedAt: Date | null;
}
