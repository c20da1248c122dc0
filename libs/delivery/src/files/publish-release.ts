import { Injectable } from '@nestjs/common';
import { Database, Idempotency, Outbox, prepared, statement, toJson, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId, type Translated } from '@silkport/values';
import { releasePublished } from '../delivery.events.js';
import { UploadNotReady, UploadUnknown } from '../uploads/uploads.errors.js';
import type { UploadState } from '../uploads/upload.entity.js';
import type { Platform } from './asset.entity.js';
import { ReleaseVersionTaken } from './release.errors.js';

export interface NewRelease {
  readonly merchantId: string;
  /** One of the merchant's, as the caller has made sure. */
  readonly productId: string;
  readonly version: string;
  readonly notes: Translated;
  readonly files: readonly ReleaseFile[];
}

/** An upload that becomes a file of the release, in the order given. */
export interface ReleaseFile {
  readonly uploadId: string;
  readonly title: Translated;
  /** BCP 47. */
  readonly locale?: string | undefined;
  readonly platform?: Platform | undefined;
}

/** A lock too: releases of one product are published one after the other. */
const termsOf = statement('delivery.lock_release_terms', `
  INSERT INTO delivery.release_terms (product_id) VALUES ($1) ON CONFLICT (product_id) DO UPDATE SET gives_updates = release_terms.gives_updates RETURNING gives_updates AS "givesUpdates"`);
const insert = statement('delivery.insert_release', `
  INSERT INTO delivery.releases (id, product_id, merchant_id, version, notes, reaches_holders, published_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (product_id, version) DO NOTHING RETURNING id`);
const isDataSet = statement('delivery.is_described_data_set', 'SELECT 1 AS found FROM delivery.data_sets WHERE product_id = $1');
const lockUploads = statement('delivery.lock_uploads', `SELECT id, state FROM delivery.uploads WHERE id = ANY ($1::uuid[]) AND product_id = $2 AND merchant_id = $3 ORDER BY id FOR UPDATE`);
const supersede = statement('delivery.supersede_assets', 'UPDATE delivery.assets SET superseded_at = $2 WHERE product_id = $1 AND superseded_at IS NULL');
const makeAssets = statement('delivery.make_assets', `
  WITH published AS (UPDATE delivery.uploads SET state = 'published' WHERE id = ANY ($4::uuid[]) RETURNING *)
  INSERT INTO delivery.assets (id, product_id, position, file_name, content_type, size_bytes, sha256, chunk_sha256, storage_key, title, added_at, release_id, locale, platform, reaches_holders)
  SELECT u.id, u.product_id, f.index, u.file_name, u.content_type, u.size_bytes, u.sha256, u.chunk_sha256, u.storage_key, f.title, $2, $1, f.locale, f.platform, $5
  FROM jsonb_to_recordset($3::jsonb) AS f (upload_id uuid, index int, title jsonb, locale text, platform text) JOIN published u ON u.id = f.upload_id`);

/** Publishes a version of a product's files: it takes the place of the version before, and its buyers are told. */
@Injectable()
export class PublishRelease {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /**
   * @returns the release's id; of a repeated request that of the first
   * @throws ReleaseVersionTaken, UploadUnknown, UploadNotReady, IdempotencyKeyReused
   */
  async run(release: NewRelease, request?: IdempotentRequest): Promise<string> {
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = request && (await this.idempotency.claim(tx, request, id));
      if (earlier) return earlier;
      await this.publish(tx, id, release);
      return id;
    });
  }

  private async publish(tx: Tx, id: string, { merchantId, productId, version, notes, files }: NewRelease): Promise<void> {
    const now = this.clock.now();
    const [terms] = await prepared<{ givesUpdates: boolean }>(tx, termsOf, [productId]);
    const reachesHolders = terms?.givesUpdates ?? true;
    const [inserted] = await prepared(tx, insert, [id, productId, merchantId, version, toJson(notes), reachesHolders, now]);
    if (!inserted) throw new ReleaseVersionTaken({ version }, 'version');
    const uploadIds = files.map(({ uploadId }) => uploadId);
    refuseUnready(uploadIds, await prepared<{ id: string; state: UploadState }>(tx, lockUploads, [uploadIds, productId, merchantId]));
    await prepared(tx, supersede, [productId, now]);
    const rows = files.map(({ uploadId, title, locale, platform }, index) => ({ upload_id: uploadId, index, title, locale: locale ?? null, platform: platform ?? null }));
    await prepared(tx, makeAssets, [id, now, toJson(rows), uploadIds, reachesHolders]);
    // Of a data set nobody gets what is not described yet: the buyers are told then.
    const [dataSet] = await prepared(tx, isDataSet, [productId]);
    if (!dataSet) await this.outbox.publish(tx, releasePublished, { releaseId: id, productId, merchantId, version, notes, reachesHolders, publishedAt: now.toISOString() });
  }
}

/** @throws UploadUnknown, UploadNotReady */
function refuseUnready(wanted: readonly string[], found: readonly { readonly id: string; readonly state: UploadState }[]): void {
  if (found.length !== new Set(wanted).size || found.length !== wanted.length) throw new UploadUnknown({}, 'files');
  if (found.some(({ state }) => state !== 'ready')) throw new UploadNotReady({}, 'files');
}
