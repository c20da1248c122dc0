import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { isId } from '@silkport/values';
import type { RefusalReason } from './file-refused.js';
import type { UploadState } from './upload.entity.js';
import { UploadFolder } from './upload-folder.js';
import { UploadClosed, UploadUnknown } from './uploads.errors.js';

export interface UploadView {
  readonly id: string;
  readonly productId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** How many have come. */
  readonly receivedBytes: number;
  readonly state: UploadState;
  readonly reason: RefusalReason | null;
  /** What was found, where it was refused. */
  readonly detail: string | null;
  /** Hexadecimal; null until it is checked. */
  readonly sha256: string | null;
  /** Which scanner looked at it; null: none. */
  readonly scanner: string | null;
  readonly createdAt: Date;
}

type Row = Omit<UploadView, 'sizeBytes' | 'receivedBytes'> & { sizeBytes: bigint };

const columns = `id, product_id AS "productId", file_name AS "fileName", content_type AS "contentType", size_bytes AS "sizeBytes", state, reason, detail, sha256, scanner, created_at AS "createdAt"`;
const one = statement('delivery.upload_of_merchant', `SELECT ${columns} FROM delivery.uploads WHERE id = $1 AND merchant_id = $2`);
const ofProduct = statement('delivery.uploads_of_product', `SELECT ${columns} FROM delivery.uploads WHERE product_id = $1 AND merchant_id = $2 ORDER BY id DESC LIMIT 200`);

/** Uploads as their merchant sees them. */
@Injectable()
export class UploadReads {
  constructor(private readonly database: Database, private readonly folder: UploadFolder) {}

  /** @throws UploadUnknown, also for another merchant's */
  async require(uploadId: string, merchantId: string): Promise<UploadView> {
    const [row] = isId(uploadId) ? await this.database.read<Row>(one, [uploadId, merchantId]) : [];
    if (!row || row.reason === 'abandoned') throw new UploadUnknown();
    return this.view(row);
  }

  /** One whose bytes still come. @throws UploadUnknown, UploadClosed */
  async requireOpen(uploadId: string, merchantId: string): Promise<UploadView> {
    const upload = await this.require(uploadId, merchantId);
    if (upload.state !== 'receiving') throw new UploadClosed();
    return upload;
  }

  /** The newest 200, newest first. */
  async ofProduct(productId: string, merchantId: string): Promise<UploadView[]> {
    const rows = await this.database.read<Row>(ofProduct, [productId, merchantId]);
    return Promise.all(rows.map((row) => this.view(row)));
  }

  private async view(row: Row): Promise<UploadView> {
    const sizeBytes = Number(row.sizeBytes);
    const receivedBytes = row.state === 'receiving' ? ((await this.folder.sizeOf(row.id)) ?? 0) : sizeBytes;
    return { ...row, sizeBytes, receivedBytes };
  }
}
