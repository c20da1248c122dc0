import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type EntityManager, type MigrationInterface } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { schemaOf, type Context } from './context.js';

/** An open transaction, passed by hand as the first argument of everything that writes. */
export type Tx = EntityManager;

/** A statement that PostgreSQL plans once per connection: the name must be unique over the whole project. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export function statement(name: string, text: string): Statement {
  return { name, text };
}

/** The one way to PostgreSQL: transactions for writes, named prepared statements for reads that people wait for. */
@Injectable()
export class Database {
  constructor(readonly dataSource: DataSource) {}

  /** Runs `work` in one READ COMMITTED transaction: all of it is kept, or none. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }

  /** Rows of a named prepared statement that is a transaction of its own; `bigint` columns come as bigint. */
  async read<Row extends object>(prepared: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const pool = (this.dataSource.driver as PostgresDriver).master as pg.Pool;
    const { rows } = await pool.query<Row & pg.QueryResultRow>({ ...prepared, values: [...values] });
    return rows;
  }
}

/** The same within a transaction: PostgreSQL plans the statement once a connection, where `tx.query` has it planned each time. */
export async function prepared<Row extends object>(tx: Tx, { name, text }: Statement, values: readonly unknown[] = []): Promise<Row[]> {
  if (!tx.queryRunner) throw new Error(`The statement ${name} was given no open transaction`);
  const client = (await tx.queryRunner.connect()) as pg.PoolClient;
  const { rows } = await client.query<Row & pg.QueryResultRow>({ name, text, values: [...values] });
  return rows;
}

const bigintType = 20;

/** `bigint` as bigint; everything else as the driver has it. Kept to our own pool, since others expect strings. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === bigintType && format !== 'binary' ? BigInt : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

export function dataSourceOptions(url: string, poolSize: number, contexts: readonly Context[]) {
  return {
    type: 'postgres' as const,
    url,
    schema: 'platform',
    entities: contexts.flatMap((context) => [...context.entities]),
    migrations: contexts.flatMap((context): (new () => MigrationInterface)[] => [...context.migrations]),
    migrationsTableName: 'migrations',
    uuidExtension: 'pgcrypto' as const,
    installExtensions: false,
    extra: { max: poolSize, types, application_name: 'silkport' },
  };
}

/** Brings the database to the newest schema: extensions, a schema for each context, the job queue, then each migration in its own transaction. */
export async function migrate(dataSource: DataSource, contexts: readonly Context[]): Promise<string[]> {
  await dataSource.query(contexts.map((context) => `CREATE SCHEMA IF NOT EXISTS ${schemaOf(context)};`).join('\n'));
  await dataSource.query('CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;');
  const { runMigrations } = await import('graphile-worker');
  const pgPool = new pg.Pool({ connectionString: (dataSource.options as { url?: string }).url, max: 1 });
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool });
  } finally {
    await pgPool.end();
  }
  const done = await dataSource.runMigrations({ transaction: 'each' });
  return done.map(({ name }) => name);
}
