import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Asset } from '../files/asset.entity.js';
import { Entitlement } from '../entitlements/entitlement.entity.js';

/** One answer that carried bytes of an asset: which of them were really sent, to where, and how long it took. Append-only. */
@Entity({ schema: 'delivery', name: 'download_requests' })
@Index('download_requests_entitlement_id', ['entitlementId', 'startedAt'])
@Check('download_requests_bytes_check', '((bytes_sent = (end_byte - first_byte)) AND (bytes_sent >= 0))')
export class DownloadRequest {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'download_requests_pkey' }) id: string;
  @ForeignKey(() => Entitlement, { name: 'download_requests_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid' })
  entitlementId: string;
  @ForeignKey(() => Asset, { name: 'download_requests_asset_id_fkey' })
  @Column({ name: 'asset_id', type: 'uuid' })
  assetId: string;
  @Column({ name: 'started_at', type: 'timestamptz' }) startedAt: Date;
  @Column({ name: 'ended_at', type: 'timestamptz' }) endedAt: Date;
  @Column({ name: 'first_byte', type: 'bigint' }) firstByte: bigint;
  /** The first byte that was not sent any more. */
  @Column({ name: 'end_byte', type: 'bigint' }) endByte: bigint;
  @Column({ name: 'bytes_sent', type: 'bigint' }) bytesSent: bigint;
  @Column({ name: 'client_country', type: 'char', length: 2, nullable: true }) clientCountry: string | null;
  @Column({ name: 'user_agent', type: 'text', nullable: true }) userAgent: string | null;
}

/** What of an asset has reached a buyer since its last complete download; several broken connections add up to one download. */
@Entity({ schema: 'delivery', name: 'download_progress' })
export class DownloadProgress {
  @ForeignKey(() => Entitlement, { name: 'download_progress_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'download_progress_pkey' })
  entitlementId: string;
  @ForeignKey(() => Asset, { name: 'download_progress_asset_id_fkey' })
  @PrimaryColumn({ name: 'asset_id', type: 'uuid', primaryKeyConstraintName: 'download_progress_pkey' })
  assetId: string;
  /** Merged byte ranges, each with its end left out. */
  @Column({ type: 'int8multirange' }) delivered: string;
  @Column({ name: 'completed_count', type: 'integer' }) completedCount: number;
  /** How many of these those before had, who held the seat: limits count them, its holder's page does not. */
  @Column({ name: 'earlier_count', type: 'integer', default: 0 }) earlierCount: number;
  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true }) completedAt: Date | null;
  /** Of a file with a limit: bytes that went out or are on their way. */
  @Column({ name: 'started_bytes', type: 'bigint', default: 0 }) startedBytes: bigint;
}
