import { createHash } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { newId } from '@silkport/values';
import { Database, dataSourceOptions, migrate, platformContext, type Context } from '@silkport/platform';

export interface TestDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  readonly database: Database;
  close(): Promise<void>;
}

/** A database of its own, cloned from a template that has the given contexts' migrations (and platform's). */
export async function openTestDatabase(given: readonly Context[]): Promise<TestDatabase> {
  const contexts = given.includes(platformContext) ? given : [platformContext, ...given];
  const url = await createTestDatabase(contexts);
  const dataSource = await new DataSource(dataSourceOptions(url, 12, contexts)).initialize();
  const close = async () => {
    await dataSource.destroy();
    await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`));
  };
  return { url, dataSource, database: new Database(dataSource), close };
}

/** The address of a new migrated database, for tests that start the whole application on it. */
export async function createTestDatabase(contexts: readonly Context[]): Promise<string> {
  const template = await migratedTemplate(contexts);
  const name = `test_${newId().replaceAll('-', '')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`));
  return `${serverUrl()}/${name}`;
}

/** One template for each set of migrations; the advisory lock lets test files that run at once make it only once. */
async function migratedTemplate(contexts: readonly Context[]): Promise<string> {
  const migrations = contexts.flatMap((context) => context.migrations.map(({ name, prototype }) => `${name} ${prototype.up.toString()}`));
  const name = `template_${createHash('sha256').update(migrations.join('\n')).digest('hex').slice(0, 24)}`;
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(7021)');
    try {
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount) return;
      const draft = `${name}_draft`;
      await client.query(`DROP DATABASE IF EXISTS ${draft}`);
      await client.query(`CREATE DATABASE ${draft}`);
      const dataSource = await new DataSource(dataSourceOptions(`${serverUrl()}/${draft}`, 2, contexts)).initialize();
      await migrate(dataSource, contexts);
      await dataSource.destroy();
      await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    } finally {
      await client.query('SELECT pg_advisory_unlock(7021)');
    }
  });
  return name;
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: `${serverUrl()}/postgres` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('The test database is not running: run the tests by npm test');
  return url;
}
