import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { DataSet } from './data-set.entity.js';
import { QueriesBusy } from './data-set.errors.js';
import { LocalCopies } from './local-copies.js';
import { QueryEngine } from './query-engine.js';

interface Kept { readonly key: string; readonly engine: QueryEngine; readonly tables: DataSet['tables']; idleTimer?: NodeJS.Timeout }

/** Queries at once, and engines: each of them is a process of its own. */
const mostAtOnce = 4;
/** So that nobody takes all of them. */
const mostOfOne = 2;
const idleMilliseconds = 60_000;

/** Engines of versions of data sets, each for one query at a time; those that rest are kept for a while. */
@Injectable()
export class QueryEngines implements OnModuleDestroy {
  private readonly idle = new Set<Kept>();
  private readonly busy = new Set<Kept>();
  /** By who asks. */
  private readonly running = new Map<string, number>();
  private total = 0;

  constructor(private readonly copies: LocalCopies) {}

  /** Has the engine for itself until `done` is called. @param holder who asks @throws QueriesBusy */
  async use({ productId, versionHash, tables }: Pick<DataSet, 'productId' | 'versionHash' | 'tables'>, holder: string): Promise<{ engine: QueryEngine; done: () => void }> {
    const own = this.running.get(holder) ?? 0;
    if (this.total >= mostAtOnce || own >= mostOfOne) throw new QueriesBusy();
    this.total += 1;
    this.running.set(holder, own + 1);
    try {
      // Two products may have the same files by other names; one product's may be described anew.
      const kept = await this.take(`${productId} ${versionHash} ${JSON.stringify(tables.map(({ name, columns }) => [name, columns.map(({ type }) => type)]))}`, tables);
      this.busy.add(kept);
      return { engine: kept.engine, done: () => void this.giveBack(kept, holder) };
    } catch (error) {
      this.leave(holder);
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.idle, ...this.busy].map((kept) => this.close(kept)));
  }

  private async take(key: string, tables: DataSet['tables']): Promise<Kept> {
    const resting = [...this.idle].find((kept) => kept.key === key && kept.engine.isOpen);
    if (resting) {
      this.idle.delete(resting);
      clearTimeout(resting.idleTimer);
      return resting;
    }
    for (const oldest of this.idle) if (this.idle.size + this.total > mostAtOnce) await this.close(oldest);
    return this.open(key, tables);
  }

  private async giveBack(kept: Kept, holder: string): Promise<void> {
    if (kept.engine.isOpen) await kept.engine.rest();
    const wasBusy = this.busy.delete(kept);
    this.leave(holder);
    if (!wasBusy) return;
    this.idle.add(kept);
    if (!kept.engine.isOpen) return this.close(kept);
    kept.idleTimer = setTimeout(() => void this.close(kept), idleMilliseconds).unref();
  }

  private leave(holder: string): void {
    this.total -= 1;
    const left = (this.running.get(holder) ?? 1) - 1;
    if (left) this.running.set(holder, left);
    else this.running.delete(holder);
  }

  private async open(key: string, tables: DataSet['tables']): Promise<Kept> {
    const held: DataSet['tables'][number][] = [];
    try {
      const views = [];
      for (const table of tables) {
        views.push({ ...table, path: await this.copies.hold(table) });
        held.push(table);
      }
      return { key, engine: await QueryEngine.open(views), tables };
    } catch (error) {
      for (const table of held) await this.copies.release(table);
      throw error;
    }
  }

  private async close(kept: Kept): Promise<void> {
    if (!this.idle.delete(kept) && !this.busy.delete(kept)) return;
    clearTimeout(kept.idleTimer);
    kept.engine.close();
    for (const table of kept.tables) await this.copies.release(table);
  }
}
