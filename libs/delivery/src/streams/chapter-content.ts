import { prepared, statement, type Tx } from '@silkport/platform';
import type { Translated } from '@silkport/values';
import { ChapterCompanion, type CompanionRole } from './chapter.entity.js';
import { ChapterRefused } from './stream.errors.js';
import { mediaType, trackForm } from './track-form.js';

/** What a merchant says of a chapter: a text or a file of the product, and what goes with it. */
export interface ChapterContent {
  readonly title: Translated;
  readonly assetId?: string | undefined;
  readonly body?: Translated | undefined;
  readonly samplePercent: number;
  readonly publishedAt: Date;
  readonly companions: readonly { readonly assetId: string; readonly role: CompanionRole; readonly locale?: string | undefined }[];
}

const files = statement('delivery.files_of_chapter', 'SELECT id, content_type AS "contentType" FROM delivery.assets WHERE product_id = $1 AND id = ANY ($2::uuid[]) AND withdrawn_at IS NULL');

/** The files that a chapter names. */
export function filesOf({ assetId, companions }: Pick<ChapterContent, 'assetId' | 'companions'>): string[] {
  return [...(assetId === undefined ? [] : [assetId]), ...companions.map((each) => each.assetId)];
}

/** @throws ChapterRefused with the field that is wrong */
export async function requireUsable(tx: Tx, productId: string, { title, assetId, body, samplePercent, companions }: ChapterContent): Promise<void> {
  if (!hasWords(title)) throw new ChapterRefused({}, 'title');
  if (body && !hasWords(body)) throw new ChapterRefused({}, 'body');
  if ((assetId === undefined) === (body === undefined)) throw new ChapterRefused({}, 'assetId');
  const wanted = filesOf({ assetId, companions });
  if (new Set(wanted).size !== wanted.length) throw new ChapterRefused({}, 'companions');
  const found = wanted.length ? await prepared<{ id: string; contentType: string }>(tx, files, [productId, wanted]) : [];
  const typeOf = (id: string) => found.find((each) => each.id === id)?.contentType;
  const type = assetId === undefined ? null : typeOf(assetId);
  const form = type === undefined ? undefined : trackForm(type, true);
  if (form === undefined) throw new ChapterRefused({}, 'assetId');
  if (samplePercent !== 0 && samplePercent !== 100 && form !== 'book') throw new ChapterRefused({}, 'samplePercent');
  for (const { assetId: id, role, locale } of companions) {
    const companionType = typeOf(id);
    const isCaptions = companionType !== undefined && mediaType(companionType) === 'text/vtt';
    const isRendition = companionType !== undefined && trackForm(companionType, true) === form && (form === 'video' || form === 'audio');
    if (role === 'captions' ? !isCaptions || locale === undefined : !isRendition || locale !== undefined) throw new ChapterRefused({}, 'companions');
  }
}

/** Puts what goes with a chapter in place of what did. */
export async function keepCompanions(tx: Tx, chapterId: string, { companions }: ChapterContent): Promise<void> {
  await tx.delete(ChapterCompanion, { chapterId });
  if (companions.length) await tx.insert(ChapterCompanion, companions.map(({ assetId, role, locale }) => ({ chapterId, assetId, role, locale: locale ?? null })));
}

/** PostgreSQL keeps no zero bytes in a text. */
function hasWords(text: Translated): boolean {
  const written = Object.values(text).filter((each) => each !== undefined);
  return written.some((each) => each.trim() !== '') && !written.some((each) => each.includes('\0'));
}
