import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Translated } from '@silkport/values';
import { Release } from './release.entity.js';

/** What a file is for; a file without a platform is for all. */
export const platforms = ['windows', 'macos', 'linux', 'android', 'ios'] as const;
export type Platform = (typeof platforms)[number];

/** A file that buyers of a product receive. Its bytes never change: a new version is a new asset, so its SHA-256 is its strong ETag. */
@Entity({ schema: 'delivery', name: 'assets' })
@Unique('assets_storage_key_key', ['storageKey'])
@Index('assets_product_id', ['productId', 'position'])
@Index('assets_release_id', ['releaseId'])
@Check('assets_size_bytes_check', "((size_bytes > 0) AND (size_bytes <= '9007199254740991'::bigint))")
@Check('assets_sha256_check', "(sha256 ~ '^[0-9a-f]{64}$'::text)")
@Check('assets_chunk_sha256_check', '((length(chunk_sha256) % 32) = 0)')
export class Asset {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'assets_pkey' }) id: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ type: 'integer' }) position: number;
  @Column({ name: 'file_name', type: 'text' }) fileName: string;
  @Column({ name: 'content_type', type: 'text' }) contentType: string;
  @Column({ name: 'size_bytes', type: 'bigint' }) sizeBytes: bigint;
  /** Hexadecimal. */
  @Column({ type: 'text' }) sha256: string;
  @Column({ name: 'storage_key', type: 'text' }) storageKey: string;
  @Column({ type: 'jsonb' }) title: Translated;
  @Column({ name: 'added_at', type: 'timestamptz' }) addedAt: Date;
  /** Null of a file that was added without a release. */
  @ForeignKey(() => Release, { name: 'assets_release_id_fkey' })
  @Column({ name: 'release_id', type: 'uuid', nullable: true })
  releaseId: string | null;
  /** The language that it is in, BCP 47; null: for readers of every language. */
  @Column({ type: 'text', nullable: true }) locale: string | null;
  @Column({ type: 'text', nullable: true }) platform: Platform | null;
  /** The SHA-256 of each part of 8 MiB, 32 bytes each; null of a file of up to 64 MiB. */
  @Column({ name: 'chunk_sha256', type: 'bytea', nullable: true }) chunkSha256: Buffer | null;
  /** Whether those who bought before it was added get it. */
  @Column({ name: 'reaches_holders', type: 'boolean', default: true }) reachesHolders: boolean;
  /** When a newer release took its place: those who bought before keep it, those who buy later do not get it. */
  @Column({ name: 'superseded_at', type: 'timestamptz', nullable: true }) supersededAt: Date | null;
  /** Of a data set: when it was said what is in it; before that nobody gets it. */
  @Column({ name: 'described_at', type: 'timestamptz', nullable: true }) describedAt: Date | null;
  /** When its merchant took it back: nobody gets it any more. */
  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true }) withdrawnAt: Date | null;
}
