import { createHash } from 'node:crypto';
import type { Translated } from '@silkport/values';
import { DataSetUnreadable } from './data-set.errors.js';
import type { Cell, DataTable } from './data-set.entity.js';
import { QueryEngine, quoted, type EngineTable } from './query-engine.js';
import { tableNames } from './table-name.js';

export type FileToDescribe = Pick<DataTable, 'assetId' | 'fileName' | 'format' | 'storageKey' | 'sha256' | 'sizeBytes'>;
export type ColumnWords = Readonly<Record<string, Translated>>;

const sampleRows = 12;
const describeSeconds = 120;

/** `calls.csv` and `text/csv`, and the same for Parquet. */
export function formatOf({ fileName, contentType }: { readonly fileName: string; readonly contentType: string }): DataTable['format'] | undefined {
  if (/\.parquet$/i.test(fileName) || contentType.includes('parquet')) return 'parquet';
  return /\.csv$/i.test(fileName) || contentType.startsWith('text/csv') ? 'csv' : undefined;
}

/** SHA-256 over the SHA-256 of each file in the order of their names, in hexadecimal. */
export function versionHash(files: readonly Pick<FileToDescribe, 'fileName' | 'sha256'>[]): string {
  const inOrder = files.toSorted((left, right) => (left.fileName < right.fileName ? -1 : left.fileName > right.fileName ? 1 : left.sha256 < right.sha256 ? -1 : 1));
  return createHash('sha256').update(inOrder.map(({ sha256 }) => sha256).join('')).digest('hex');
}

/** What files of this machine hold: columns as DuckDB infers them, rows, and the first of them. @throws DataSetUnreadable */
export async function describeFiles(files: readonly FileToDescribe[], paths: readonly string[], words: ColumnWords): Promise<DataTable[]> {
  const names = tableNames(files.map(({ fileName }) => fileName));
  const tables: DataTable[] = [];
  for (const [index, file] of files.entries()) tables.push(await describeFile({ ...file, name: names[index] ?? '', path: paths[index] ?? '' }, words));
  return tables;
}

/** Read twice, each time in an engine that may read this file only: for its schema, and with it. */
async function describeFile({ path, ...file }: FileToDescribe & { readonly name: string; readonly path: string }, words: ColumnWords): Promise<DataTable> {
  const opened = (columns: DataTable['columns']) => ({ ...file, path, columns });
  try {
    const columns = await withEngine(opened([]), async (engine) => {
      const found = await engine.query(`SELECT * FROM ${quoted(file.name)} LIMIT 0`, describeSeconds);
      found.close();
      return found.columns.map(({ name, type }) => ({ name, type, description: words[name] ?? null }));
    });
    return await withEngine(opened(columns), async (engine) => {
      const [counted] = await rowsOf(engine, `SELECT count(*) FROM ${quoted(file.name)}`);
      return { ...file, columns, rowCount: Number(counted?.[0] ?? 0), sample: await rowsOf(engine, `SELECT * FROM ${quoted(file.name)} LIMIT ${sampleRows}`) };
    });
  } catch {
    throw new DataSetUnreadable({ file: file.fileName });
  }
}

async function withEngine<Answer>(table: EngineTable, work: (engine: QueryEngine) => Promise<Answer>): Promise<Answer> {
  const engine = await QueryEngine.open([table], describeSeconds);
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

async function rowsOf(engine: QueryEngine, sql: string): Promise<Cell[][]> {
  const query = await engine.query(sql, describeSeconds);
  try {
    return await query.next(sampleRows);
  } finally {
    query.close();
  }
}
