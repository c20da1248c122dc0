import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { DataSet } from './data-set.entity.js';
import { QueriesBusy } from './data-set.errors.js';
import { LocalCopies } from './local-copies.js';
import { QueryEngine } from './query-engine.js';

interface Kept { readonly engine: Promise<QueryEngine>; readonly tables: DataSet['tables']; users: number; isDropped: boolean }

const mostEngines = 4;
const mostAtOnce = 4;

/** One engine for each version of a data set, the last few of them kept open. */
@Injectable()
export class QueryEngines implements OnModuleDestroy {
  private readonly kept = new Map<string, Kept>();
  private running = 0;

  constructor(private readonly copies: LocalCopies) {}

  /** Takes part in the engine until `done` is called. @throws QueriesBusy */
  async use({ productId, versionHash, tables }: Pick<DataSet, 'productId' | 'versionHash' | 'tables'>): Promise<{ engine: QueryEngine; done: () => void }> {
    if (this.running >= mostAtOnce) throw new QueriesBusy();
    this.running += 1;
    // Two products may have the same files by other names.
    const key = `${productId} ${versionHash}`;
    const kept = this.kept.get(key) ?? { engine: this.open(tables), tables, users: 0, isDropped: false };
    this.kept.delete(key);
    this.kept.set(key, kept);
    kept.users += 1;
    const done = () => {
      this.running -= 1;
      kept.users -= 1;
      if (kept.isDropped && !kept.users) void this.close(kept);
    };
    this.dropOldest();
    try {
      return { engine: await kept.engine, done };
    } catch (error) {
      this.kept.delete(key);
      done();
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.kept.values()].map((kept) => this.close(kept)));
    this.kept.clear();
  }

  private dropOldest(): void {
    for (const [hash, kept] of this.kept) {
      if (this.kept.size <= mostEngines) return;
      this.kept.delete(hash);
      kept.isDropped = true;
      if (!kept.users) void this.close(kept);
    }
  }

  private async open(tables: DataSet['tables']): Promise<QueryEngine> {
    const paths = await Promise.all(tables.map((table) => this.copies.hold(table)));
    return QueryEngine.open(tables.map((table, index) => ({ ...table, path: paths[index] ?? '' })));
  }

  private async close({ engine, tables }: Kept): Promise<void> {
    const opened = await engine.catch(() => undefined);
    opened?.close();
    for (const table of tables) await this.copies.release(table);
  }
}
