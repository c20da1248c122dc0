import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, ObjectStorage, type Config } from '@silkport/platform';
import type { DataTable } from './data-set.entity.js';

export type StoredFile = Pick<DataTable, 'storageKey' | 'sha256' | 'sizeBytes' | 'format'>;

/** Files of the storage as files of this machine, which DuckDB reads; each by its SHA-256, for as long as somebody holds it. */
@Injectable()
export class LocalCopies {
  private readonly held = new Map<string, { holders: number; readonly path: Promise<string> }>();

  constructor(private readonly storage: ObjectStorage, @Inject(CONFIG) private readonly config: Pick<Config, 'dataDir'>) {}

  /** @returns where it is, until as many `release` as `hold` have been called */
  async hold(file: StoredFile): Promise<string> {
    const known = this.held.get(file.sha256) ?? { holders: 0, path: this.fetch(file) };
    known.holders += 1;
    this.held.set(file.sha256, known);
    try {
      return await known.path;
    } catch (error) {
      this.held.delete(file.sha256);
      throw error;
    }
  }

  async release({ sha256 }: Pick<StoredFile, 'sha256'>): Promise<void> {
    const known = this.held.get(sha256);
    if (!known || (known.holders -= 1) > 0) return;
    this.held.delete(sha256);
    await rm(await known.path, { force: true });
  }

  /** Through a name of its own, so that what has the final name is whole. */
  private async fetch({ storageKey, sha256, sizeBytes, format }: StoredFile): Promise<string> {
    const folder = path.join(this.config.dataDir, 'cache', 'data-sets');
    const kept = path.join(folder, `${sha256}.${format}`);
    if (await access(kept).then(() => true, () => false)) return kept;
    await mkdir(folder, { recursive: true });
    const draft = path.join(folder, `${randomUUID()}.part`);
    const hash = createHash('sha256');
    const hashing = new Transform({ transform: (chunk: Buffer, _, done) => done(null, (hash.update(chunk), chunk)) });
    try {
      await pipeline(this.storage.read(storageKey, 0, sizeBytes - 1), hashing, createWriteStream(draft));
      if (hash.digest('hex') !== sha256) throw new Error(`${storageKey} is not what was added`);
      await rename(draft, kept);
    } finally {
      await rm(draft, { force: true });
    }
    return kept;
  }
}
