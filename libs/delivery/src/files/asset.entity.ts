import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Translated } from '@silkport/values';

/** A file that buyers of a product receive. Its bytes never change: a new version is a new asset, so its SHA-256 is its strong ETag. */
@Entity({ schema: 'delivery', name: 'assets' })
@Unique('assets_storage_key_key', ['storageKey'])
@Index('assets_product_id', ['productId', 'position'])
@Check('assets_size_bytes_check', "((size_bytes > 0) AND (size_bytes <= '9007199254740991'::bigint))")
@Check('assets_sha256_check', "(sha256 ~ '^[0-9a-f]{64}$'::text)")
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
}
