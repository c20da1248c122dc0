import { ObjectStorage } from '@silkport/platform';
import { BookUnreadable } from '../stream.errors.js';
import { ArchiveUnreadable } from '../archive-index.js';
import { StoredArchive } from '../stored-archive.js';
import { navContents, ncxContents, type ContentsLine } from './book-contents.js';
import { hiddenFonts, type HiddenBy } from './hidden-fonts.js';
import { TooDeep } from './nesting.js';
import { PackageUnreadable, packagePath, parsePackage, type BookPackage } from './book-package.js';

/** A book in the storage, as it has to be found there. */
export interface StoredBook { readonly storageKey: string; readonly sizeBytes: number; readonly sha256: string }

export interface BookLine { readonly title: string; /** From 0 on. */ readonly part: number; readonly fragment: string }

export interface Book extends Pick<BookPackage, 'title' | 'language' | 'progression' | 'partPaths' | 'types'> {
  readonly contents: readonly BookLine[];
  /** How long each part is, in bytes as it was written: what a share of the book is measured by. */
  readonly partBytes: readonly number[];
  /** Which of its fonts are hidden, and by what. */
  readonly hidden: ReadonlyMap<string, HiddenBy>;
}

const mostBytesOfPackage = 4 * 1024 * 1024;
/** Half a million letters: what is larger keeps everybody waiting while it is taken apart. */
const mostBytesOfPart = 1024 * 1024;
const mostBytesOfSheet = 512 * 1024;
const mostBytesOfAll = 1024 * 1024 * 1024;
const mostFiles = 5000;
const keptBooks = 64;

/** What is known of books lately opened, by the digest of their bytes, which never change. */
const kept = new Map<string, Book>();

/** @throws BookUnreadable */
export async function openBook(storage: ObjectStorage, stored: StoredBook): Promise<Book> {
  const known = kept.get(stored.sha256);
  if (known) return known;
  const book = await readable(async () => bookOf(await openArchive(storage, stored)));
  kept.set(stored.sha256, book);
  const [oldest] = kept.keys();
  if (kept.size > keptBooks && oldest !== undefined) kept.delete(oldest);
  return book;
}

/** One file of a book, whole. @throws BookUnreadable where it is missing, broken or larger than it may be */
export async function readOfBook(storage: ObjectStorage, stored: StoredBook, path: string, mostBytes: number): Promise<Buffer> {
  return readable(async () => wanted(await openArchive(storage, stored), path, mostBytes));
}

/** A style sheet of a book; undefined where there is none that can be read. */
export async function sheetOfBook(storage: ObjectStorage, stored: StoredBook, path: string): Promise<string | undefined> {
  const archive = await readable(() => openArchive(storage, stored));
  return archive.read(path, mostBytesOfSheet).then((bytes) => bytes?.toString('utf8'), (error: unknown) => {
    if (error instanceof ArchiveUnreadable) return undefined;
    throw error;
  });
}

/** A part of a book as it was written. @throws BookUnreadable */
export async function partOfBook(storage: ObjectStorage, stored: StoredBook, path: string): Promise<string> {
  return (await readOfBook(storage, stored, path, mostBytesOfPart)).toString('utf8');
}

/** @throws ArchiveUnreadable also for a book that unpacks to a gigabyte */
async function openArchive(storage: ObjectStorage, { storageKey, sizeBytes }: StoredBook): Promise<StoredArchive> {
  const archive = await StoredArchive.open(storage, storageKey, sizeBytes);
  if (archive.unpackedBytes > mostBytesOfAll || archive.entryCount > mostFiles) throw new ArchiveUnreadable('more than a book has');
  return archive;
}

async function bookOf(archive: StoredArchive): Promise<Book> {
  const path = packagePath(await wanted(archive, 'META-INF/container.xml', mostBytesOfPackage));
  const { title, language, progression, identifier, partPaths, types, nav, ncx } = parsePackage(await wanted(archive, path, mostBytesOfPackage), path);
  const there = new Set(archive.names);
  if (partPaths.some((part) => !there.has(part))) throw new PackageUnreadable('a part is missing');
  const lines = nav && there.has(nav) ? navContents(await wanted(archive, nav, mostBytesOfPart), nav)
    : ncx && there.has(ncx) ? ncxContents(await wanted(archive, ncx, mostBytesOfPackage), ncx) : [];
  const encryption = there.has('META-INF/encryption.xml') ? await wanted(archive, 'META-INF/encryption.xml', mostBytesOfPart) : undefined;
  const partBytes = partPaths.map((part) => archive.entry(part)?.sizeBytes ?? 0);
  return { title, language, progression, partPaths, partBytes, types, hidden: encryption ? hiddenFonts(encryption, identifier) : new Map(), contents: lines.flatMap((line) => numbered(line, partPaths)) };
}

function numbered({ title, path, fragment }: ContentsLine, partPaths: readonly string[]): BookLine[] {
  const part = partPaths.indexOf(path);
  return part < 0 ? [] : [{ title, part, fragment }];
}

async function wanted(archive: StoredArchive, path: string, mostBytes: number): Promise<Buffer> {
  const bytes = await archive.read(path, mostBytes);
  if (!bytes) throw new PackageUnreadable(`no ${path}`);
  return bytes;
}

/** Work on a book, whose faults are the book's. @throws BookUnreadable */
export async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ArchiveUnreadable || error instanceof PackageUnreadable || error instanceof TooDeep) throw new BookUnreadable();
    throw error;
  }
}
