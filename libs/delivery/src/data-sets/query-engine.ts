import type { DataColumn, DataTable, Cell } from './data-set.entity.js';
import { refuseQuery } from './allowed-query.js';
import { QueryAnswerRefused, QueryTooLong, QueryWrong } from './data-set.errors.js';
import { EngineEnded, EngineFailed, EngineProcess } from './engine-process.js';

export type EngineTable = Pick<DataTable, 'name' | 'format' | 'fileName'> & { readonly columns: readonly Pick<DataColumn, 'name' | 'type'>[]; readonly path: string };

export interface OpenQuery {
  readonly columns: readonly Pick<DataColumn, 'name' | 'type'>[];
  /**
   * The next rows, at least one; none at the end.
   * @param most rows at most @param skip rows that are left out first @throws QueryWrong, QueryTooLong, QueryAnswerRefused
   */
  next(most?: number, skip?: number): Promise<Cell[][]>;
  close(): void;
}

/** Characters of a cell, as the process has them. */
const mostText = 4000;
const openSeconds = 60;
const restMilliseconds = 2000;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** How DuckDB reads a file, with the types that were found when it was described. */
export function sourceOf({ format, path, columns }: Pick<EngineTable, 'format' | 'path' | 'columns'>): string {
  if (format === 'parquet') return `read_parquet(${text(path)})`;
  const types = columns.map(({ name, type }) => `${text(name)}: ${text(type)}`).join(', ');
  return `read_csv(${text(path)}, header = true${columns.length ? `, types = {${types}}` : ', sample_size = -1'})`;
}

/** A database without data of its own over the files of one data set, closed to all else, in a process of its own. One query at a time. */
export class QueryEngine {
  private constructor(private readonly process: EngineProcess, private readonly tables: readonly EngineTable[]) {}

  /** @throws QueryWrong, QueryTooLong */
  static async open(tables: readonly EngineTable[], seconds = openSeconds): Promise<QueryEngine> {
    const engine = new QueryEngine(EngineProcess.start(), tables);
    const timer = setTimeout(() => engine.close(), seconds * 1000);
    try {
      await engine.process.ask({ do: 'open', views: tables.map((table) => ({ name: table.name, source: sourceOf(table), path: table.path })) });
      return engine;
    } catch (error) {
      engine.close();
      throw engine.plainError(error, seconds);
    } finally {
      clearTimeout(timer);
    }
  }

  /** False once it was ended: by its own hand, the deadline or the memory that it took. */
  get isOpen(): boolean {
    return this.process.isRunning;
  }

  close(): void {
    this.process.kill();
  }

  /** Gives up what was not read, so that another can ask; ends where that takes long. */
  async rest(): Promise<void> {
    const timer = setTimeout(() => this.close(), restMilliseconds);
    await this.process.ask({ do: 'rest' }).catch(() => this.close());
    clearTimeout(timer);
  }

  /** @param seconds after which it is ended, wherever it is @throws QueryRefused, QueryWrong, QueryTooLong, QueryAnswerRefused */
  async query(sql: string, seconds: number): Promise<OpenQuery> {
    const timer = setTimeout(() => this.close(), seconds * 1000);
    let isClosed = false;
    const close = () => {
      isClosed = true;
      clearTimeout(timer);
      if (this.process.isBusy) this.close();
    };
    try {
      refuseQuery(parsed(await this.process.ask({ do: 'parse', sql })), new Set(this.tables.map(({ name }) => name)));
      const columns = await this.process.ask({ do: 'ask', sql });
      if (!columns) throw new QueryAnswerRefused({ max: mostText }, 'sql');
      const next = async (most = Infinity, skip = 0) => {
        // The engine may be another's by now.
        if (isClosed) throw new QueryTooLong({ seconds }, 'sql');
        const rows = await this.process.ask({ do: 'next', most: Math.min(most, Number.MAX_SAFE_INTEGER), skip }).catch((error: unknown) => { throw this.plainError(error, seconds); });
        if (!rows) throw new QueryAnswerRefused({ max: mostText }, 'sql');
        return rows;
      };
      return { columns, next, close };
    } catch (error) {
      close();
      throw this.plainError(error, seconds);
    }
  }

  /** What the database says, without where its files are. */
  private plainError(error: unknown, seconds: number): Error {
    if (error instanceof EngineEnded) return new QueryTooLong({ seconds }, 'sql');
    if (!(error instanceof EngineFailed)) return error as Error;
    if (error.message.startsWith('Out of Memory')) return new QueryTooLong({ seconds }, 'sql');
    const [said = ''] = error.message.split('\n\n');
    const plain = this.tables.reduce((words, { path, fileName }) => words.replaceAll(path, fileName), said);
    return new QueryWrong({ said: plain.replaceAll(/(\/[\w.-]+){2,}/g, '…').slice(0, 300) }, 'sql');
  }
}

function parsed(json: string): unknown {
  const answer = JSON.parse(json) as { error: boolean; error_message?: string };
  if (answer.error) throw new QueryWrong({ said: (answer.error_message ?? '').slice(0, 300) }, 'sql');
  return answer;
}
