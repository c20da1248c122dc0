import { copyFile, mkdir, open, opendir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '@silkport/values';
import { ObjectStorage } from '../object-storage.js';
import { checkedKey } from './checked-key.js';
import { CountedBytes } from './counted-bytes.js';
import { FilePieces } from './file-pieces.js';

/** Files below one folder. Each is written beside its target and renamed, so that a reader never sees half of it. */
export class DiskStorage extends ObjectStorage {
  constructor(private readonly folder: string) {
    super();
  }

  put(key: string, bytes: Uint8Array): Promise<void> {
    return this.replace(key, (file) => file.writeFile(bytes));
  }

  putStream(key: string, bytes: Readable, { sizeBytes }: { readonly sizeBytes?: number } = {}): Promise<void> {
    return this.replace(key, (file) => pipeline(bytes, new CountedBytes(sizeBytes), (counted) => file.writeFile(counted)));
  }

  async moveIn(key: string, localPath: string): Promise<void> {
    const target = this.pathOf(key);
    if ((await sizeAt(localPath)) === undefined && (await sizeAt(target)) !== undefined) return;
    await mkdir(path.dirname(target), { recursive: true });
    await flush(localPath);
    await rename(localPath, target).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error;
      await this.copyIn(localPath, target);
    });
  }

  read(key: string, from: number, to: number): Readable {
    return new FilePieces(this.pathOf(key), from, to);
  }

  sizeOf(key: string): Promise<number | undefined> {
    return sizeAt(this.pathOf(key));
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async sweep(before: Date): Promise<number> {
    let removed = 0;
    for await (const draft of draftsBelow(path.resolve(this.folder))) {
      const { mtime } = await stat(draft).catch(() => ({ mtime: before }));
      if (mtime >= before) continue;
      await rm(draft, { force: true });
      removed += 1;
    }
    return removed;
  }

  async presignedUrl(key: string): Promise<undefined> {
    this.pathOf(key);
  }

  private async replace(key: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(path.dirname(target), { recursive: true });
    await viaDraft(target, async (draft) => {
      const file = await open(draft, 'wx');
      try {
        await write(file);
        await file.datasync();
      } finally {
        await file.close();
      }
    });
  }

  /** From another file system, where a rename is no move. */
  private async copyIn(localPath: string, target: string): Promise<void> {
    await viaDraft(target, async (draft) => {
      await copyFile(localPath, draft);
      await flush(draft);
    });
    await rm(localPath, { force: true });
  }

  private pathOf(key: string): string {
    return path.join(path.resolve(this.folder), checkedKey(key));
  }
}

const draftName = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/;

/** One folder's names at a time: there may be millions. */
async function* draftsBelow(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch(() => []);
  for await (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* draftsBelow(place);
    else if (draftName.test(entry.name)) yield place;
  }
}

async function viaDraft(target: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${target}.${newId()}.part`;
  try {
    await write(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function flush(localPath: string): Promise<void> {
  const file = await open(localPath, 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

function sizeAt(place: string): Promise<number | undefined> {
  return stat(place).then(({ size }) => size, () => undefined);
}
