import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { DiskStorage } from '@silkport/platform';
import type { DataTable } from './data-set.entity.js';
import { QueriesBusy } from './data-set.errors.js';
import { LocalCopies } from './local-copies.js';
import { QueryEngines } from './query-engines.js';

const dataDir = mkdtempSync(path.join(tmpdir(), 'silkport-engines-'));
const cache = path.join(dataDir, 'cache', 'data-sets');
const storage = new DiskStorage(path.join(dataDir, 'files'));
const bytes = Buffer.from('port,tons\nAktau,7\n');
const table: DataTable = {
  name: 'calls', assetId: 'a', fileName: 'calls.csv', format: 'csv', storageKey: 'calls.csv', sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length, rowCount: 1, sample: [],
  columns: [{ name: 'port', type: 'VARCHAR', description: null }, { name: 'tons', type: 'BIGINT', description: null }],
};
const set = { productId: 'p', versionHash: 'h', tables: [table] };
const opened: QueryEngines[] = [];
const started = () => {
  const engines = new QueryEngines(new LocalCopies(storage, { dataDir }));
  opened.push(engines);
  return engines;
};
/** An engine that was given back rests for a moment before it is another's. */
const useOnceFree = async (engines: QueryEngines, holder: string): ReturnType<QueryEngines['use']> => {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      return await engines.use(set, holder);
    } catch (error) {
      if (!(error instanceof QueriesBusy) || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};

beforeAll(() => storage.put(table.storageKey, bytes));
afterAll(async () => {
  for (const engines of opened) await engines.onModuleDestroy();
  rmSync(dataDir, { recursive: true });
});

describe('the engines', () => {
  it('are two at most for each who asks, and four for all', async () => {
    const engines = started();
    const own = await Promise.all([engines.use(set, 'one'), engines.use(set, 'one')]);
    await expect(engines.use(set, 'one')).rejects.toThrow(QueriesBusy);
    const others = await Promise.all([engines.use(set, 'two'), engines.use(set, 'three')]);
    await expect(engines.use(set, 'four')).rejects.toThrow(QueriesBusy);
    expect(new Set([...own, ...others].map(({ engine }) => engine)).size).toBe(4);
    own[0]?.done();
    const next = await useOnceFree(engines, 'four');
    expect(next.engine).toBe(own[0]?.engine);
  });

  it('rest when they are done, and are made anew when they were ended', async () => {
    const engines = started();
    const first = await engines.use(set, 'one');
    first.engine.close();
    first.done();
    const second = await engines.use(set, 'one');
    expect(second.engine).not.toBe(first.engine);
    const query = await second.engine.query('SELECT port FROM calls', 5);
    expect(await query.next()).toEqual([['Aktau']]);
    query.close();
  });
});

describe('local copies', () => {
  it('of one process are nobody else’s, and go with the last who holds them', async () => {
    const [mine, theirs] = [new LocalCopies(storage, { dataDir }), new LocalCopies(storage, { dataDir })];
    const [here, there] = [await mine.hold(table), await theirs.hold(table)];
    expect(await mine.hold(table)).toBe(here);
    await mine.release(table);
    expect([existsSync(here), existsSync(there)]).toEqual([true, true]);
    await mine.release(table);
    expect([existsSync(here), existsSync(there)]).toEqual([false, true]);
    await theirs.onModuleDestroy();
    expect(existsSync(there)).toBe(false);
  });

  it('that a process left, and only those, are taken away by the next', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const [left, living, elsewhere] = [`${hostname()}@${pid}@a@b`, `${hostname()}@${process.ppid}@a@b`, `another-machine@${pid}@a@b`];
    for (const name of [left, living, elsewhere]) mkdirSync(path.join(cache, name), { recursive: true });
    await new LocalCopies(storage, { dataDir }).hold(table);
    const names = readdirSync(cache);
    expect([left, living, elsewhere].map((name) => names.includes(name))).toEqual([false, true, true]);
  });
});
