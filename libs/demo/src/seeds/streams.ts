import { trackForm, type AddChapter, type ChapterContent, type MerchantChapters, type TrackForm, type TrackReads } from '@silkport/delivery';
import type { Translated } from '@silkport/values';
import { deliverableSubject } from '../demo-files.js';
import { demoId } from '../demo-ids.js';
import { deliveryKindOf } from '../demo-variants.js';
import { comicChapters } from '../deliverables/epub/comic-chapters.js';
import type { PlacedProduct } from '../placed-products.js';

const week = 7 * 24 * 3600 * 1000;

/** What a file of a work is called in its table of contents. */
const titles: Readonly<Record<TrackForm, Translated>> = {
  video: { en: 'The film', 'zh-CN': '正片', ru: 'Фильм', ar: 'الفيلم' },
  audio: { en: 'The recording', 'zh-CN': '录音', ru: 'Запись', ar: 'التسجيل' },
  picture: { en: 'The animatic', 'zh-CN': '动态分镜', ru: 'Аниматик', ar: 'القصة المصورة المتحركة' },
  book: { en: 'The book', 'zh-CN': '图书', ru: 'Книга', ar: 'الكتاب' },
  pages: { en: 'The storyboard', 'zh-CN': '分镜脚本', ru: 'Раскадровка', ar: 'لوحة المشاهد' },
  text: { en: 'Chapter', 'zh-CN': '章节', ru: 'Глава', ar: 'فصل' },
};
/** What everybody may try: what plays, and the first fifth of a book. */
const samples: Readonly<Record<TrackForm, number>> = { video: 0, audio: 100, picture: 100, book: 20, pages: 0, text: 0 };

interface Seeding { readonly addChapter: AddChapter; readonly chapters: MerchantChapters; readonly tracks: TrackReads; readonly now: Date }

/** Chapters of the demo's works that are played and read; of comics also episode by episode, the last of which comes in a week. Works that have chapters are left alone. */
export async function seedStreams({ addChapter, chapters, tracks, now }: Seeding, placed: readonly PlacedProduct[]): Promise<void> {
  for (const each of placed.filter(({ product }) => deliveryKindOf(product) === 'stream')) {
    const productId = demoId('product', each.product.code);
    const merchantId = demoId('merchant', each.merchant.slug);
    if ((await chapters.of(productId, merchantId)).length) continue;
    const files = (await tracks.filesOf(productId)).flatMap(({ id, contentType }): ChapterContent[] => {
      const form = trackForm(contentType, false);
      return form ? [{ title: titles[form], assetId: id, samplePercent: samples[form], publishedAt: now, companions: [] }] : [];
    });
    for (const chapter of [...episodesOf(each, now), ...files]) await addChapter.run({ ...chapter, productId, merchantId }, undefined);
  }
}

function episodesOf({ cluster, merchant, product }: PlacedProduct, now: Date): ChapterContent[] {
  if (product.taxonomyId !== 'dp.lit.webcomic') return [];
  const episodes = comicChapters(deliverableSubject(cluster, merchant, product, 'epub'));
  return episodes.map(({ titleEn, titleZh, en, zh }, index) => ({
    title: { en: titleEn, 'zh-CN': titleZh }, body: { en: en.join('\n\n'), 'zh-CN': zh.join('\n\n') }, samplePercent: index ? 0 : 100, companions: [],
    publishedAt: index > 0 && index === episodes.length - 1 ? new Date(now.getTime() + week) : now,
  }));
}
