import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { AccessClient } from '../entitlements/access-log.js';
import { chunkHashesOf } from '../files/reaching-assets.js';
import { FindDownload } from './find-download.js';

export interface HashedChunks {
  readonly sizeBytes: number;
  /** Of the whole file, hexadecimal. */
  readonly sha256: string;
  /** Of each chunk of `chunkBytes`, hexadecimal; empty of a file of up to 64 MiB. */
  readonly chunks: readonly string[];
}

const ofAsset = statement('delivery.chunk_hashes', `SELECT ${chunkHashesOf('a')} AS chunks FROM delivery.assets a WHERE a.id = $1`);

/** What a download program checks the pieces of a large file by, for whoever has a link to the file. */
@Injectable()
export class ChunkHashes {
  constructor(private readonly downloads: FindDownload, private readonly database: Database) {}

  /** @throws as `FindDownload` */
  async of(token: string, client: AccessClient): Promise<HashedChunks> {
    const { assetId, sizeBytes, sha256 } = await this.downloads.run(token, client);
    const [row] = await this.database.read<{ chunks: string[] }>(ofAsset, [assetId]);
    return { sizeBytes, sha256, chunks: row?.chunks ?? [] };
  }
}
