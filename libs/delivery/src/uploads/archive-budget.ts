import { FileRefused } from './file-refused.js';

export const archiveLimits = {
  entries: 100_000,
  /** An archive in an archive in an archive in an archive; a packed tar is two of them. */
  depth: 4,
  /** Of archives within it that are put on the disk to be looked through, in all. */
  nestedBytes: 1_000_000_000,
  nestedArchives: 1000,
  /** Of what is unpacked to the archive: text and tables come to 50; the most that deflate can do is 1032. */
  ratio: 200,
  /** Whatever its ratio, so much may be unpacked. */
  freeBytes: 64 * 1024 * 1024,
  totalBytes: 100_000_000_000,
} as const;

/** How much an archive, with those within it, may unpack to: by what it says, and by what it does. */
export class ArchiveBudget {
  private readonly limitBytes: number;
  private entries = 0;
  private declaredBytes = 0;
  private unpackedBytes = 0;
  private nestedBytes = 0;
  private nestedArchives = 0;

  constructor(archiveBytes: number) {
    this.limitBytes = Math.min(archiveLimits.totalBytes, Math.max(archiveLimits.freeBytes, archiveBytes * archiveLimits.ratio));
  }

  /** @throws FileRefused */
  addEntries(count: number): void {
    this.entries += count;
    if (this.entries > archiveLimits.entries) throw new FileRefused('archive_too_numerous', String(this.entries));
  }

  /** @throws FileRefused */
  declare(bytes: number, name: string): void {
    this.declaredBytes += bytes;
    if (this.declaredBytes > this.limitBytes) throw new FileRefused('archive_bomb', name);
  }

  /** @throws FileRefused */
  unpack(bytes: number, name: string): void {
    this.unpackedBytes += bytes;
    if (this.unpackedBytes > this.limitBytes) throw new FileRefused('archive_bomb', name);
  }

  /** @throws FileRefused */
  addNested(name: string): void {
    this.nestedArchives += 1;
    if (this.nestedArchives > archiveLimits.nestedArchives) throw new FileRefused('archive_too_numerous', name);
  }

  /** @throws FileRefused */
  putOnDisk(bytes: number, name: string): void {
    this.nestedBytes += bytes;
    if (this.nestedBytes > archiveLimits.nestedBytes) throw new FileRefused('archive_bomb', name);
  }
}
