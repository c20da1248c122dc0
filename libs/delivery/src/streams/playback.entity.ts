import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';
import { Asset } from '../files/asset.entity.js';

/** One playback session: begun by the first range that a player asks for, kept alive by those that follow. Its row among the accesses has the same id. */
@Entity({ schema: 'delivery', name: 'playbacks' })
@Index('playbacks_entitlement_id', ['entitlementId', 'lastServedAt'])
@Check('playbacks_bytes_check', '(bytes_served >= 0)')
export class Playback {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'playbacks_pkey' }) id: string;
  @ForeignKey(() => Entitlement, { name: 'playbacks_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid' })
  entitlementId: string;
  @ForeignKey(() => Asset, { name: 'playbacks_asset_id_fkey' })
  @Column({ name: 'asset_id', type: 'uuid' })
  assetId: string;
  @Column({ name: 'started_at', type: 'timestamptz' }) startedAt: Date;
  @Column({ name: 'last_served_at', type: 'timestamptz' }) lastServedAt: Date;
  /** When newer sessions took its place. */
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt: Date | null;
  @Column({ name: 'bytes_served', type: 'bigint' }) bytesServed: bigint;
  /** How long it was played, as far as the page told. */
  @Column({ name: 'seconds_played', type: 'integer' }) secondsPlayed: number;
  /** Of the player that began it; no other may go on with its link. */
  @Column({ name: 'user_agent', type: 'text', nullable: true }) userAgent: string | null;
}

/** Where a buyer stopped: seconds into a recording, the part of a book, the number of a chapter. */
@Entity({ schema: 'delivery', name: 'stream_places' })
export class StreamPlace {
  @ForeignKey(() => Entitlement, { name: 'stream_places_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'stream_places_pkey' })
  entitlementId: string;
  /** A file; of chapters that are texts their product. */
  @PrimaryColumn({ name: 'subject_id', type: 'uuid', primaryKeyConstraintName: 'stream_places_pkey' }) subjectId: string;
  @Column({ type: 'integer' }) place: number;
  @Column({ name: 'kept_at', type: 'timestamptz' }) keptAt: Date;
}
