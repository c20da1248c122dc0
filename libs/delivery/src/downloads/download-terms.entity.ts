import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Asset } from '../files/asset.entity.js';
import { Entitlement } from '../entitlements/entitlement.entity.js';

/** How a merchant gives out a product's files. Without a row: as often as wanted, and as they are. */
@Entity({ schema: 'delivery', name: 'download_terms' })
@Check('download_terms_limit_check', '(completed_limit > 0)')
@Check('download_terms_play_limit_check', '(play_limit > 0)')
export class DownloadTerms {
  @PrimaryColumn({ name: 'product_id', type: 'uuid', primaryKeyConstraintName: 'download_terms_pkey' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  /** How often each file may reach the holder of an entitlement whole; null without limit. */
  @Column({ name: 'completed_limit', type: 'integer', nullable: true }) completedLimit: number | null;
  /** How often each recording may be played by the holder of an entitlement; null without limit. */
  @Column({ name: 'play_limit', type: 'integer', nullable: true }) playLimit: number | null;
  /** PDF, EPUB and images carry the number of their order. */
  @Column({ name: 'stamps_order_number', type: 'boolean' }) stampsOrderNumber: boolean;
  @Column({ name: 'set_at', type: 'timestamptz' }) setAt: Date;
}

/** The copy of a file that carries an order's number: made when it is first downloaded. */
@Entity({ schema: 'delivery', name: 'stamped_files' })
@Unique('stamped_files_storage_key_key', ['storageKey'])
@Check('stamped_files_size_bytes_check', '(size_bytes > 0)')
@Check('stamped_files_sha256_check', "(sha256 ~ '^[0-9a-f]{64}$'::text)")
export class StampedFile {
  @ForeignKey(() => Entitlement, { name: 'stamped_files_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'stamped_files_pkey' })
  entitlementId: string;
  @ForeignKey(() => Asset, { name: 'stamped_files_asset_id_fkey' })
  @PrimaryColumn({ name: 'asset_id', type: 'uuid', primaryKeyConstraintName: 'stamped_files_pkey' })
  assetId: string;
  @Column({ name: 'storage_key', type: 'text' }) storageKey: string;
  @Column({ name: 'size_bytes', type: 'bigint' }) sizeBytes: bigint;
  @Column({ type: 'text' }) sha256: string;
  @Column({ name: 'stamped_at', type: 'timestamptz' }) stampedAt: Date;
}

/** A file that was to be stamped and bears none: broken, encrypted, or of pages and frames that would be lost. It goes out as it is, and its merchant is told. */
@Entity({ schema: 'delivery', name: 'unstampable_files' })
export class UnstampableFile {
  @ForeignKey(() => Asset, { name: 'unstampable_files_asset_id_fkey' })
  @PrimaryColumn({ name: 'asset_id', type: 'uuid', primaryKeyConstraintName: 'unstampable_files_pkey' })
  assetId: string;
  @Column({ name: 'found_at', type: 'timestamptz' }) foundAt: Date;
}
