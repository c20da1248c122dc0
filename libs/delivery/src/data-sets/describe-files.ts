import { createHash } from 'node:crypto';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Translated } from '@silkport/values';
import { DataSetUnreadable } from './data-set.errors.js';
import type { DataColumn, DataTable } from './data-set.entity.js';
import { QueryEngine, quoted, sourceOf } from './query-engine.js';
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
  const found = await Promise.all(files.map((file, index) => schemaOf(file, paths[index] ?? '', words)));
  const engine = await QueryEngine.open(files.map((file, index) => ({ ...file, name: names[index] ?? '', path: paths[index] ?? '', columns: found[index] ?? [] })));
  try {
    return await Promise.all(files.map(async (file, index) => {
      const name = names[index] ?? '';
      const [counted] = await firstRows(engine, `SELECT count(*) FROM ${quoted(name)}`, file.fileName);
      return { ...file, name, columns: found[index] ?? [], rowCount: Number(counted?.[0] ?? 0), sample: await firstRows(engine, `SELECT * FROM ${quoted(name)} LIMIT ${sampleRows}`, file.fileName) };
    }));
  } finally {
    engine.close();
  }
}

async function firstRows(engine: QueryEngine, sql: string, fileName: string) {
  try {
    const query = await engine.query(sql, describeSeconds);
    try {
      return await query.next();
    } finally {
      query.close();
    }
  } catch {
    throw new DataSetUnreadable({ file: fileName });
  }
}

/** In a database of its own, which may read the one file. */
async function schemaOf({ fileName, format }: FileToDescribe, path: string, words: ColumnWords): Promise<DataColumn[]> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '256MB', threads: '2', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  const connection: DuckDBConnection = await instance.connect();
  const timer = setTimeout(() => connection.interrupt(), describeSeconds * 1000);
  try {
    const rows = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${sourceOf({ format, path, columns: [] })}`)).getRows();
    return rows.map(([name, type]) => ({ name: String(name), type: String(type), description: words[String(name)] ?? null }));
  } catch {
    throw new DataSetUnreadable({ file: fileName });
  } finally {
    clearTimeout(timer);
    connection.closeSync();
    instance.closeSync();
  }
}
