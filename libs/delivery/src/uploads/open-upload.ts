import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, prepared, statement, type Config, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { AssetEmpty, ContentTypeRefused, FileNameRefused } from '../delivery.errors.js';
import { fileNameBytes, isFileName } from '../files/file-name.js';
import { isMediaType } from '../files/media-type.js';
import { isDeclarable } from './file-kinds.js';
import { TooManyUploads, UploadQuotaReached, UploadTooLarge } from './uploads.errors.js';

export interface NewUpload {
  readonly merchantId: string;
  /** One of the merchant's, as the caller has made sure. */
  readonly productId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** What waits for a release at one merchant, so that nobody fills the disk with what is never sold. */
const unfinishedAtOnce = 50;

const lock = statement('delivery.lock_uploads_of_merchant', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 660))');
const waiting = statement('delivery.waiting_uploads', `
  SELECT count(*)::int AS count, coalesce(sum(size_bytes), 0)::float8 AS bytes FROM delivery.uploads WHERE merchant_id = $1 AND state NOT IN ('refused', 'published')`);
const open = statement('delivery.open_upload', `
  INSERT INTO delivery.uploads (id, merchant_id, product_id, file_name, content_type, size_bytes, state, storage_key, created_at)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, 'receiving', 'assets/' || $1::uuid, $7)`);

/** Notes that a file will come, before its first byte. One whose bytes do not come is swept away, so asking twice does no harm. */
@Injectable()
export class OpenUpload {
  constructor(private readonly database: Database, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'uploads'>) {}

  /**
   * @returns the upload's id
   * @throws FileNameRefused, ContentTypeRefused, AssetEmpty, UploadTooLarge, TooManyUploads, UploadQuotaReached
   */
  async run({ merchantId, productId, fileName, contentType, sizeBytes }: NewUpload): Promise<string> {
    const { maxBytes } = this.config.uploads;
    if (!isFileName(fileName)) throw new FileNameRefused({ max: fileNameBytes }, 'filename');
    if (!isMediaType(contentType) || !isDeclarable(fileName, contentType)) throw new ContentTypeRefused({}, 'filetype');
    if (sizeBytes < 1) throw new AssetEmpty({}, 'Upload-Length');
    if (sizeBytes > maxBytes) throw new UploadTooLarge({ max: maxBytes / 1e9 }, 'Upload-Length');
    const id = newId();
    await this.database.transaction(async (tx) => {
      await this.refuseMore(tx, merchantId, sizeBytes);
      await prepared(tx, open, [id, merchantId, productId, fileName, contentType, sizeBytes, this.clock.now()]);
    });
    return id;
  }

  /** Under a lock, so that many who ask at once are counted one after the other. @throws TooManyUploads, UploadQuotaReached */
  private async refuseMore(tx: Tx, merchantId: string, sizeBytes: number): Promise<void> {
    const { quotaBytes } = this.config.uploads;
    await prepared(tx, lock, [merchantId]);
    const [all = { count: 0, bytes: 0 }] = await prepared<{ count: number; bytes: number }>(tx, waiting, [merchantId]);
    if (all.count >= unfinishedAtOnce) throw new TooManyUploads({ max: unfinishedAtOnce });
    if (all.bytes + sizeBytes > quotaBytes) throw new UploadQuotaReached({ max: quotaBytes / 1e9 }, 'Upload-Length');
  }
}
