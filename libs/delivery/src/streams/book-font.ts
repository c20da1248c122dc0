import { Readable } from 'node:stream';
import type { ObjectStorage } from '@silkport/platform';
import type { BookFile } from './book-picture.js';
import { unhidden } from './epub/hidden-fonts.js';
import { readOfBook, type Book, type StoredBook } from './epub/open-book.js';
import { PlaybackLinkInvalid } from './stream.errors.js';

/** Whole Chinese fonts have twenty. */
const mostBytesOfFont = 24 * 1024 * 1024;

/** By their first bytes, whatever their book calls them. Sources: OpenType 1.9, table directory; WOFF 2.0, section 4.1. */
const signatures: Readonly<Record<string, string>> = { '00010000': 'font/ttf', 74727565: 'font/ttf', '4f54544f': 'font/otf', '774f4646': 'font/woff', '774f4632': 'font/woff2' };

/** Whether a file of a book may be asked for as a font: found out for certain when it is. */
export function mayBeFont({ types }: Pick<Book, 'types'>, path: string): boolean {
  const type = types.get(path);
  return type !== undefined && (/font|opentype|truetype|ms-opentype|octet-stream/.test(type) || /\.(ttf|otf|woff2?)$/i.test(path)) && !/html|xml|svg|css|script/.test(type);
}

/** A font of a book, under its right type. @throws PlaybackLinkInvalid for what is none, BookUnreadable */
export async function bookFont(storage: ObjectStorage, stored: StoredBook, { hidden }: Book, path: string): Promise<BookFile> {
  const bytes = unhidden(await readOfBook(storage, stored, path, mostBytesOfFont), hidden.get(path));
  const contentType = signatures[bytes.subarray(0, 4).toString('hex')];
  if (!contentType) throw new PlaybackLinkInvalid();
  const inMemory = { read: (_: string, from: number, to: number) => Readable.from([bytes.subarray(from, to + 1)]), sizeOf: async () => bytes.length };
  return { contentType, sizeBytes: bytes.length, sha256: `${stored.sha256}/${encodeURIComponent(path)}`, isPiece: true, storage: inMemory };
}
