import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

export interface ArchiveEntry {
  path: string;
  content: string | Uint8Array;
  /** Stored without compression: for bytes that are compressed already, and for the `mimetype` of an EPUB. */
  stored?: boolean;
}

/** ZIP holds local time without a zone; built from local parts the bytes do not depend on the zone of the machine. */
const ENTRY_TIME = new Date(2026, 0, 1, 0, 0, 0);

/** A ZIP whose bytes depend on its entries only; the entries keep their order. */
export function zipArchive(entries: readonly ArchiveEntry[]): Uint8Array {
  const files: Zippable = {};
  for (const { path, content, stored } of entries) {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    files[path] = [bytes, { level: stored ? 0 : 6, mtime: ENTRY_TIME }];
  }
  return zipSync(files);
}
