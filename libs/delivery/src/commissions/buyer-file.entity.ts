import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { RefusalReason } from '../uploads/file-refused.js';
import { Commission, MilestoneNote } from './commission.entity.js';

export const buyerFileStates = ['checking', 'ready', 'refused'] as const;
/** `checking` is quarantine: nobody gets a byte of it. */
export type BuyerFileState = (typeof buyerFileStates)[number];

/** A file that a buyer sent for work to order: the buyer's and the merchant's, and nobody else's. */
@Entity({ schema: 'delivery', name: 'buyer_files' })
@Unique('buyer_files_storage_key_key', ['storageKey'])
@Index('buyer_files_entitlement_id', ['entitlementId', 'id'])
@Index('buyer_files_note_id', ['noteId'], { where: '(note_id IS NOT NULL)' })
@Index('buyer_files_checking', ['sentAt'], { where: "(state = 'checking'::text)" })
@Index('buyer_files_not_given', ['sentAt'], { where: '(given_at IS NULL)' })
@Check('buyer_files_size_bytes_check', '(size_bytes > 0)')
@Check('buyer_files_state_check', "(state = ANY (ARRAY['checking'::text, 'ready'::text, 'refused'::text]))")
@Check('refused_buyer_files_say_why', "((state = 'refused'::text) = (reason IS NOT NULL))")
@Check('ready_buyer_files_were_checked', "((state <> 'ready'::text) OR ((sha256 IS NOT NULL) AND (checked_at IS NOT NULL)))")
@Check('buyer_files_of_notes_are_given', '((note_id IS NULL) OR (given_at IS NOT NULL))')
export class BuyerFile {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'buyer_files_pkey' }) id: string;
  @ForeignKey(() => Commission, { name: 'buyer_files_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid' })
  entitlementId: string;
  /** What it was said with; null of the brief's. */
  @ForeignKey(() => MilestoneNote, { name: 'buyer_files_note_id_fkey' })
  @Column({ name: 'note_id', type: 'uuid', nullable: true })
  noteId: string | null;
  /** Without what its sender's system or somebody else put into it to mislead. */
  @Column({ name: 'file_name', type: 'text' }) fileName: string;
  @Column({ name: 'content_type', type: 'text' }) contentType: string;
  @Column({ name: 'size_bytes', type: 'bigint' }) sizeBytes: bigint;
  @Column({ type: 'text' }) state: BuyerFileState;
  @Column({ type: 'text', nullable: true }) reason: RefusalReason | null;
  @Column({ type: 'text', nullable: true }) detail: string | null;
  /** Hexadecimal. */
  @Column({ type: 'text', nullable: true }) sha256: string | null;
  /** The scanner that found nothing; null: none looked. */
  @Column({ type: 'text', nullable: true }) scanner: string | null;
  @Column({ name: 'storage_key', type: 'text' }) storageKey: string;
  @Column({ name: 'sent_at', type: 'timestamptz' }) sentAt: Date;
  @Column({ name: 'checked_at', type: 'timestamptz', nullable: true }) checkedAt: Date | null;
  /** When it became part of the brief or of a note; until then the merchant knows nothing of it. */
  @Column({ name: 'given_at', type: 'timestamptz', nullable: true }) givenAt: Date | null;
}
