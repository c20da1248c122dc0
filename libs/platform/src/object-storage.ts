import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from '@silkport/values';

/** Files on disk below one folder, by keys such as `assets/0199…/guide.pdf`. Bytes are streamed, never held whole. */
export class ObjectStorage {
  constructor(private readonly folder: string) {}

  /** Writes beside the target and renames, so that a reader never sees half a file. */
  async put(key: string, bytes: Uint8Array): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(path.dirname(target), { recursive: true });
    const draft = `${target}.${newId()}.part`;
    try {
      const file = await open(draft, 'wx');
      try {
        await file.writeFile(bytes);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(draft, target);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  /** The size in bytes, or undefined where nothing is stored. */
  async sizeOf(key: string): Promise<number | undefined> {
    return stat(this.pathOf(key)).then(({ size }) => size, () => undefined);
  }

  /** Bytes `from` to `to`, both counted in. */
  read(key: string, from: number, to: number): Readable {
    return createReadStream(this.pathOf(key), { start: from, end: to, highWaterMark: 256 * 1024 });
  }

  private pathOf(key: string): string {
    const target = path.resolve(this.folder, key);
    if (!target.startsWith(path.resolve(this.folder) + path.sep)) throw new Error(`The key leaves the storage: ${key}`);
    return target;
  }
}
