import { Injectable } from '@nestjs/common';
import { MerchantPriceReads, NotYourProduct } from '@silkport/catalog';
import { Database, statement } from '@silkport/platform';
import type { Translated } from '@silkport/values';
import type { CompanionRole } from './chapter.entity.js';

/** A chapter as its merchant keeps it. */
export interface ChapterView {
  readonly id: string;
  readonly number: number;
  readonly title: Translated;
  readonly assetId: string | null;
  readonly body: Translated | null;
  readonly samplePercent: number;
  readonly publishedAt: Date;
  readonly companions: readonly { readonly assetId: string; readonly role: CompanionRole; readonly locale: string | null }[];
}

const ofProduct = statement('delivery.chapters_of_product', `
  SELECT c.id, c.number, c.title, c.asset_id AS "assetId", c.body, c.sample_percent AS "samplePercent", c.published_at AS "publishedAt",
    coalesce((SELECT json_agg(json_build_object('assetId', k.asset_id, 'role', k.role, 'locale', k.locale) ORDER BY k.role, k.locale, k.asset_id) FROM delivery.chapter_companions k WHERE k.chapter_id = c.id), '[]') AS companions
  FROM delivery.chapters c WHERE c.product_id = $1 ORDER BY c.number, c.id`);

/** Chapters of a merchant's product, also those that are not out yet. */
@Injectable()
export class MerchantChapters {
  constructor(private readonly database: Database, private readonly products: MerchantPriceReads) {}

  /** @throws NotYourProduct */
  async of(productId: string, merchantId: string): Promise<readonly ChapterView[]> {
    await this.requireOwn(productId, merchantId);
    return this.database.read<ChapterView>(ofProduct, [productId]);
  }

  /** @throws NotYourProduct */
  async requireOwn(productId: string, merchantId: string): Promise<void> {
    if (!(await this.products.ofProduct(productId, merchantId))) throw new NotYourProduct();
  }
}
