import { randomBytes } from 'node:crypto';
import { cleanPart, type PartLinks } from './clean-part.js';
import { cutPart } from './cut-part.js';
import { partOfBook, readable, sheetOfBook, type Book, type StoredBook } from './open-book.js';
import { partStyles, type PartStyles } from './styles/part-styles.js';
import type { ObjectStorage } from '@silkport/platform';

/** A part of a book as a page of ours shows it. */
export interface CleanedPart extends Pick<PartStyles, 'css' | 'rootClasses' | 'bodyClasses' | 'language' | 'direction' | 'writingMode'> { readonly html: string }

/** Which files of a book may be asked for, by their paths, and of a part that goes out in part how much of it: 0.2 is a fifth. */
export interface BookFiles { readonly share?: number; readonly isPicture: (path: string) => boolean; readonly isFont: (path: string) => boolean }

/** Stands before addresses of a part that is kept for all its readers. Random, so that no book can have it written in itself. */
const mark = `/${randomBytes(16).toString('hex')}`;
const addresses = new RegExp(` (href|src)="${mark}/([^"#]*)(#[^"]*)?"`, 'g');
const styleAddresses = new RegExp(`${mark}/([^"&#)]*)`, 'g');

const mostCharacters = 16 * 1024 * 1024;
const kept = new Map<string, CleanedPart>();
let keptCharacters = 0;

/**
 * A part of a book, clean, with this reader's addresses in it. Taken apart once for all who read it: that takes up to a second of the whole
 * process, and a sample is asked for by anybody. Without a word where not one paragraph is as short as its share. @throws BookUnreadable
 */
export async function keptPart(storage: ObjectStorage, stored: StoredBook, book: Book, path: string, files: BookFiles, links: PartLinks): Promise<CleanedPart> {
  const { share = 1 } = files;
  const key = `${stored.sha256} ${share} ${path}`;
  const part = kept.get(key) ?? (await takenApart(storage, stored, book, path, files));
  keep(key, part);
  const html = part.html.replace(addresses, (_, name: string, encoded: string, fragment = '') => {
    const subject = decodeURIComponent(encoded);
    const address = name === 'href' ? links.partLink(subject) : links.pictureLink(subject);
    return address === undefined ? '' : ` ${name}="${escaped(address)}${fragment}"`;
  });
  const withAddresses = (text: string) => text.replace(styleAddresses, (_, encoded: string) => links.pictureLink(decodeURIComponent(encoded)) ?? '');
  return { ...part, html: withAddresses(html), css: withAddresses(part.css) };
}

function takenApart(storage: ObjectStorage, stored: StoredBook, { partPaths }: Book, path: string, { share = 1, isPicture, isFont }: BookFiles): Promise<CleanedPart> {
  const marked = (isWanted: (path: string) => boolean) => (wanted: string) => (isWanted(wanted) ? `${mark}/${encodeURIComponent(wanted)}` : undefined);
  return readable(async () => {
    const xhtml = await partOfBook(storage, stored, path);
    const { reach, ...styles } = await partStyles(xhtml, path, (sheet) => sheetOfBook(storage, stored, sheet), { pictureLink: marked(isPicture), fontLink: marked(isFont) });
    const html = cleanPart(xhtml, path, { partLink: marked((other) => partPaths.includes(other)), pictureLink: marked(isPicture) }, reach);
    return { ...styles, html: share < 1 ? (cutPart(html, share) ?? '') : html };
  });
}

/** The latest last, and the oldest gone where there are too many. */
function keep(key: string, part: CleanedPart): void {
  keptCharacters += lengthOf(part) - lengthOf(kept.get(key));
  kept.delete(key);
  kept.set(key, part);
  for (const [oldest, other] of kept) {
    if (keptCharacters <= mostCharacters) return;
    kept.delete(oldest);
    keptCharacters -= lengthOf(other);
  }
}

function lengthOf(part: CleanedPart | undefined): number {
  return part ? part.html.length + part.css.length : 0;
}

function escaped(address: string): string {
  return address.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
