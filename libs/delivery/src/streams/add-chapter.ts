import { Injectable } from '@nestjs/common';
import { Database, Idempotency, prepared, statement, type IdempotentRequest } from '@silkport/platform';
import { newId } from '@silkport/values';
import { filesOf, keepCompanions, requireUsable, type ChapterContent } from './chapter-content.js';
import { MerchantChapters } from './merchant-chapters.js';
import { PlayableArchives } from './playable-archives.js';

export interface NewChapter extends ChapterContent { readonly productId: string; readonly merchantId: string }

const lock = statement('delivery.lock_chapters', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 675))');
const insert = statement('delivery.add_chapter', `
  INSERT INTO delivery.chapters (id, product_id, merchant_id, number, title, asset_id, body, sample_percent, published_at)
  SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7, $8 FROM delivery.chapters WHERE product_id = $2`);

/** Adds a chapter behind those that are there. One that comes later arrives by itself for whoever has bought before. */
@Injectable()
export class AddChapter {
  constructor(private readonly database: Database, private readonly chapters: MerchantChapters, private readonly idempotency: Idempotency, private readonly archives: PlayableArchives) {}

  /** @returns its id: a repeated request's first one @throws NotYourProduct, ChapterRefused, ChapterUnplayable */
  async run(chapter: NewChapter, idempotent: IdempotentRequest | undefined): Promise<string> {
    const { productId, merchantId, title, assetId, body, samplePercent, publishedAt } = chapter;
    await this.chapters.requireOwn(productId, merchantId);
    await this.archives.require(productId, filesOf(chapter));
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && (await this.idempotency.claim(tx, idempotent, id));
      if (earlier) return earlier;
      await prepared(tx, lock, [productId]);
      await requireUsable(tx, productId, chapter);
      await prepared(tx, insert, [id, productId, merchantId, title, assetId ?? null, body ?? null, samplePercent, publishedAt]);
      await keepCompanions(tx, id, chapter);
      return id;
    });
  }
}
