import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Translated } from '@silkport/values';

/** An industrial cluster: a place whose makers trade under one roof. Its id is a readable code such as `jingdezhen`. */
@Entity({ schema: 'clusters', name: 'clusters' })
export class Cluster {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'clusters_pkey' }) id: string;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ type: 'jsonb' }) name: Translated;
  @Column({ type: 'jsonb' }) city: Translated;
  @Column({ type: 'jsonb' }) province: Translated;
  @Column({ type: 'jsonb' }) tagline: Translated;
  @Column({ type: 'jsonb' }) story: Translated;
  @Column({ type: 'jsonb' }) specialities: readonly Translated[];
  /** A year, as people write it. */
  @Column({ name: 'known_since', type: 'text' }) knownSince: string;
  /** Degrees north and east, to about 0.05 degree. */
  @Column({ type: 'double precision' }) latitude: number;
  @Column({ type: 'double precision' }) longitude: number;
  @Column({ type: 'smallint' }) position: number;
}

export type SizeClass = 'leading' | 'small-and-medium';

/** A seller of record that belongs to a cluster. */
@Entity({ schema: 'clusters', name: 'merchants' })
@Index('merchants_slug_key', ['slug'], { unique: true })
@Index('merchants_cluster_id', ['clusterId'])
export class Merchant {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'merchants_pkey' }) id: string;
  @Column({ type: 'text' }) slug: string;
  @Column({ name: 'cluster_id', type: 'text' }) clusterId: string;
  @Column({ type: 'jsonb' }) name: Translated;
  @Column({ type: 'jsonb' }) city: Translated;
  @Column({ type: 'jsonb' }) story: Translated;
  @Column({ name: 'size_class', type: 'text' }) sizeClass: SizeClass;
  @Column({ name: 'founded_year', type: 'smallint' }) foundedYear: number;
  /** Country/region of residence, for trade statistics: ISO 3166-1 alpha-2. */
  @Column({ type: 'char', length: 2 }) country: string;
}
