import type { ReadableStorage } from '../downloads/file-answer.js';
import type { ObjectStorage } from '@silkport/platform';
import { ArchiveUnreadable, StoredArchive } from './stored-archive.js';
import { PlaylistRefused } from './stream.errors.js';

/** A file that lies within another one, at `offset`, and how it is read as if it were a file of its own. */
export interface Piece { readonly name: string; readonly sizeBytes: number; readonly storage: ReadableStorage }

/** Types of what a playlist names, by the end of its name. */
const types: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl', ts: 'video/mp2t', m4s: 'video/iso.segment', mp4: 'video/mp4', m4v: 'video/mp4', m4a: 'audio/mp4', aac: 'audio/aac', mp3: 'audio/mpeg', vtt: 'text/vtt; charset=utf-8', key: 'application/octet-stream',
};

/** Undefined of what a player has no use for. */
export function pieceType(name: string): string | undefined {
  return types[name.split('.').at(-1)?.toLowerCase() ?? ''];
}

/**
 * A file of an archive that was stored without compression, as recordings are, which are compressed already.
 * @param name null: the playlist to begin with, the one in the highest folder
 * @throws PlaylistRefused where there is none, or it is compressed
 */
export async function pieceOfArchive(storage: ObjectStorage, { storageKey, sizeBytes }: { storageKey: string; sizeBytes: number }, name: string | null): Promise<Piece> {
  try {
    const archive = await StoredArchive.open(storage, storageKey, sizeBytes);
    const wanted = name ?? firstPlaylist(archive.names);
    const place = wanted === undefined ? undefined : await archive.place(wanted);
    if (wanted === undefined || !place) throw new PlaylistRefused();
    const { offset } = place;
    return {
      name: wanted, sizeBytes: place.sizeBytes,
      storage: { read: (key, from, to) => storage.read(key, offset + from, offset + to), sizeOf: async () => place.sizeBytes },
    };
  } catch (error) {
    if (error instanceof ArchiveUnreadable) throw new PlaylistRefused();
    throw error;
  }
}

function firstPlaylist(names: readonly string[]): string | undefined {
  const depth = (name: string) => name.split('/').length;
  const byName = (name: string) => (/(^|\/)(master|index|main|playlist)\.m3u8$/i.test(name) ? 0 : 1);
  return names.filter((name) => /\.m3u8$/i.test(name)).toSorted((left, right) => depth(left) - depth(right) || byName(left) - byName(right) || (left < right ? -1 : 1))[0];
}
