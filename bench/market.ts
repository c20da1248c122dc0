import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { PublishProducts } from '@silkport/catalog';
import { SeedDemo } from '@silkport/demo';
import { connectedEventTypes, platformEventTypes } from '@silkport/payments';
import { loadConfig } from '@silkport/platform';
import { contexts } from '../apps/silkport/src/contexts.js';
import { migrateDatabase, startLocalDatabase } from '../apps/silkport/src/local-database.js';
import { SilkportModule } from '../apps/silkport/src/silkport.module.js';
import { benchProducts } from './catalogue.js';
import { freePort } from './free-port.js';
import { startScript, stopChild } from './processes.js';

export interface BenchMarket {
  readonly url: string;
  readonly databaseUrl: string;
  readonly sandboxUrl: string;
  /** Of its files and its database, and what its links are signed with. */
  readonly dataDir: string;
  readonly signingSecret: string;
  /** Of the marketplace's process. */
  readonly pid: number;
  readonly sandboxKey: string;
  /** Variants of files that are never short. */
  readonly variantIds: readonly string[];
  stop(): Promise<void>;
}

const sandboxKey = 'sk_test_silkport_bench';
const webhookSecret = 'whsec_silkport_bench';

/** The marketplace as `npm start` runs it, with ten thousand products, on a PostgreSQL that keeps every commit (fsync on). */
export async function startMarket(): Promise<BenchMarket> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'silkport-bench-'));
  const database = await startLocalDatabase(dataDir, 'bench');
  await migrateDatabase(database.url, contexts);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const sandbox = await startScript('apps/stripe-sandbox/src/main.js', {
    SANDBOX_PORT: '0', SANDBOX_DATA: path.join(dataDir, 'sandbox.sqlite'), SANDBOX_PUBLIC_URL: `${url}/stripe-sandbox`, SANDBOX_SECRET_KEY: sandboxKey,
    SANDBOX_WEBHOOK_URL: `${url}/webhooks/stripe`, SANDBOX_WEBHOOK_SECRET: webhookSecret, SANDBOX_WEBHOOK_EVENTS: [...platformEventTypes, ...connectedEventTypes].join(','),
  });
  const sandboxUrl = `http://127.0.0.1:${sandbox.port}`;
  const env = {
    DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: url, SIGNING_SECRET: 'bench'.repeat(8), LOG_LEVEL: 'error',
    STRIPE_SECRET_KEY: sandboxKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: sandboxUrl,
  };
  await seed(env);
  const market = await startScript('apps/silkport/src/main.js', env, `${url}/ready`);
  return {
    url, databaseUrl: database.url, dataDir, signingSecret: env.SIGNING_SECRET, pid: market.child.pid ?? 0, sandboxUrl, sandboxKey, variantIds: await unlimitedVariants(database.url),
    stop: async () => {
      await stopChild(market.child);
      await stopChild(sandbox.child);
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function seed(env: Record<string, string>): Promise<void> {
  const config = loadConfig(env);
  const settled = { ...config, databaseUrl: env.DATABASE_URL ?? '', signingSecret: env.SIGNING_SECRET ?? '' };
  const app = await NestFactory.createApplicationContext(SilkportModule.forRoot(settled, { mail: false, worker: false }), { logger: ['error'] });
  await app.get(SeedDemo).run(() => undefined);
  await app.get(PublishProducts).run(benchProducts());
  await app.close();
}

async function unlimitedVariants(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  const { rows } = await client.query<{ id: string }>(`SELECT v.id FROM catalog.variants v JOIN catalog.products p ON p.id = v.product_id JOIN catalog.prices c ON c.variant_id = v.id
    WHERE p.delivery_kind = 'download' AND c.amount_minor BETWEEN 1000 AND 200000 ORDER BY v.id LIMIT 200`);
  await client.end();
  return rows.map(({ id }) => id);
}
