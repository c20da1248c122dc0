import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { RefusalReason } from './file-refused.js';

/** `receiving` its bytes; `received` all of them; `checking` them, which is quarantine; `ready` for a release; `refused`; `published` with one. */
export const uploadStates = ['receiving', 'received', 'checking', 'ready', 'refused', 'published'] as const;
export type UploadState = (typeof uploadStates)[number];

/** A file on its way from a merchant into a release. Nobody gets a byte of it before it is an asset. */
@Entity({ schema: 'delivery', name: 'uploads' })
@Unique('uploads_storage_key_key', ['storageKey'])
@Index('uploads_product_id', ['productId', 'id'])
@Index('uploads_unfinished', ['merchantId'], { where: "(state <> ALL (ARRAY['refused'::text, 'published'::text]))" })
@Check('uploads_size_bytes_check', "((size_bytes > 0) AND (size_bytes <= '9007199254740991'::bigint))")
@Check('uploads_state_check', "(state = ANY (ARRAY['receiving'::text, 'received'::text, 'checking'::text, 'ready'::text, 'refused'::text, 'published'::text]))")
@Check('refused_uploads_say_why', "((state = 'refused'::text) = (reason IS NOT NULL))")
@Check('ready_uploads_were_checked', "((state <> ALL (ARRAY['ready'::text, 'published'::text])) OR ((sha256 IS NOT NULL) AND (checked_at IS NOT NULL)))")
@Check('writers_have_an_end', '((writer IS NULL) = (writer_until IS NULL))')
export class UploadedFile {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'uploads_pkey' }) id: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'file_name', type: 'text' }) fileName: string;
  /** As declared, and compared with the bytes before it is ready. */
  @Column({ name: 'content_type', type: 'text' }) contentType: string;
  @Column({ name: 'size_bytes', type: 'bigint' }) sizeBytes: bigint;
  @Column({ type: 'text' }) state: UploadState;
  @Column({ type: 'text', nullable: true }) reason: RefusalReason | null;
  /** What was found: a name within an archive, a kind of file, or what the scanner calls it. */
  @Column({ type: 'text', nullable: true }) detail: string | null;
  /** Hexadecimal. */
  @Column({ type: 'text', nullable: true }) sha256: string | null;
  @Column({ name: 'chunk_sha256', type: 'bytea', nullable: true }) chunkSha256: Buffer | null;
  /** The scanner that found nothing; null: none looked. */
  @Column({ type: 'text', nullable: true }) scanner: string | null;
  @Column({ name: 'storage_key', type: 'text' }) storageKey: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column({ name: 'received_at', type: 'timestamptz', nullable: true }) receivedAt: Date | null;
  @Column({ name: 'checked_at', type: 'timestamptz', nullable: true }) checkedAt: Date | null;
  /** Who writes bytes now, by the database's clock: one connection of one process at a time. */
  @Column({ type: 'uuid', nullable: true }) writer: string | null;
  @Column({ name: 'writer_until', type: 'timestamptz', nullable: true }) writerUntil: Date | null;
  /** Somebody else waits for the writer to end, as a client does whose connection broke. */
  @Column({ name: 'is_writer_awaited', type: 'boolean', default: false }) isWriterAwaited: boolean;
}
