import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { filesOf, keepCompanions, requireUsable, type ChapterContent } from './chapter-content.js';
import { Chapter } from './chapter.entity.js';
import { PlayableArchives } from './playable-archives.js';
import { ChapterUnknown } from './stream.errors.js';

export interface ChangedChapter extends ChapterContent { readonly chapterId: string; readonly merchantId: string }

const productOf = statement('delivery.product_of_chapter', 'SELECT product_id AS "productId" FROM delivery.chapters WHERE id = $1 AND merchant_id = $2');

/** Says anew what a chapter is; its place among the others stays. */
@Injectable()
export class ChangeChapter {
  constructor(private readonly database: Database, private readonly archives: PlayableArchives) {}

  /** Doing it again changes nothing. @throws ChapterUnknown, ChapterRefused, ChapterUnplayable */
  async run(changed: ChangedChapter): Promise<void> {
    const { chapterId, merchantId, title, assetId, body, samplePercent, publishedAt } = changed;
    const [known] = await this.database.read<{ productId: string }>(productOf, [chapterId, merchantId]);
    if (!known) throw new ChapterUnknown();
    await this.archives.require(known.productId, filesOf(changed));
    await this.database.transaction(async (tx) => {
      const chapter = await tx.findOne(Chapter, { where: { id: chapterId, merchantId }, lock: { mode: 'pessimistic_write' } });
      if (!chapter) throw new ChapterUnknown();
      await requireUsable(tx, chapter.productId, changed);
      await tx.save(Chapter, { ...chapter, title, assetId: assetId ?? null, body: body ?? null, samplePercent, publishedAt });
      await keepCompanions(tx, chapterId, changed);
    });
  }

  /** Takes a chapter away, also from whoever bought it before; its file stays. @throws ChapterUnknown */
  async remove({ chapterId, merchantId }: Pick<ChangedChapter, 'chapterId' | 'merchantId'>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { affected } = await tx.delete(Chapter, { id: chapterId, merchantId });
      if (!affected) throw new ChapterUnknown();
    });
  }
}
