import { randomBytes } from 'node:crypto';
import { cleanPart, type PartLinks } from './clean-part.js';
import { partOfBook, readable, type Book, type StoredBook } from './open-book.js';
import type { ObjectStorage } from '@silkport/platform';

/** Stands before addresses of a part that is kept for all its readers. Random, so that no book can have it written in itself. */
const mark = `/${randomBytes(16).toString('hex')}`;
const addresses = new RegExp(` (href|src)="${mark}/([^"#]*)(#[^"]*)?"`, 'g');

const mostCharacters = 16 * 1024 * 1024;
const kept = new Map<string, string>();
let keptCharacters = 0;

/**
 * A part of a book, clean, with this reader's addresses in it. Taken apart once for all who read it: that takes up to a second of the whole
 * process, and a sample is asked for by anybody.
 * @param isPicture whether a path is that of a picture that may be shown @throws BookUnreadable
 */
export async function keptPart(storage: ObjectStorage, stored: StoredBook, book: Book, path: string, isPicture: (path: string) => boolean, links: PartLinks): Promise<string> {
  const key = `${stored.sha256} ${path}`;
  const html = kept.get(key) ?? (await readable(async () => cleanPart(await partOfBook(storage, stored, path), path, {
    partLink: (other) => (book.partPaths.includes(other) ? `${mark}/${encodeURIComponent(other)}` : undefined),
    pictureLink: (picture) => (isPicture(picture) ? `${mark}/${encodeURIComponent(picture)}` : undefined),
  })));
  keep(key, html);
  return html.replace(addresses, (_, name: string, encoded: string, fragment = '') => {
    const subject = decodeURIComponent(encoded);
    const address = name === 'href' ? links.partLink(subject) : links.pictureLink(subject);
    return address === undefined ? '' : ` ${name}="${escaped(address)}${fragment}"`;
  });
}

/** The latest last, and the oldest gone where there are too many. */
function keep(key: string, html: string): void {
  keptCharacters += html.length - (kept.get(key)?.length ?? 0);
  kept.delete(key);
  kept.set(key, html);
  for (const [oldest, { length }] of kept) {
    if (keptCharacters <= mostCharacters) return;
    kept.delete(oldest);
    keptCharacters -= length;
  }
}

function escaped(address: string): string {
  return address.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
