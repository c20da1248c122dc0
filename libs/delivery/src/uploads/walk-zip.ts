import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';
import { staysBelow } from '../files/file-name.js';
import type { ArchiveBudget } from './archive-budget.js';
import { FileRefused } from './file-refused.js';
import { readable } from './readable.js';
import { openZip } from './zip-start.js';

/** Reads all bytes of one entry. */
export type LookAtEntry = (bytes: AsyncIterator<Buffer>, name: string) => Promise<void>;

/** Unpacks each entry of a zip, and what is built on it. @throws FileRefused */
export async function walkZip(place: string, start: number, budget: ArchiveBudget, look: LookAtEntry): Promise<void> {
  const zip = await readable(openZip(place, start));
  try {
    budget.addEntries(zip.entryCount);
    const entries = zip.eachEntry();
    for (let next = await readable(entries.next()); !next.done; next = await readable(entries.next())) await lookAtEntry(zip, next.value, budget, look);
  } finally {
    zip.close();
  }
}

async function lookAtEntry(zip: ZipFile, entry: Entry, budget: ArchiveBudget, look: LookAtEntry): Promise<void> {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  if (!staysBelow(name)) throw new FileRefused('archive_path', name);
  if (isSpecial(entry)) throw new FileRefused('archive_link', name);
  if (entry.isEncrypted()) throw new FileRefused('archive_encrypted', name);
  budget.declare(entry.uncompressedSize, name);
  const header = await readable(zip.readLocalFileHeaderPromise(entry), name);
  // One who unpacks as the bytes come sees this name, not the other.
  if (!header.fileName.equals(entry.fileNameRaw)) throw new FileRefused('archive_path', name);
  if (entry.uncompressedSize === 0 && entry.compressedSize === 0 && entry.crc32 === 0) return;
  const stream = await readable(zip.openReadStreamPromise(entry), name);
  let sum = 0;
  async function* checked(): AsyncGenerator<Buffer> {
    const bytes = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    for (let next = await readable(bytes.next(), name); !next.done; next = await readable(bytes.next(), name)) {
      budget.unpack(next.value.length, name);
      sum = crc32(next.value, sum);
      yield next.value;
    }
  }
  try {
    await look(checked(), name);
  } finally {
    stream.destroy();
  }
  if (sum !== entry.crc32) throw new FileRefused('archive_unreadable', name);
}

/** Links, devices and the like, by the file mode of Unix in the upper half. Source: APPNOTE 6.3.10, section 4.4.15; POSIX `sys/stat.h`. */
function isSpecial({ externalFileAttributes }: Entry): boolean {
  return ![0, 0o040000, 0o100000].includes((externalFileAttributes >>> 16) & 0o170000);
}
