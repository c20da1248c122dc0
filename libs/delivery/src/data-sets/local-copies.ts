import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, ObjectStorage, type Config } from '@silkport/platform';
import type { DataTable } from './data-set.entity.js';

export type StoredFile = Pick<DataTable, 'storageKey' | 'sha256' | 'sizeBytes' | 'format'>;

/** `machine@process@run@copies`: what is of a process that is no more can be told by it. */
const ownRun = [hostname(), process.pid, randomUUID()].join('@');

/** Files of the storage as files of this machine, which DuckDB reads; each by its SHA-256, for as long as somebody holds it, in a folder that no other process uses. */
@Injectable()
export class LocalCopies implements OnModuleDestroy {
  private readonly held = new Map<string, { holders: number; readonly path: Promise<string> }>();
  private readonly parent: string;
  private readonly folder: string;
  private swept: Promise<void> | undefined;

  constructor(private readonly storage: ObjectStorage, @Inject(CONFIG) config: Pick<Config, 'dataDir'>) {
    this.parent = path.join(config.dataDir, 'cache', 'data-sets');
    this.folder = path.join(this.parent, `${ownRun}@${randomUUID()}`);
  }

  /** @returns where it is, until as many `release` as `hold` have been called */
  async hold(file: StoredFile): Promise<string> {
    const known = this.held.get(file.sha256) ?? { holders: 0, path: this.fetch(file) };
    known.holders += 1;
    this.held.set(file.sha256, known);
    try {
      return await known.path;
    } catch (error) {
      if (this.held.get(file.sha256) === known) this.held.delete(file.sha256);
      throw error;
    }
  }

  async release({ sha256 }: Pick<StoredFile, 'sha256'>): Promise<void> {
    const known = this.held.get(sha256);
    if (!known || (known.holders -= 1) > 0) return;
    this.held.delete(sha256);
    await rm(await known.path, { force: true });
  }

  async onModuleDestroy(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Each time under a name of its own, so that a file that is being removed is never one that is being held. */
  private async fetch({ storageKey, sha256, sizeBytes, format }: StoredFile): Promise<string> {
    await (this.swept ??= this.sweep());
    const kept = path.join(this.folder, `${randomUUID()}.${format}`);
    const draft = `${kept}.part`;
    const hash = createHash('sha256');
    const hashing = new Transform({ transform: (chunk: Buffer, _, done) => done(null, (hash.update(chunk), chunk)) });
    try {
      await mkdir(this.folder, { recursive: true });
      await pipeline(this.storage.read(storageKey, 0, sizeBytes - 1), hashing, createWriteStream(draft));
      if (hash.digest('hex') !== sha256) throw new Error(`${storageKey} is not what was added`);
      await rename(draft, kept);
    } finally {
      await rm(draft, { force: true });
    }
    return kept;
  }

  /** Takes away what processes of this machine left that are no more. */
  private async sweep(): Promise<void> {
    const folders = await readdir(this.parent).catch(() => []);
    for (const name of folders) if (!name.startsWith(`${ownRun}@`) && isLeft(name)) await rm(path.join(this.parent, name), { recursive: true, force: true });
  }
}

function isLeft(name: string): boolean {
  const [machine, pid = ''] = name.split('@');
  if (machine !== hostname() || !/^[1-9]\d*$/.test(pid)) return false;
  // What a process of our own number left is of one before us.
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
