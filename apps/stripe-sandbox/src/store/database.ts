import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { loadSqlite } from './load-sqlite.js';
import { indexes, laterColumns, schema } from './schema.js';

/**
 * The sandbox's SQLite file. WAL with synchronous NORMAL: a killed process loses nothing that was committed; only a
 * failing machine could lose the last moments, which a stand-in may.
 */
export class Database {
  private readonly connection: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(file: string) {
    const { DatabaseSync } = loadSqlite();
    this.connection = new DatabaseSync(file, { timeout: 5000 });
    this.connection.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma temp_store = memory;');
    // A checkpoint waits for the disk: every 32 MB instead of every 4 it costs hundreds of payments a second little.
    this.connection.exec('pragma wal_autocheckpoint = 8000; pragma cache_size = -32000;');
    this.connection.exec(schema);
    const present = new Set(this.connection.prepare('select name from pragma_table_info(?)').all('resources').map((row) => row.name));
    for (const column of laterColumns) if (!present.has(column)) this.connection.exec(`alter table resources add column ${column} text`);
    this.connection.exec(indexes);
  }

  /** Prepared once, kept for the life of the connection. */
  prepare(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs `work` alone: IMMEDIATE takes the write lock at once, so two payments of one session cannot both read it open. */
  transaction<T>(work: () => T): T {
    this.prepare('begin immediate').run();
    try {
      const result = work();
      this.prepare('commit').run();
      return result;
    } catch (error) {
      this.prepare('rollback').run();
      throw error;
    }
  }

  /** Runs `work` within a transaction and takes back whatever it wrote. */
  rehearse<T>(work: () => T): T {
    this.prepare('savepoint rehearsal').run();
    try {
      return work();
    } finally {
      this.prepare('rollback to rehearsal').run();
      this.prepare('release rehearsal').run();
    }
  }

  close(): void {
    this.statements.clear();
    this.connection.close();
  }
}
