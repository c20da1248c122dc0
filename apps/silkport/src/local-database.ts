import path from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrate, type Context } from '@silkport/platform';
import { DataFolderUnusable } from './data-folder.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

export interface RunningDatabase {
  readonly url: string;
  /** Settles when the server has ended, asked or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL with its database `silkport`. @throws DataFolderUnusable */
export async function startLocalDatabase(dataDir: string, password: string): Promise<RunningDatabase> {
  const folder = path.join(dataDir, 'postgres');
  const server = await startEmbeddedPostgres({ folder, password });
  try {
    await createDatabase(server.urlOf('postgres'));
  } catch (error) {
    await server.stop();
    if ((error as { code?: string }).code !== wrongPassword) throw error;
    throw new DataFolderUnusable(`${path.join(dataDir, 'secrets.json')} does not belong to the database in ${folder}: bring both back from one backup, or start anew with another folder in DATA_DIR.`, { cause: error });
  }
  return { url: server.urlOf('silkport'), ended: server.ended, stop: server.stop };
}

const wrongPassword = '28P01';

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'silkport'");
    if (!rowCount) await client.query('CREATE DATABASE silkport');
  } finally {
    await client.end();
  }
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
