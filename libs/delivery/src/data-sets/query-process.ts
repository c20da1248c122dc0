import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk, type DuckDBResult, type DuckDBValue } from '@duckdb/node-api';
import type { Cell } from './data-set.entity.js';
import type { EngineOrder, EngineReply, ViewToOpen } from './query-messages.js';

/*
 * A process of its own, for one query at a time: what cannot be interrupted is killed with it, and so is what takes too much memory.
 * Node runs this file as it is, too (tests): plain types only, and no import of a value from another file of ours.
 */

const settings = {
  memory_limit: '256MB', threads: '2', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', allow_community_extensions: 'false', allow_unsigned_extensions: 'false',
};
/** No file, no network, no extension, no setting: what queries find is the views, and the files behind them. */
const locks = ["SET temp_directory = ''", 'SET enable_external_access = false', 'SET lock_configuration = true'];
/** Characters of a cell. */
const mostText = 4000;
const mostColumns = 200;
/** Characters after which rows are sent, so that neither side holds many long ones. */
const mostAtOnce = 500_000;
const nested = /^(LIST|STRUCT|MAP|ARRAY|UNION|BLOB|BIT|VARIANT|GEOMETRY)|[[(].*[\])]\[|\[\d*\]$/;

let instance: DuckDBInstance | undefined;
let connection: DuckDBConnection | undefined;
let result: DuckDBResult | undefined;
let chunk: DuckDBDataChunk | null = null;
/** Rows of `chunk` that are done with. */
let done = 0;

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

async function open(views: readonly ViewToOpen[]): Promise<null> {
  instance = await DuckDBInstance.create(':memory:', settings);
  connection = await instance.connect();
  for (const { name, source } of views) await connection.run(`CREATE VIEW "${name.replaceAll('"', '""')}" AS SELECT * FROM ${source}`);
  await connection.run(`SET allowed_paths = [${views.map(({ path }) => text(path)).join(', ')}]`);
  for (const lock of locks) await connection.run(lock);
  return null;
}

/** Gives up what was not read, with all that it holds. */
async function rest(): Promise<null> {
  result = undefined;
  chunk = null;
  connection?.interrupt();
  connection?.closeSync();
  connection = await instance?.connect();
  await opened().run('SELECT 1');
  return null;
}

async function parse(sql: string): Promise<string> {
  const reader = await opened().runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
  return String(reader.getRows()[0]?.[0]);
}

async function ask(sql: string) {
  chunk = null;
  done = 0;
  result = await opened().stream(sql);
  const types = result.columnTypes().map(String);
  if (types.length > mostColumns || types.some((type) => nested.test(type))) return null;
  return result.columnNames().map((name, index) => ({ name, type: types[index] ?? '' }));
}

async function next(skip: number, most: number): Promise<Cell[][] | null> {
  const rows: Cell[][] = [];
  let left = skip;
  let length = 0;
  while (rows.length < most && length < mostAtOnce) {
    if (!chunk || done >= chunk.rowCount) {
      chunk = (await result?.fetchChunk()) ?? null;
      done = 0;
      if (!chunk?.rowCount) return rows;
    }
    const skipped = Math.min(left, chunk.rowCount - done);
    left -= skipped;
    done += skipped;
    if (done >= chunk.rowCount) continue;
    const row: Cell[] = [];
    for (let column = 0; column < chunk.columnCount; column += 1) {
      const cell = cellOf(chunk.getColumnVector(column).getItem(done) as DuckDBValue);
      if (typeof cell === 'string' && cell.length > mostText) return null;
      row.push(cell);
      length += typeof cell === 'string' ? cell.length : 8;
    }
    done += 1;
    rows.push(row);
  }
  return rows;
}

function opened(): DuckDBConnection {
  if (!connection) throw new Error('Nothing is open');
  return connection;
}

function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return String(value);
}

function doIt(order: EngineOrder) {
  if (order.do === 'open') return open(order.views);
  if (order.do === 'rest') return rest();
  if (order.do === 'parse') return parse(order.sql);
  return order.do === 'ask' ? ask(order.sql) : next(order.skip, order.most);
}

async function reply(order: EngineOrder): Promise<void> {
  const answer: EngineReply = await doIt(order).then((done) => ({ answer: done }), (error: unknown) => ({ failed: String((error as Error).message) }));
  process.send?.(answer);
}

setPriority(10);
// A plain exit would wait for what the database is doing.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (order: EngineOrder) => void reply(order));
new Worker(new URL(import.meta.url.replace('query-process', 'query-watch')), { workerData: { parent: process.ppid } });
