import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Translated } from '@silkport/values';
import { Asset } from '../files/asset.entity.js';

/**
 * One piece of a work that is played or read where it was bought: an episode, a track, a book, or a chapter that is a text of its own.
 * A product without any plays its files in their order.
 */
@Entity({ schema: 'delivery', name: 'chapters' })
@Index('chapters_product_id', ['productId', 'number'])
@Index('chapters_asset_id', ['assetId'])
@Check('chapters_number_check', '(number > 0)')
@Check('a_chapter_is_a_file_or_a_text', '((asset_id IS NULL) <> (body IS NULL))')
@Check('chapters_sample_percent_check', '((sample_percent >= 0) AND (sample_percent <= 100))')
export class Chapter {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'chapters_pkey' }) id: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  /** From 1 on, in the order in which they are read; after a removal there are gaps. */
  @Column({ type: 'integer' }) number: number;
  @Column({ type: 'jsonb' }) title: Translated;
  @ForeignKey(() => Asset, { name: 'chapters_asset_id_fkey' })
  @Column({ name: 'asset_id', type: 'uuid', nullable: true })
  assetId: string | null;
  /** Plain text; an empty line parts paragraphs. */
  @Column({ type: 'jsonb', nullable: true }) body: Translated | null;
  /** How much of it everybody may have: 0 nothing, 100 all of it; of a book its first paragraphs. */
  @Column({ name: 'sample_percent', type: 'smallint' }) samplePercent: number;
  /** From when on it is there, also for whoever bought before. */
  @Column({ name: 'published_at', type: 'timestamptz' }) publishedAt: Date;
}

export const companionRoles = ['captions', 'rendition'] as const;
export type CompanionRole = (typeof companionRoles)[number];

/** A file that goes with a chapter's own: captions in a language, or the same in another form for players that need it. */
@Entity({ schema: 'delivery', name: 'chapter_companions' })
@Index('chapter_companions_asset_id', ['assetId'])
@Check('chapter_companions_role_check', "(role = ANY (ARRAY['captions'::text, 'rendition'::text]))")
@Check('captions_name_their_language', "((role = 'captions'::text) = (locale IS NOT NULL))")
export class ChapterCompanion {
  @ForeignKey(() => Chapter, { name: 'chapter_companions_chapter_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'chapter_id', type: 'uuid', primaryKeyConstraintName: 'chapter_companions_pkey' })
  chapterId: string;
  @ForeignKey(() => Asset, { name: 'chapter_companions_asset_id_fkey' })
  @PrimaryColumn({ name: 'asset_id', type: 'uuid', primaryKeyConstraintName: 'chapter_companions_pkey' })
  assetId: string;
  @Column({ type: 'text' }) role: CompanionRole;
  /** BCP 47. */
  @Column({ type: 'text', nullable: true }) locale: string | null;
}
