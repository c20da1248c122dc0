import { Readable } from 'node:stream';
import type { ObjectStorage } from '@silkport/platform';
import type { ReadableStorage } from '../downloads/file-answer.js';
import { bookFont, mayBeFont } from './book-font.js';
import { openBook, readOfBook, type StoredBook } from './epub/open-book.js';
import { PlaybackLinkInvalid } from './stream.errors.js';

export const pictureTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/svg+xml'];

const mostBytesOfPicture = 24 * 1024 * 1024;

export interface BookFile { readonly contentType: string; readonly sizeBytes: number; readonly sha256: string; readonly isPiece: true; readonly storage: ReadableStorage }

/** A picture or a font of a book by its path in it; nothing else of a book is ever sent as it is. @throws PlaybackLinkInvalid, BookUnreadable */
export async function bookFile(storage: ObjectStorage, stored: StoredBook, path: string | null): Promise<BookFile> {
  const book = path === null ? undefined : await openBook(storage, stored);
  const type = path === null ? undefined : book?.types.get(path);
  if (path === null || !book || !type) throw new PlaybackLinkInvalid();
  if (mayBeFont(book, path)) return bookFont(storage, stored, book, path);
  if (!pictureTypes.includes(type)) throw new PlaybackLinkInvalid();
  const bytes = await readOfBook(storage, stored, path, mostBytesOfPicture);
  const inMemory: ReadableStorage = { read: (_, from, to) => Readable.from([bytes.subarray(from, to + 1)]), sizeOf: async () => bytes.length };
  return { contentType: type, sizeBytes: bytes.length, sha256: `${stored.sha256}/${encodeURIComponent(path)}`, isPiece: true, storage: inMemory };
}
