import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Translated } from '@silkport/values';

/** A version of a product's files. Never changes once it is published; a file of it can be withdrawn. */
@Entity({ schema: 'delivery', name: 'releases' })
@Unique('releases_product_id_version_key', ['productId', 'version'])
@Index('releases_product_id', ['productId', 'publishedAt'])
export class Release {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'releases_pkey' }) id: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'text' }) version: string;
  /** What is new. */
  @Column({ type: 'jsonb' }) notes: Translated;
  /** Whether those who bought before get it; as the product had it when it was published. */
  @Column({ name: 'reaches_holders', type: 'boolean' }) reachesHolders: boolean;
  @Column({ name: 'published_at', type: 'timestamptz' }) publishedAt: Date;
}

/** What is settled for all releases of a product; without a row it gives updates. */
@Entity({ schema: 'delivery', name: 'release_terms' })
export class ReleaseTerms {
  @PrimaryColumn({ name: 'product_id', type: 'uuid', primaryKeyConstraintName: 'release_terms_pkey' }) productId: string;
  @Column({ name: 'gives_updates', type: 'boolean', default: true }) givesUpdates: boolean;
}
