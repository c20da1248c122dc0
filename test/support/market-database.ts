import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { SeedDemo } from '@silkport/demo';
import { loadConfig } from '@silkport/platform';
import { newId } from '@silkport/values';
import pg from 'pg';
import { contexts } from '../../apps/silkport/src/contexts.js';
import { SilkportModule } from '../../apps/silkport/src/silkport.module.js';
import { createTestDatabase } from './test-database.js';

/** Signs the demo's licence keys too: every market of the tests has this one. */
export const signingSecret = 'a secret that is used in tests only';

export interface DemoDatabase {
  readonly url: string;
  /** Where the files are that the demo's buyers receive; shared by all tests, none of which changes what is there. */
  readonly filesFolder: string;
  drop(): Promise<void>;
}

/** A database of its own with the whole demo in it, cloned from one that is seeded once. */
export async function openDemoDatabase(): Promise<DemoDatabase> {
  const template = `demo_${demoHash()}`;
  const filesFolder = path.join(process.env.TEST_FOLDER ?? tmpdir(), `silkport-${template}`);
  await seedTemplate(template, filesFolder);
  const name = `test_${newId().replaceAll('-', '')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`));
  return { url: urlOf(name), filesFolder: path.join(filesFolder, 'files'), drop: () => onServer(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))) };
}

/** The advisory lock lets test files that run at once make it only once. */
async function seedTemplate(template: string, folder: string): Promise<void> {
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(7023)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (!rowCount) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const databaseUrl = await createTestDatabase(contexts);
      const settings = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', STRIPE_SECRET_KEY: 'sk_test_seed', STRIPE_WEBHOOK_SECRET: 'whsec_seed', STRIPE_API_URL: 'http://127.0.0.1:1' });
      const app = await NestFactory.createApplicationContext(SilkportModule.forRoot({ ...settings, databaseUrl, signingSecret }, { mail: false, worker: false }), { logger: false });
      await app.get(SeedDemo).run(() => undefined);
      await app.close();
      await client.query(`ALTER DATABASE ${new URL(databaseUrl).pathname.slice(1)} RENAME TO ${template}`);
    }
    await client.query('SELECT pg_advisory_unlock(7023)');
  });
}

/** Another demo or another schema is another template. */
function demoHash(): string {
  const hash = createHash('sha256').update(contexts.flatMap(({ migrations }) => migrations.map(({ name, prototype }) => `${name} ${prototype.up.toString()}`)).join('\n'));
  const demo = new URL('../../libs/demo/src/', import.meta.url).pathname;
  for (const file of readdirSync(demo, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|json)$/.test(name)).toSorted()) hash.update(readFileSync(path.join(demo, file)));
  return hash.digest('hex').slice(0, 24);
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  return `${process.env.TEST_DATABASE_URL}/${database}`;
}
