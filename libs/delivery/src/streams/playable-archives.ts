import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { Database, ObjectStorage, statement } from '@silkport/platform';
import { longestPlaylist, rewritePlaylist } from './hls-playlist.js';
import { firstPlaylist, isTooLarge, pieceOfArchive, pieceType } from './piece-of-archive.js';
import { StoredArchive } from './stored-archive.js';
import { ArchiveUnreadable } from './archive-index.js';
import { ChapterUnplayable, PlaylistRefused } from './stream.errors.js';
import { isPlaylist } from './track-form.js';

interface StoredZip { readonly storageKey: string; readonly sizeBytes: number }

/** A film has a playlist for each of its renditions. */
const mostPlaylists = 100;

const zips = statement('delivery.archives_of_chapter', `
  SELECT storage_key AS "storageKey", size_bytes::float8 AS "sizeBytes" FROM delivery.assets
  WHERE product_id = $1 AND id = ANY ($2::uuid[]) AND withdrawn_at IS NULL AND split_part(lower(content_type), ';', 1) = 'application/zip'`);

/** Tells a merchant of an archive that cannot be played before a buyer finds out. */
@Injectable()
export class PlayableArchives {
  constructor(private readonly database: Database, private readonly storage: ObjectStorage) {}

  /** @throws ChapterUnplayable with the name of what is wrong within */
  async require(productId: string, assetIds: readonly string[]): Promise<void> {
    if (!assetIds.length) return;
    for (const zip of await this.database.read<StoredZip>(zips, [productId, assetIds])) await this.walk(zip);
  }

  private async walk(zip: StoredZip): Promise<void> {
    const archive = await StoredArchive.open(this.storage, zip.storageKey, zip.sizeBytes).catch((error: unknown) => {
      if (error instanceof ArchiveUnreadable) throw new ChapterUnplayable({ entry: '*.zip' }, 'assetId');
      throw error;
    });
    const playlists = [firstPlaylist(archive.names) ?? '*.m3u8'];
    for (const name of playlists) {
      for (const piece of await this.piecesOf(zip, archive, name)) {
        const entry = archive.entry(piece);
        const type = pieceType(piece);
        if (!entry || !type || isTooLarge(entry)) throw new ChapterUnplayable({ entry: piece }, 'assetId');
        if (isPlaylist(type) && !playlists.includes(piece)) playlists.push(piece);
      }
      if (playlists.length > mostPlaylists) throw new ChapterUnplayable({ entry: name }, 'assetId');
    }
  }

  /** What a playlist names. */
  private async piecesOf(zip: StoredZip, archive: StoredArchive, name: string): Promise<Set<string>> {
    const entry = archive.entry(name);
    if (!entry || entry.sizeBytes > longestPlaylist || entry.sizeBytes === 0) throw new ChapterUnplayable({ entry: name }, 'assetId');
    const pieces = new Set<string>();
    try {
      const { storage, sizeBytes } = await pieceOfArchive(this.storage, zip, name);
      rewritePlaylist((await buffer(storage.read(zip.storageKey, 0, sizeBytes - 1))).toString('utf8'), name, (piece) => {
        pieces.add(piece);
        return piece;
      });
    } catch (error) {
      if (error instanceof PlaylistRefused || error instanceof ArchiveUnreadable || (error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw new ChapterUnplayable({ entry: name }, 'assetId');
      throw error;
    }
    return pieces;
  }
}
