import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl';
import { staysBelow } from '../files/file-name.js';
import { ArchiveBudget, archiveLimits } from './archive-budget.js';
import { FileRefused } from './file-refused.js';

/** How an archive that holds something begins; an empty one begins with its end, and is refused as no archive of ours. Source: APPNOTE 6.3.10, section 4.3.7. */
const beginning = Buffer.from('PK\x03\x04');

export async function isArchive(place: string): Promise<boolean> {
  const file = await open(place);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning.length), 0, beginning.length, 0);
    return buffer.subarray(0, bytesRead).equals(beginning);
  } finally {
    await file.close();
  }
}

/**
 * Unpacks an archive (zip, and what is built on it) into nothing, and the archives within it, entry by entry: what it says of itself is
 * not believed. Holds no entry in memory.
 * @param scratch beside which archives within it are put while they are looked through
 * @throws FileRefused
 */
export async function lookThroughArchive(place: string, scratch: string): Promise<void> {
  await walk(place, { scratch, depth: 1, budget: new ArchiveBudget((await stat(place)).size) });
}

interface Walk { readonly scratch: string; readonly depth: number; readonly budget: ArchiveBudget }

async function walk(place: string, step: Walk): Promise<void> {
  if (step.depth > archiveLimits.depth) throw new FileRefused('archive_too_deep');
  const zip = await readable(openPromise(place, { decodeStrings: false, lazyEntries: true, autoClose: false }));
  try {
    step.budget.addEntries(zip.entryCount);
    const entries = zip.eachEntry();
    for (let next = await readable(entries.next()); !next.done; next = await readable(entries.next())) await lookAt(zip, next.value, step);
  } finally {
    zip.close();
  }
}

async function lookAt(zip: ZipFile, entry: Entry, step: Walk): Promise<void> {
  const name = nameOf(entry);
  if (!staysBelow(name)) throw new FileRefused('archive_path', name);
  if (isSpecial(entry)) throw new FileRefused('archive_link', name);
  if (entry.isEncrypted()) throw new FileRefused('archive_encrypted', name);
  step.budget.declare(entry.uncompressedSize, name);
  const header = await readable(zip.readLocalFileHeaderPromise(entry), name);
  // One who unpacks as the bytes come sees this name, not the other.
  if (!header.fileName.equals(entry.fileNameRaw)) throw new FileRefused('archive_path', name);
  const nested = `${step.scratch}.nested-${step.depth}`;
  try {
    if (await unpack(zip, entry, { name, nested, budget: step.budget })) await walk(nested, { ...step, depth: step.depth + 1 });
  } finally {
    await rm(nested, { force: true });
  }
}

/** @returns whether it is an archive itself, and stands at `nested` now */
async function unpack(zip: ZipFile, entry: Entry, { name, nested, budget }: { readonly name: string; readonly nested: string; readonly budget: ArchiveBudget }): Promise<boolean> {
  const stream = await readable(zip.openReadStreamPromise(entry), name);
  let head = Buffer.alloc(0);
  let sum = 0;
  let copy: FileHandle | undefined;
  const bytes = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (let next = await readable(bytes.next(), name); !next.done; next = await readable(bytes.next(), name)) {
      budget.unpack(next.value.length, name);
      sum = crc32(next.value, sum);
      if (copy) await copy.write(next.value);
      else if (head.length < beginning.length) head = Buffer.concat([head, next.value]);
      if (copy || !head.subarray(0, beginning.length).equals(beginning)) continue;
      copy = await open(nested, 'w');
      await copy.write(head);
    }
  } finally {
    stream.destroy();
    await copy?.close();
  }
  if (sum !== entry.crc32) throw new FileRefused('archive_unreadable', name);
  return copy !== undefined;
}

function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
}

/** Links, devices and the like, by the file mode of Unix in the upper half. Source: APPNOTE 6.3.10, section 4.4.15; POSIX `sys/stat.h`. */
function isSpecial({ externalFileAttributes }: Entry): boolean {
  return ![0, 0o040000, 0o100000].includes((externalFileAttributes >>> 16) & 0o170000);
}

/** @throws FileRefused for what the reader of archives does not understand */
async function readable<Result>(reading: Promise<Result>, name = ''): Promise<Result> {
  return reading.catch((error: unknown) => {
    throw new FileRefused('archive_unreadable', name || (error instanceof Error ? error.message : ''));
  });
}
