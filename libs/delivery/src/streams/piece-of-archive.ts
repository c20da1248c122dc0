import { Readable } from 'node:stream';
import type { ReadableStorage } from '../downloads/file-answer.js';
import type { ObjectStorage } from '@silkport/platform';
import { ArchiveUnreadable, type ArchiveEntry } from './archive-index.js';
import { StoredArchive } from './stored-archive.js';
import { PlaylistRefused } from './stream.errors.js';

/** A file that lies within another one, and how it is read as if it were a file of its own. */
export interface Piece { readonly name: string; readonly sizeBytes: number; readonly storage: ReadableStorage }

/** Types of what a playlist names, by the end of its name. */
const types: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl', ts: 'video/mp2t', m4s: 'video/iso.segment', mp4: 'video/mp4', m4v: 'video/mp4', m4a: 'audio/mp4', aac: 'audio/aac', mp3: 'audio/mpeg', vtt: 'text/vtt; charset=utf-8', key: 'application/octet-stream',
};

/** Undefined of what a player has no use for. */
export function pieceType(name: string): string | undefined {
  return types[name.split('.').at(-1)?.toLowerCase() ?? ''];
}

/** Of a piece that is packed, what stands before the wanted bytes is unpacked too: so much of that is bearable. */
const longestPacked = 256 * 1024 * 1024;

/**
 * A file of an archive. Recordings are compressed already and mostly stored as they are; packed ones are unpacked on their way out.
 * @param name null: the playlist to begin with, the one in the highest folder
 * @throws PlaylistRefused where there is none, or it is packed and too large
 */
export async function pieceOfArchive(storage: ObjectStorage, { storageKey, sizeBytes }: { storageKey: string; sizeBytes: number }, name: string | null): Promise<Piece> {
  try {
    const archive = await StoredArchive.open(storage, storageKey, sizeBytes);
    const wanted = name ?? firstPlaylist(archive.names);
    const entry = wanted === undefined ? undefined : archive.entry(wanted);
    if (wanted === undefined || !entry || isTooLarge(entry)) throw new PlaylistRefused();
    return { name: wanted, sizeBytes: entry.sizeBytes, storage: { read: (_, from, to) => opening(archive.part(wanted, from, to)), sizeOf: async () => entry.sizeBytes } };
  } catch (error) {
    if (error instanceof ArchiveUnreadable) throw new PlaylistRefused();
    throw error;
  }
}

export function isTooLarge({ isPacked, sizeBytes }: ArchiveEntry): boolean {
  return isPacked && sizeBytes > longestPacked;
}

/** A stream that is still to be opened, as one. */
function opening(opened: Promise<Readable>): Readable {
  return Readable.from((async function* () { yield* await opened as AsyncIterable<Buffer>; })(), { objectMode: false });
}

export function firstPlaylist(names: readonly string[]): string | undefined {
  const depth = (name: string) => name.split('/').length;
  const byName = (name: string) => (/(^|\/)(master|index|main|playlist)\.m3u8$/i.test(name) ? 0 : 1);
  return names.filter((name) => /\.m3u8$/i.test(name)).toSorted((left, right) => depth(left) - depth(right) || byName(left) - byName(right) || (left < right ? -1 : 1))[0];
}
