import { Injectable } from '@nestjs/common';
import { Database, prepared, statement } from '@silkport/platform';
import { MerchantChapters } from './merchant-chapters.js';
import { ChapterOrderRefused } from './stream.errors.js';

export interface ChapterOrder { readonly productId: string; readonly merchantId: string; readonly chapterIds: readonly string[] }

const known = statement('delivery.lock_chapters_of_product', 'SELECT id FROM delivery.chapters WHERE product_id = $1 ORDER BY id FOR UPDATE');
const order = statement('delivery.order_chapters', `
  UPDATE delivery.chapters c SET number = wanted.number FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, number) WHERE c.id = wanted.id AND c.number <> wanted.number`);

/** Puts the chapters of a product into an order. */
@Injectable()
export class OrderChapters {
  constructor(private readonly database: Database, private readonly chapters: MerchantChapters) {}

  /** Doing it again changes nothing. @throws NotYourProduct, ChapterOrderRefused */
  async run({ productId, merchantId, chapterIds }: ChapterOrder): Promise<void> {
    await this.chapters.requireOwn(productId, merchantId);
    await this.database.transaction(async (tx) => {
      const there = new Set((await prepared<{ id: string }>(tx, known, [productId])).map(({ id }) => id));
      if (there.size !== chapterIds.length || new Set(chapterIds).size !== there.size || !chapterIds.every((id) => there.has(id))) throw new ChapterOrderRefused({}, 'chapterIds');
      await prepared(tx, order, [chapterIds]);
    });
  }
}
