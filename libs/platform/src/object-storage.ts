import type { Readable } from 'node:stream';

/** How the receiver of a link is told to take the bytes. */
export interface LinkedBytes {
  /** As in the header of that name; it names the file. */
  readonly contentDisposition: string;
  readonly contentType: string;
  readonly expiresInSeconds: number;
}

/**
 * Bytes by keys such as `assets/0199…/guide.pdf`, on disk or in a bucket. No size is ever held in memory, and what stands under a key is
 * whole: a broken write leaves nothing there. All methods throw on a key that leaves the storage.
 */
export abstract class ObjectStorage {
  abstract put(key: string, bytes: Uint8Array): Promise<void>;

  /** @param sizeBytes how many must come; where fewer or more do, nothing is kept. @throws what the stream throws */
  abstract putStream(key: string, bytes: Readable, expected?: { readonly sizeBytes?: number }): Promise<void>;

  /** Takes over a file of this machine. Where an earlier call did it and was not heard, nothing happens. */
  abstract moveIn(key: string, localPath: string): Promise<void>;

  /** Bytes `from` to `to`, both counted in. What goes wrong ends the stream with its error. */
  abstract read(key: string, from: number, to: number): Readable;

  /** The size in bytes, or undefined where nothing is stored. */
  abstract sizeOf(key: string): Promise<number | undefined>;

  /** Removing what is not there is no error. */
  abstract remove(key: string): Promise<void>;

  /** Removes what writes have left that began before then and never ended, such as those of a killed process; nothing that is whole. @returns how many */
  abstract sweep(before: Date): Promise<number>;

  /** An address that gives the bytes to whoever has it until it expires; undefined where the storage has no addresses. */
  abstract presignedUrl(key: string, linked: LinkedBytes): Promise<string | undefined>;
}
