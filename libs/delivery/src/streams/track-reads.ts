import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock, type Translated } from '@silkport/values';
import { reaches } from '../files/reaching-assets.js';
import type { CompanionRole } from './chapter.entity.js';
import { trackForm, type TrackForm } from './track-form.js';

export interface Companion { readonly assetId: string; readonly role: CompanionRole; readonly locale: string | null; readonly contentType: string }

/** What can be played or read in a browser: a chapter, or a file of a product that has no chapters. */
export interface Track {
  /** The file's, where there is one; else the chapter's. */
  readonly id: string;
  readonly form: TrackForm;
  /** From 1 on, without gaps. */
  readonly number: number;
  readonly title: Translated;
  readonly assetId: string | null;
  readonly productId: string;
  readonly contentType: string | null;
  readonly fileName: string | null;
  readonly sizeBytes: number | null;
  /** How much of it everybody may have, 0 to 100. */
  readonly samplePercent: number;
  readonly publishedAt: Date;
  readonly companions: readonly Companion[];
  /** Where the buyer stopped: seconds of a recording, from 0 on the part of a book, of texts the chapter's number. Null where nothing was begun. */
  readonly place: number | null;
}

/** A chapter that is announced and not there yet. */
export interface ComingTrack { readonly title: Translated; readonly publishedAt: Date }

export interface Tracks { readonly tracks: readonly Track[]; readonly coming: readonly ComingTrack[] }

export interface WorkFile { readonly id: string; readonly contentType: string; readonly fileName: string }

type Row = Omit<Track, 'form' | 'number'> & { isChosen: boolean };

const companions = `coalesce((SELECT json_agg(json_build_object('assetId', k.asset_id, 'role', k.role, 'locale', k.locale, 'contentType', ka.content_type) ORDER BY k.role, k.locale, k.asset_id)
  FROM delivery.chapter_companions k JOIN delivery.assets ka ON ka.id = k.asset_id WHERE k.chapter_id = c.id AND ka.withdrawn_at IS NULL), '[]')`;
const chapterColumns = `coalesce(a.id, c.id) AS id, true AS "isChosen", c.title, c.asset_id AS "assetId", c.product_id AS "productId", a.content_type AS "contentType", a.file_name AS "fileName",
  a.size_bytes::float8 AS "sizeBytes", c.sample_percent AS "samplePercent", c.published_at AS "publishedAt", ${companions} AS companions`;
const chapters = 'delivery.chapters c LEFT JOIN delivery.assets a ON a.id = c.asset_id';

const ofEntitlement = statement('delivery.tracks_of_entitlement', `
  SELECT t.*, p.place FROM (
    SELECT ${chapterColumns}, c.number AS sort_key FROM delivery.entitlements e JOIN ${chapters} ON true WHERE e.id = $1 AND c.product_id = e.product_id AND a.withdrawn_at IS NULL
    UNION ALL
    SELECT a.id, false, a.title, a.id, a.product_id, a.content_type, a.file_name, a.size_bytes::float8, 0, a.added_at, '[]', a.position
    FROM delivery.entitlements e JOIN delivery.assets a ON ${reaches('a', 'e')} WHERE e.id = $1 AND NOT EXISTS (SELECT FROM delivery.chapters x WHERE x.product_id = e.product_id)) AS t
  LEFT JOIN delivery.stream_places p ON p.entitlement_id = $1 AND p.subject_id = coalesce(t."assetId", t."productId")
  ORDER BY t.sort_key, t.id`);
const samples = statement('delivery.samples_of_product', `
  SELECT ${chapterColumns}, NULL AS place FROM ${chapters} WHERE c.product_id = $1 AND c.sample_percent > 0 AND c.published_at <= $2 AND a.withdrawn_at IS NULL ORDER BY c.number, c.id`);
const anySample = statement('delivery.any_sample_of_product', `
  SELECT EXISTS (SELECT FROM ${chapters} WHERE c.product_id = $1 AND c.sample_percent > 0 AND c.published_at <= $2 AND a.withdrawn_at IS NULL) AS "hasSamples"`);
const filesOf = statement('delivery.files_of_work', `SELECT id, content_type AS "contentType", file_name AS "fileName" FROM delivery.assets WHERE product_id = $1 AND withdrawn_at IS NULL ORDER BY position, id`);
const bodyOf = statement('delivery.chapter_body', 'SELECT body FROM delivery.chapters WHERE id = $1 AND published_at <= $2');

/** What can be played or read of a product, in its order. */
@Injectable()
export class TrackReads {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** The caller has made sure that the reader may. */
  async ofEntitlement(entitlementId: string): Promise<Tracks> {
    const now = this.clock.now();
    const rows = await this.database.read<Row>(ofEntitlement, [entitlementId]);
    const isOut = ({ publishedAt }: Row) => publishedAt <= now;
    return { tracks: tracksOf(rows.filter(isOut)), coming: rows.filter((row) => !isOut(row)).map(({ title, publishedAt }) => ({ title, publishedAt })) };
  }

  /** What everybody may have of a product, whether or not it is on sale. */
  async samplesOf(productId: string): Promise<readonly Track[]> {
    return tracksOf(await this.database.read<Row>(samples, [productId, this.clock.now()]));
  }

  async hasSamples(productId: string): Promise<boolean> {
    const [found] = await this.database.read<{ hasSamples: boolean }>(anySample, [productId, this.clock.now()]);
    return found?.hasSamples ?? false;
  }

  /** All files of a product, of which chapters can be made. */
  async filesOf(productId: string): Promise<readonly WorkFile[]> {
    return this.database.read<WorkFile>(filesOf, [productId]);
  }

  /** The words of a chapter that is a text. */
  async bodyOf({ id }: Track): Promise<Translated> {
    const [found] = await this.database.read<{ body: Translated | null }>(bodyOf, [id, this.clock.now()]);
    return found?.body ?? {};
  }
}

function tracksOf(rows: readonly Row[]): Track[] {
  const usable = rows.flatMap(({ isChosen, ...row }) => {
    const form = trackForm(row.contentType, isChosen);
    return form ? [{ ...row, form }] : [];
  });
  return usable.map((row, index) => ({ ...row, number: index + 1 }));
}
