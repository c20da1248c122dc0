import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import type { ObjectStorage } from '@silkport/platform';
import { fromRandomAccessReader, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';

/** An archive cannot be opened, or one file of it: broken, encrypted, with a path that leads out of it, or larger than it may be. */
export class ArchiveUnreadable extends Error {}

/** Where a file of an archive begins, and how it is packed. */
export interface ArchiveEntry { readonly headerOffset: number; readonly packedBytes: number; readonly sizeBytes: number; readonly isPacked: boolean }

/** A film of three hours in five renditions has some fifteen thousand pieces. */
const mostEntries = 20_000;
/** Texts shrink to a tenth; what shrinks to less than this is there to burst whoever opens it. */
const highestRatio = 200;
const ratioCountsFromBytes = 1024 * 1024;
/** The list of an archive's files is read in pieces of this, not name by name: each read of a bucket is a request. */
const windowBytes = 256 * 1024;

/** Reads the list of an archive's files. Nothing of it is believed: neither names nor sizes. @throws ArchiveUnreadable */
export async function readIndex(storage: ObjectStorage, key: string, sizeBytes: number): Promise<Map<string, ArchiveEntry>> {
  try {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      fromRandomAccessReader(new WindowReader(storage, key, sizeBytes), sizeBytes, { lazyEntries: true, autoClose: false, decodeStrings: true, validateEntrySizes: true, strictFileNames: true },
        (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    return await entriesOf(zip);
  } catch (error) {
    if (error instanceof ArchiveUnreadable) throw error;
    throw new ArchiveUnreadable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** @throws what the archive's own reader throws, and ArchiveUnreadable for what would burst */
function entriesOf(zip: ZipFile): Promise<Map<string, ArchiveEntry>> {
  if (zip.entryCount > mostEntries) throw new ArchiveUnreadable(`${zip.entryCount} files`);
  return new Promise((resolve, reject) => {
    const entries = new Map<string, ArchiveEntry>();
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      const bursts = entry.uncompressedSize > ratioCountsFromBytes && entry.uncompressedSize > entry.compressedSize * highestRatio;
      if (bursts) return reject(new ArchiveUnreadable(`${entry.fileName} bursts`));
      if (isReadable(entry)) entries.set(entry.fileName, { headerOffset: entry.relativeOffsetOfLocalHeader, packedBytes: entry.compressedSize, sizeBytes: entry.uncompressedSize, isPacked: entry.compressionMethod === 8 });
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** A file, not encrypted, stored as it is or by deflate. Source: APPNOTE 6.3.10, section 4.4.5. */
function isReadable(entry: Entry): boolean {
  const isStored = entry.compressionMethod === 0 && entry.compressedSize === entry.uncompressedSize;
  return !entry.fileName.endsWith('/') && !entry.isEncrypted() && (isStored || entry.compressionMethod === 8);
}

/** Small reads of the ZIP reader, one after the other, as few large ones of the storage. */
class WindowReader extends RandomAccessReader {
  private start = 0;
  private bytes = Buffer.alloc(0);

  constructor(private readonly storage: ObjectStorage, private readonly key: string, private readonly sizeBytes: number) {
    super();
  }

  override read(target: Buffer, offset: number, length: number, position: number, done: (error: Error | null) => void): void {
    callbackify(async () => (await this.at(position, length)).copy(target, offset))(done);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.storage.read(this.key, start, end - 1);
  }

  private async at(position: number, length: number): Promise<Buffer> {
    if (position < 0 || position + length > this.sizeBytes) throw new ArchiveUnreadable('it ends too early');
    if (position < this.start || position + length > this.start + this.bytes.length) {
      const end = Math.min(this.sizeBytes, position + Math.max(length, windowBytes));
      const chunks: Buffer[] = [];
      if (end > position) for await (const chunk of this.storage.read(this.key, position, end - 1)) chunks.push(chunk as Buffer);
      [this.start, this.bytes] = [position, Buffer.concat(chunks)];
    }
    const found = this.bytes.subarray(position - this.start, position - this.start + length);
    if (found.length < length) throw new ArchiveUnreadable('it ends too early');
    return found;
  }
}
