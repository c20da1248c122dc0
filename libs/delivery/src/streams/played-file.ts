import { Injectable } from '@nestjs/common';
import { Database, ObjectStorage, statement } from '@silkport/platform';
import type { AnsweredFile, ReadableStorage } from '../downloads/file-answer.js';
import { StampedCopies } from '../downloads/stamped-copies.js';
import { canBeStamped } from '../downloads/stamps/stamp-file.js';
import { bookFile } from './book-picture.js';
import type { FoundPlayback } from './find-playback.js';
import { longestPlaylist, rewritePlaylist } from './hls-playlist.js';
import { pieceOfArchive, pieceType } from './piece-of-archive.js';
import { PlaybackLinks, type OpenedPlayback } from './playback-link.js';
import { PlaybackLinkInvalid, PlaylistRefused } from './stream.errors.js';
import { isPlaylist, mediaType, playlistTypes } from './track-form.js';

/** What is sent: a file, or what lies within one. */
export interface PlayedFile extends AnsweredFile {
  readonly storage: ReadableStorage;
  /** Of a playlist, from whose folder the addresses in it start. */
  readonly playlistName: string | null;
  /** Whether it is all of a file, as a download would give it, rather than a recording, which is played. */
  readonly isWhole: boolean;
}

const besideIt = statement('delivery.piece_of_playback', `
  SELECT file_name AS "fileName", size_bytes AS "sizeBytes", sha256, storage_key AS "storageKey", added_at AS "addedAt" FROM delivery.assets
  WHERE product_id = $1 AND file_name = $2 AND withdrawn_at IS NULL ORDER BY added_at DESC, id DESC LIMIT 1`);

/** Finds what a link means within or beside the file that it names: a picture or a font of a book, a segment of a recording. */
@Injectable()
export class PlayedFiles {
  constructor(private readonly database: Database, private readonly storage: ObjectStorage, private readonly links: PlaybackLinks, private readonly copies: StampedCopies) {}

  /** @throws PlaybackLinkInvalid, PlaylistRefused, BookUnreadable */
  async of(found: FoundPlayback, piece: string | null): Promise<PlayedFile> {
    const type = mediaType(found.contentType);
    const file = { ...found, disposition: 'inline', storage: this.storage, playlistName: null, isWhole: false };
    if (type === 'application/epub+zip') return { ...file, ...(await bookFile(this.storage, found, piece)) };
    if (type === 'application/zip') return this.within(found, piece);
    if (!playlistTypes.includes(type)) {
      if (piece !== null) throw new PlaybackLinkInvalid();
      return { ...file, ...(await this.stamped(found)), isWhole: !/^(video|audio)\/|^text\/vtt$/.test(type) };
    }
    return piece === null ? { ...file, playlistName: found.fileName } : this.beside(found, piece);
  }

  /** The copy with the order's number, where a download would give that one too. */
  private async stamped(found: FoundPlayback): Promise<Partial<AnsweredFile>> {
    const { holder } = found;
    if (!holder?.stamps || !canBeStamped(found)) return {};
    const copy = holder.stamped ?? (await this.copies.make({ ...found, ...holder }));
    if (!copy) return {};
    const { storageKey, sizeBytes, sha256, stampedAt } = copy;
    return { storageKey, sizeBytes, sha256, addedAt: new Date(stampedAt) };
  }

  /** A playlist with each address in it signed. @throws PlaylistRefused */
  async playlist(opened: OpenedPlayback, file: PlayedFile, name: string): Promise<Buffer> {
    if (file.sizeBytes > longestPlaylist) throw new PlaylistRefused();
    const chunks: Buffer[] = [];
    for await (const chunk of file.storage.read(file.storageKey, 0, file.sizeBytes - 1)) chunks.push(chunk as Buffer);
    return Buffer.from(rewritePlaylist(Buffer.concat(chunks).toString('utf8'), name, (piece) => this.links.segment(opened, piece)));
  }

  private async within(found: FoundPlayback, piece: string | null): Promise<PlayedFile> {
    const { name, sizeBytes, storage } = await pieceOfArchive(this.storage, found, piece);
    const contentType = playable(name);
    // Bytes from within a file: known by the file's digest and their name in it.
    return { ...found, contentType, sizeBytes, storage, sha256: `${found.sha256}/${encodeURIComponent(name)}`, isPiece: true, disposition: 'inline', playlistName: isPlaylist(contentType) ? name : null, isWhole: false };
  }

  /** A segment that its merchant uploaded beside the playlist. */
  private async beside({ productId }: FoundPlayback, piece: string): Promise<PlayedFile> {
    const [row] = await this.database.read<Omit<AnsweredFile, 'sizeBytes'> & { sizeBytes: bigint; fileName: string }>(besideIt, [productId, piece]);
    if (!row) throw new PlaylistRefused();
    const contentType = playable(piece);
    return { ...row, contentType, sizeBytes: Number(row.sizeBytes), disposition: 'inline', storage: this.storage, playlistName: isPlaylist(contentType) ? row.fileName : null, isWhole: false };
  }
}

/** @throws PlaylistRefused for what a player has no use for */
function playable(name: string): string {
  const contentType = pieceType(name);
  if (!contentType) throw new PlaylistRefused();
  return contentType;
}
