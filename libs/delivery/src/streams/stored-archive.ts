import type { Readable } from 'node:stream';
import type { ObjectStorage } from '@silkport/platform';
import { fromRandomAccessReader, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';

/** An archive cannot be opened, or one file of it: broken, encrypted, with a path that leads out of it, or larger than it may be. */
export class ArchiveUnreadable extends Error {}

const mostEntries = 5000;
const mostBytesOfAll = 1024 * 1024 * 1024;
/** Texts shrink to a tenth; what shrinks to less than this is there to burst whoever opens it. */
const highestRatio = 200;
const ratioCountsFromBytes = 1024 * 1024;

/** A ZIP file in the storage, of which only what is wanted is read. Nothing of it is believed: neither names nor sizes. */
export class StoredArchive {
  private constructor(private readonly zip: ZipFile, private readonly entries: ReadonlyMap<string, Entry>) {}

  /** @throws ArchiveUnreadable */
  static async open(storage: ObjectStorage, key: string, sizeBytes: number): Promise<StoredArchive> {
    try {
      const zip = await new Promise<ZipFile>((resolve, reject) => {
        fromRandomAccessReader(new StorageReader(storage, key), sizeBytes, { lazyEntries: true, autoClose: false, decodeStrings: true, validateEntrySizes: true, strictFileNames: true },
          (error, opened) => (error ? reject(error) : resolve(opened)));
      });
      return new StoredArchive(zip, await entriesOf(zip));
    } catch (error) {
      throw unreadable(error);
    }
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** Whole in memory. Undefined where there is no such file. @throws ArchiveUnreadable also for more than `mostBytes` */
  async read(name: string, mostBytes: number): Promise<Buffer | undefined> {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    if (entry.uncompressedSize > mostBytes) throw new ArchiveUnreadable(`${name} has ${entry.uncompressedSize} bytes`);
    const chunks: Buffer[] = [];
    try {
      const stream = await new Promise<Readable>((resolve, reject) => this.zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))));
      for await (const chunk of stream) chunks.push(chunk as Buffer);
    } catch (error) {
      throw unreadable(error);
    }
    return Buffer.concat(chunks);
  }

  /** Where a file lies that was stored as it is, so that any part of it can be given out; undefined where there is none, or it is compressed. */
  async place(name: string): Promise<{ offset: number; sizeBytes: number } | undefined> {
    const entry = this.entries.get(name);
    if (!entry || entry.compressionMethod !== 0 || entry.compressedSize !== entry.uncompressedSize) return undefined;
    const offset = await new Promise<number>((resolve, reject) => {
      this.zip.readLocalFileHeader(entry, { minimal: true }, (error, header) => (error ? reject(unreadable(error)) : resolve(header.fileDataStart)));
    });
    return { offset, sizeBytes: entry.uncompressedSize };
  }
}

/** @throws what the archive's own reader throws, and ArchiveUnreadable for what would burst */
function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostEntries) throw new ArchiveUnreadable(`${zip.entryCount} files`);
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let allBytes = 0;
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      allBytes += entry.uncompressedSize;
      const bursts = entry.uncompressedSize > ratioCountsFromBytes && entry.uncompressedSize > entry.compressedSize * highestRatio;
      if (bursts || allBytes > mostBytesOfAll) return reject(new ArchiveUnreadable(`${entry.fileName} bursts`));
      if (!entry.fileName.endsWith('/') && !entry.isEncrypted()) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function unreadable(error: unknown): ArchiveUnreadable {
  if (error instanceof ArchiveUnreadable) return error;
  return new ArchiveUnreadable(error instanceof Error ? error.message : String(error), { cause: error });
}

/** Reads of the ZIP reader as reads of the storage, whose ends are counted in. */
class StorageReader extends RandomAccessReader {
  constructor(private readonly storage: ObjectStorage, private readonly key: string) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.storage.read(this.key, start, end - 1);
  }
}
