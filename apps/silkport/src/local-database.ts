import path from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrate, type Context } from '@silkport/platform';
import { startEmbeddedPostgres } from './embedded-postgres.js';

export interface RunningDatabase { readonly url: string; stop(): Promise<void> }

/** The embedded PostgreSQL with its database `silkport`. */
export async function startLocalDatabase(dataDir: string, password: string): Promise<RunningDatabase> {
  const server = await startEmbeddedPostgres({ folder: path.join(dataDir, 'postgres'), password });
  const client = new pg.Client({ connectionString: `${server.url}/postgres` });
  await client.connect();
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'silkport'");
  if (!rowCount) await client.query('CREATE DATABASE silkport');
  await client.end();
  return { url: `${server.url}/silkport`, stop: server.stop };
}

/** @returns the names of the migrations that were run now */
export async function migrateDatabase(url: string, contexts: readonly Context[]): Promise<string[]> {
  const dataSource = await new DataSource(dataSourceOptions(url, 2, contexts)).initialize();
  try {
    return await migrate(dataSource, contexts);
  } finally {
    await dataSource.destroy();
  }
}
