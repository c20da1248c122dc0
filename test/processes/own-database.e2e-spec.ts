import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { orderOf, pay, placeOrder } from './buys.js';
import { freePort } from '../support/free-port.js';
import { endAllProcesses, isAlive, RunningProcess, until } from './running-process.js';

const server = process.env.TEST_DATABASE_URL ?? '';
const folder = mkdtempSync(path.join(tmpdir(), 'silkport-own-'));
const names = ['own', 'shared'].map((use) => `processes_${use}_${process.pid}`);
const [own, shared] = names.map((name) => `${server}/${name}`) as [string, string];
const secrets = { SIGNING_SECRET: 'a-signing-secret-of-more-than-32-characters', STRIPE_SECRET_KEY: 'sk_test_processes', STRIPE_WEBHOOK_SECRET: 'whsec_processes' };

async function onServer(statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

beforeAll(() => onServer(names.map((name) => `CREATE DATABASE ${name}`)));
afterAll(async () => {
  await endAllProcesses();
  await onServer(names.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  rmSync(folder, { recursive: true, force: true });
});

const urlOf = (port: number) => `http://127.0.0.1:${port}`;

describe('one command with a database server of one’s own', () => {
  it('starts no PostgreSQL, and leaves the server running when it ends', async () => {
    const port = await freePort();
    const dataDir = path.join(folder, 'one');
    const market = new RunningProcess('silkport/src/main.js', { PORT: String(port), PUBLIC_URL: urlOf(port), DATA_DIR: dataDir, DATABASE_URL: own, DEMO: 'off' });
    await market.answers(`${urlOf(port)}/ready`);
    await market.says('Ctrl-C stops everything.');
    expect(market.said).not.toContain('PostgreSQL');
    expect(market.said).not.toContain('Demo sign-ins');
    expect(await market.end('SIGTERM')).toBe(0);
    expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
    await onServer(['SELECT 1']);
  });
});

describe('api, storefront, worker and sandbox, each a process, on one database', () => {
  it('sell, are paid and end one by one', async () => {
    const [api, storefront, worker, sandbox] = (await Promise.all([freePort(), freePort(), freePort(), freePort()])).map(urlOf) as [string, string, string, string];
    const dataDir = path.join(folder, 'many');
    const settings = (url: string) => ({ ...secrets, PORT: new URL(url).port, PUBLIC_URL: api, DATA_DIR: dataDir, DATABASE_URL: shared, STRIPE_API_URL: sandbox, LOG_LEVEL: 'error' });

    const migration = new RunningProcess('silkport/src/migrate.js', settings(api));
    expect({ code: await migration.exited, said: migration.said }).toMatchObject({ code: 0, said: expect.stringMatching(/Database up to date \(\d+ migrations now\)[^]+Publishing products/) as string });
    const repeated = new RunningProcess('silkport/src/migrate.js', settings(api));
    expect({ code: await repeated.exited, said: repeated.said }).toEqual({ code: 0, said: 'Database up to date (0 migrations now).\n' });

    const provider = new RunningProcess('stripe-sandbox/src/main.js', {
      SANDBOX_PORT: new URL(sandbox).port, SANDBOX_DATA: path.join(folder, 'sandbox.sqlite'), SANDBOX_SECRET_KEY: secrets.STRIPE_SECRET_KEY, SANDBOX_WEBHOOK_URL: `${api}/webhooks/stripe`,
      SANDBOX_WEBHOOK_SECRET: secrets.STRIPE_WEBHOOK_SECRET, SANDBOX_PUBLIC_URL: `${sandbox}/stripe-sandbox`,
    });
    await provider.says('Stripe sandbox: ');
    const [apiProcess, storefrontProcess, workerProcess] = [['api', api], ['storefront', storefront], ['worker', worker]].map(([name = '', url = '']) => new RunningProcess(`${name}/src/main.js`, settings(url)));
    await apiProcess?.answers(`${api}/ready`);
    await storefrontProcess?.answers(`${storefront}/ready`);

    expect((await fetch(`${api}/docs/openapi.json`)).status).toBe(200);
    const { items: [product] } = await (await fetch(`${api}/v1/products?delivery=download&limit=1`)).json() as { items: { slug: string }[] };
    const page = await fetch(`${storefront}/en/products/${product?.slug}`);
    expect(page.status).toBe(200);
    expect(/<h1>.+<\/h1>/.test(await page.text())).toBe(true);

    await workerProcess?.answers(`${worker}/ready`);
    const order = await placeOrder(api, product?.slug ?? '');
    expect(await orderOf(api, order)).toMatchObject({ status: 'awaiting_payment' });
    await pay(order);
    await until(async () => ['paid', 'delivered'].includes((await orderOf(api, order)).status), `The order was not paid:\n${apiProcess?.said}${workerProcess?.said}`);
    await until(async () => {
      const { items } = await (await fetch(`${api}/v1/orders/${order.number}/deliveries?key=${order.accessKey}`)).json() as { items: unknown[] };
      return items.length === 1;
    }, `The order was not delivered:\n${workerProcess?.said}`);

    for (const each of [workerProcess, storefrontProcess, apiProcess, provider]) {
      expect(await each?.end('SIGTERM')).toBe(0);
      expect(isAlive(each?.pid ?? 0)).toBe(false);
    }
  }, 120_000);
});
