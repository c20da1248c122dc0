import { DuckDBInstance, type DuckDBConnection, type DuckDBResult, type DuckDBValue } from '@duckdb/node-api';
import { refuseQuery } from './allowed-query.js';
import { QueryAnswerRefused, QueryTooLong, QueryWrong } from './data-set.errors.js';
import type { Cell, DataColumn, DataTable } from './data-set.entity.js';

export type EngineTable = Pick<DataTable, 'name' | 'format' | 'fileName'> & { readonly columns: readonly Pick<DataColumn, 'name' | 'type'>[]; readonly path: string };

export interface OpenQuery {
  readonly columns: readonly Pick<DataColumn, 'name' | 'type'>[];
  /** The next rows, at least one; none at the end. @throws QueryWrong, QueryTooLong, QueryAnswerRefused */
  next(): Promise<Cell[][]>;
  close(): void;
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** No file, no network, no extension, no setting: what queries find is the views, and the files behind them. */
const locks = ["SET temp_directory = ''", 'SET enable_external_access = false', 'SET lock_configuration = true'];
const settings = {
  memory_limit: '256MB', threads: '2', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', allow_community_extensions: 'false', allow_unsigned_extensions: 'false',
};
/** Characters of a cell. */
const mostText = 4000;
const mostColumns = 200;
const nested = /^(LIST|STRUCT|MAP|ARRAY|UNION|BLOB|BIT|VARIANT|GEOMETRY)|[[(].*[\])]\[|\[\d*\]$/;

/** How DuckDB reads a file, with the types that were found when it was described. */
export function sourceOf({ format, path, columns }: Pick<EngineTable, 'format' | 'path' | 'columns'>): string {
  if (format === 'parquet') return `read_parquet(${text(path)})`;
  const types = columns.map(({ name, type }) => `${text(name)}: ${text(type)}`).join(', ');
  return `read_csv(${text(path)}, header = true${columns.length ? `, types = {${types}}` : ', sample_size = -1'})`;
}

/** A database without data of its own over the files of one data set, closed to all else. */
export class QueryEngine {
  private constructor(private readonly instance: DuckDBInstance, private readonly tables: readonly EngineTable[]) {}

  static async open(tables: readonly EngineTable[]): Promise<QueryEngine> {
    const instance = await DuckDBInstance.create(':memory:', settings);
    const connection = await instance.connect();
    try {
      for (const table of tables) await connection.run(`CREATE VIEW ${quoted(table.name)} AS SELECT * FROM ${sourceOf(table)}`);
      await connection.run(`SET allowed_paths = [${tables.map(({ path }) => text(path)).join(', ')}]`);
      for (const lock of locks) await connection.run(lock);
    } finally {
      connection.closeSync();
    }
    return new QueryEngine(instance, tables);
  }

  close(): void {
    this.instance.closeSync();
  }

  /** @param seconds after which it is interrupted, wherever it is @throws QueryRefused, QueryWrong, QueryTooLong, QueryAnswerRefused */
  async query(sql: string, seconds: number): Promise<OpenQuery> {
    const connection = await this.instance.connect();
    let isLate = false;
    const timer = setTimeout(() => { isLate = true; connection.interrupt(); }, seconds * 1000);
    const close = () => { clearTimeout(timer); connection.closeSync(); };
    const plain = (error: unknown) => (isLate || isTooMuch(error) ? new QueryTooLong({ seconds }, 'sql') : this.plainError(error));
    try {
      refuseQuery(await parsed(connection, sql), new Set(this.tables.map(({ name }) => name)));
      const result = await connection.stream(sql).catch((error: unknown) => { throw plain(error); });
      const columns = columnsOf(result);
      const next = async () => {
        const chunk = await result.fetchChunk().catch((error: unknown) => { throw plain(error); });
        return chunk ? chunk.getRows().map((row) => row.map(cellOf)) : [];
      };
      return { columns, next, close };
    } catch (error) {
      close();
      throw error;
    }
  }

  /** What the database says, without where its files are. */
  private plainError(error: unknown): QueryWrong {
    const [said = ''] = String((error as Error).message).split('\n\n');
    const plain = this.tables.reduce((words, { path, fileName }) => words.replaceAll(path, fileName), said);
    return new QueryWrong({ said: plain.replaceAll(/(\/[\w.-]+){2,}/g, '…').slice(0, 300) }, 'sql');
  }
}

const isTooMuch = (error: unknown) => (error as Error).message.startsWith('Out of Memory');

async function parsed(connection: DuckDBConnection, sql: string): Promise<unknown> {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
  const answer = JSON.parse(String(reader.getRows()[0]?.[0])) as { error: boolean; error_message?: string };
  if (answer.error) throw new QueryWrong({ said: (answer.error_message ?? '').slice(0, 300) }, 'sql');
  return answer;
}

function columnsOf(result: DuckDBResult): Pick<DataColumn, 'name' | 'type'>[] {
  const types = result.columnTypes().map(String);
  if (types.length > mostColumns || types.some((type) => nested.test(type))) throw new QueryAnswerRefused({ max: mostText }, 'sql');
  return result.columnNames().map((name, index) => ({ name, type: types[index] ?? '' }));
}

function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  const written = String(value);
  if (written.length > mostText) throw new QueryAnswerRefused({ max: mostText }, 'sql');
  return written;
}
