import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, ObjectStorage, toJson } from '@silkport/platform';
import { Clock, newId, type Translated } from '@silkport/values';
import { AssetEmpty, ContentTypeRefused, FileNameRefused } from '../delivery.errors.js';
import { fileNameBytes, isFileName } from './file-name.js';
import { isMediaType } from './media-type.js';

export interface NewAsset {
  readonly productId: string;
  /** Any Unicode, without slashes. */
  readonly fileName: string;
  readonly contentType: string;
  readonly title: Translated;
  readonly bytes: Uint8Array;
}

const filesAtOnce = 8;

/** Puts files into the storage and then makes them assets of their products, behind those that are there: all or none. */
@Injectable()
export class AddAssets {
  constructor(private readonly database: Database, private readonly storage: ObjectStorage, private readonly clock: Clock) {}

  /**
   * @returns the assets' ids, in the order given
   * @throws AssetEmpty, FileNameRefused, ContentTypeRefused
   */
  async run(assets: readonly NewAsset[]): Promise<string[]> {
    for (const asset of assets) refuseUnusable(asset);
    const rows = assets.map((asset, index) => {
      const id = newId();
      return { asset, row: rowOf(asset, id, index) };
    });
    const waiting = rows.values();
    const putNext = async () => {
      for (const { asset, row } of waiting) await this.storage.put(row.storage_key, asset.bytes);
    };
    await Promise.all(Array.from({ length: filesAtOnce }, putNext));
    await this.insert(rows.map(({ row }) => row));
    return rows.map(({ row }) => row.id);
  }

  private async insert(rows: readonly object[]): Promise<void> {
    await this.database.transaction((tx) => tx.query(
      `INSERT INTO delivery.assets (id, product_id, position, file_name, content_type, size_bytes, sha256, storage_key, title, added_at)
       SELECT r.id, r.product_id, r.index + coalesce((SELECT max(a.position) + 1 FROM delivery.assets a WHERE a.product_id = r.product_id), 0),
         r.file_name, r.content_type, r.size_bytes, r.sha256, r.storage_key, r.title, $2
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, product_id uuid, index int, file_name text, content_type text, size_bytes bigint, sha256 text, storage_key text, title jsonb)`,
      [toJson(rows), this.clock.now()],
    ));
  }
}

function rowOf(asset: NewAsset, id: string, index: number) {
  return {
    id, index, product_id: asset.productId, file_name: asset.fileName, content_type: asset.contentType, size_bytes: asset.bytes.length,
    sha256: createHash('sha256').update(asset.bytes).digest('hex'), storage_key: `assets/${id}/${asset.fileName}`, title: asset.title,
  };
}

function refuseUnusable({ fileName, contentType, bytes }: NewAsset): void {
  if (!isFileName(fileName)) throw new FileNameRefused({ max: fileNameBytes }, 'fileName');
  if (!isMediaType(contentType)) throw new ContentTypeRefused({}, 'contentType');
  if (!bytes.length) throw new AssetEmpty({}, 'bytes');
}
