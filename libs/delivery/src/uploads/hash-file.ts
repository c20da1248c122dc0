import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Files from here on have a hash for each part of `chunkBytes`, so that a buyer can tell which part of a broken download to fetch again. */
export const chunkedFromBytes = 64 * 1024 * 1024;
export const chunkBytes = 8 * 1024 * 1024;

export interface FileHashes {
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** The SHA-256 of each part of 8 MiB, 32 bytes each one after the other; null for a smaller file. */
  readonly chunkSha256: Buffer | null;
}

export async function hashFile(place: string): Promise<FileHashes> {
  const whole = createHash('sha256');
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  let chunk = createHash('sha256');
  for await (const bytes of createReadStream(place, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    whole.update(bytes);
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + chunkBytes - (sizeBytes % chunkBytes));
      chunk.update(part);
      from += part.length;
      sizeBytes += part.length;
      if (sizeBytes % chunkBytes) continue;
      chunks.push(chunk.digest());
      chunk = createHash('sha256');
    }
  }
  if (sizeBytes % chunkBytes) chunks.push(chunk.digest());
  return { sizeBytes, sha256: whole.digest('hex'), chunkSha256: sizeBytes > chunkedFromBytes ? Buffer.concat(chunks) : null };
}
