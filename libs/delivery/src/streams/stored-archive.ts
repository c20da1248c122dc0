import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createInflateRaw } from 'node:zlib';
import type { ObjectStorage } from '@silkport/platform';
import { ArchiveUnreadable, readIndex, type ArchiveEntry } from './archive-index.js';

const localHeaderBytes = 30;
const localHeaderSignature = 0x04034b50;
const inflateChunkBytes = 64 * 1024;

/** How many names of archives are remembered: about 20 MB. */
const mostKeptEntries = 100_000;
/** Archives lately opened, by the storage that has them and their keys, whose bytes never change: a film is opened once, not for each of its pieces. */
const kept = new WeakMap<ObjectStorage, Map<string, StoredArchive>>();

/** A ZIP file in the storage, of which only what is wanted is read. */
export class StoredArchive {
  /** Where the bytes of a file begin, found out once. */
  private readonly offsets = new Map<string, number>();

  private constructor(private readonly storage: ObjectStorage, private readonly key: string, private readonly entries: ReadonlyMap<string, ArchiveEntry>) {}

  /** @throws ArchiveUnreadable */
  static async open(storage: ObjectStorage, key: string, sizeBytes: number): Promise<StoredArchive> {
    const known = kept.get(storage)?.get(key);
    const archive = known ?? new StoredArchive(storage, key, await readIndex(storage, key, sizeBytes));
    keep(storage, key, archive);
    return archive;
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  entry(name: string): ArchiveEntry | undefined {
    return this.entries.get(name);
  }

  /** How much all of it is when it is unpacked, as it says. */
  get unpackedBytes(): number {
    return [...this.entries.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  get entryCount(): number {
    return this.entries.size;
  }

  /** Whole in memory. Undefined where there is no such file. @throws ArchiveUnreadable also for more than `mostBytes` */
  async read(name: string, mostBytes: number): Promise<Buffer | undefined> {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    if (entry.sizeBytes > mostBytes) throw new ArchiveUnreadable(`${name} has ${entry.sizeBytes} bytes`);
    if (entry.sizeBytes === 0) return Buffer.alloc(0);
    try {
      return await buffer(await this.part(name, 0, entry.sizeBytes - 1));
    } catch (error) {
      if (error instanceof ArchiveUnreadable) throw error;
      throw new ArchiveUnreadable(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }

  /**
   * Bytes `from` to `to` of a file, both counted in, a piece at a time. Of one that is packed, all before them is unpacked and let go: that
   * takes time and no memory. What goes wrong ends the stream. @throws ArchiveUnreadable
   */
  async part(name: string, from: number, to: number): Promise<Readable> {
    const entry = this.entries.get(name);
    if (!entry) throw new ArchiveUnreadable(`no ${name}`);
    const offset = await this.offsetOf(name, entry);
    if (!entry.isPacked) return this.storage.read(this.key, offset + from, offset + to);
    const packed = this.storage.read(this.key, offset, offset + entry.packedBytes - 1);
    const unpacked = createInflateRaw({ chunkSize: inflateChunkBytes });
    // The fault comes out of what reads the unpacked bytes, which closes this too.
    pipeline(packed, unpacked, () => undefined);
    return Readable.from(cutOut(unpacked, from, to), { objectMode: false });
  }

  /** After the local header, whose extra field may differ from the list's. Source: APPNOTE 6.3.10, section 4.3.7. @throws ArchiveUnreadable */
  private async offsetOf(name: string, { headerOffset }: ArchiveEntry): Promise<number> {
    const known = this.offsets.get(name);
    if (known !== undefined) return known;
    const header = await buffer(this.storage.read(this.key, headerOffset, headerOffset + localHeaderBytes - 1)).catch((error: unknown) => { throw new ArchiveUnreadable(`no ${name}`, { cause: error }); });
    if (header.length < localHeaderBytes || header.readUInt32LE(0) !== localHeaderSignature) throw new ArchiveUnreadable(`no ${name}`);
    const offset = headerOffset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
    this.offsets.set(name, offset);
    return offset;
  }
}

async function* cutOut(bytes: AsyncIterable<Buffer>, from: number, to: number): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const chunk of bytes) {
    const piece = chunk.subarray(Math.max(0, from - position), Math.max(0, to + 1 - position));
    position += chunk.length;
    if (piece.length) yield piece;
    if (position > to) return;
  }
  throw new ArchiveUnreadable('it ends too early');
}

/** The latest last, and the oldest gone where there are too many. */
function keep(storage: ObjectStorage, key: string, archive: StoredArchive): void {
  const archives = kept.get(storage) ?? new Map<string, StoredArchive>();
  kept.set(storage, archives);
  archives.delete(key);
  archives.set(key, archive);
  let entries = [...archives.values()].reduce((sum, { entryCount }) => sum + entryCount, 0);
  for (const [oldest, { entryCount }] of archives) {
    if (entries <= mostKeptEntries || oldest === key) return;
    archives.delete(oldest);
    entries -= entryCount;
  }
}
