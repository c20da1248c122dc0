import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, statement, type Config } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { AssetEmpty, ContentTypeRefused, FileNameRefused } from '../delivery.errors.js';
import { fileNameBytes, isFileName } from '../files/file-name.js';
import { isMediaType } from '../files/media-type.js';
import { isDeclarable } from './file-kinds.js';
import { TooManyUploads, UploadTooLarge } from './uploads.errors.js';

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

const open = statement('delivery.open_upload', `
  INSERT INTO delivery.uploads (id, merchant_id, product_id, file_name, content_type, size_bytes, state, storage_key, created_at)
  SELECT $1::uuid, $2::uuid, $3, $4, $5, $6, 'receiving', 'assets/' || $1::uuid, $7
  WHERE (SELECT count(*) FROM delivery.uploads WHERE merchant_id = $2::uuid AND state NOT IN ('refused', 'published')) < $8 RETURNING id`);

/** Notes that a file will come, before its first byte. One whose bytes do not come is swept away, so asking twice does no harm. */
@Injectable()
export class OpenUpload {
  constructor(private readonly database: Database, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'uploads'>) {}

  /**
   * @returns the upload's id
   * @throws FileNameRefused, ContentTypeRefused, AssetEmpty, UploadTooLarge, TooManyUploads
   */
  async run({ merchantId, productId, fileName, contentType, sizeBytes }: NewUpload): Promise<string> {
    const { maxBytes } = this.config.uploads;
    if (!isFileName(fileName)) throw new FileNameRefused({ max: fileNameBytes }, 'filename');
    if (!isMediaType(contentType) || !isDeclarable(fileName, contentType)) throw new ContentTypeRefused({}, 'filetype');
    if (sizeBytes < 1) throw new AssetEmpty({}, 'Upload-Length');
    if (sizeBytes > maxBytes) throw new UploadTooLarge({ max: maxBytes / 1e9 }, 'Upload-Length');
    const id = newId();
    const [opened] = await this.database.read(open, [id, merchantId, productId, fileName, contentType, sizeBytes, this.clock.now(), unfinishedAtOnce]);
    if (!opened) throw new TooManyUploads({ max: unfinishedAtOnce });
    return id;
  }
}
