import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { orderOf, pay, placeOrder, type BoughtOrder } from './buys.js';
import { freePort } from '../support/free-port.js';
import { endAllProcesses, isAlive, RunningProcess, until } from './running-process.js';

const folder = mkdtempSync(path.join(tmpdir(), 'silkport-start-'));
const dataDir = path.join(folder, 'data');
let port: number;
let url: string;

beforeAll(async () => {
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await endAllProcesses();
  const leftover = existsSync(path.join(dataDir, 'postgres', 'postmaster.pid')) ? postmaster() : 0;
  if (leftover && isAlive(leftover)) process.kill(leftover, 'SIGINT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

const start = (env: Record<string, string> = {}) => new RunningProcess('silkport/src/main.js', { PORT: String(port), PUBLIC_URL: url, DATA_DIR: dataDir, ...env });
const postmaster = () => Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** The processes that it started, as Linux tells; elsewhere none. */
function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

/** Waits for those to end that are on their way; one that ended counts until the system has taken note of it. */
function gone(...pids: readonly number[]): Promise<void> {
  return until(() => !pids.some(isAlive), `Some of ${pids.join(', ')} still run`, 10_000);
}

async function query<Row extends object>(text: string): Promise<Row[]> {
  const { databasePassword } = JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as { databasePassword: string };
  const databasePort = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const client = new pg.Client({ connectionString: `postgres://silkport:${databasePassword}@127.0.0.1:${databasePort}/silkport` });
  await client.connect();
  try {
    return (await client.query<Row & pg.QueryResultRow>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('one command', () => {
  let running: RunningProcess;
  let order: BoughtOrder;

  it('that is killed while it seeds, and given again, has the whole demo once, and says where to go', async () => {
    const first = start();
    await first.says('Making what buyers receive: 160 of');
    expect(first.said).toMatch(/Starting PostgreSQL…\nDatabase brought up to date \(\d+ migrations\)\.\nSeeding the demo/);
    await first.end('SIGKILL');
    expect(isAlive(postmaster())).toBe(true);

    running = start();
    await running.answers(`${url}/health`);
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: 'ready' });
    await running.says('Ctrl-C stops everything.');
    for (const words of ['349 of 349 products', `${url}/docs`, `${url}/mail`, '4242 4242 4242 4242', 'buyer@silkport.example', 'admin@silkport.example', 'Merchant', 'silkport-demo']) expect(running.said).toContain(words);

    const [counts] = await query<Record<string, number>>(`SELECT
      (SELECT count(*) FROM clusters.clusters)::int AS clusters, (SELECT count(DISTINCT id) FROM clusters.clusters)::int AS "clusterIds",
      (SELECT count(*) FROM catalog.products)::int AS products, (SELECT count(DISTINCT slug) FROM catalog.products)::int AS slugs,
      (SELECT count(*) FROM catalog.products p WHERE delivery_kind = 'download' AND NOT EXISTS (SELECT 1 FROM delivery.assets a WHERE a.product_id = p.id))::int AS "withoutFiles",
      (SELECT count(*) FROM (SELECT product_id, file_name FROM delivery.assets GROUP BY 1, 2 HAVING count(*) > 1) AS twice)::int AS "filesTwice",
      (SELECT count(*) FROM delivery.assets a WHERE NOT EXISTS (SELECT 1 FROM catalog.products p WHERE p.id = a.product_id))::int AS "filesOfNothing",
      (SELECT count(*) FROM (SELECT email FROM identity.people GROUP BY 1 HAVING count(*) > 1) AS twice)::int AS "peopleTwice"`);
    expect(counts).toEqual({ clusters: 24, clusterIds: 24, products: 352, slugs: 352, withoutFiles: 0, filesTwice: 0, filesOfNothing: 0, peopleTwice: 0 });
  });

  it('is not harmed by a second one on the same folder, which says so in one line', async () => {
    const second = start({ PORT: String(await freePort()) });
    expect(await second.exited).toBe(1);
    expect(second.said).toMatch(/^Another Silkport \(process \d+\) uses .+: stop it first, or name another folder with DATA_DIR\.\n$/);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
  });

  it('takes an order and loses nothing of it when it is killed', async () => {
    const [book] = await query<{ slug: string }>(`SELECT slug FROM catalog.products WHERE delivery_kind = 'download' ORDER BY slug LIMIT 1`);
    order = await placeOrder(url, book?.slug ?? '');
    const children = childrenOf(running.pid);
    await running.end('SIGKILL');
    const killed = postmaster();
    expect(isAlive(killed)).toBe(true);

    running = start();
    expect(await running.answers(`${url}/health`)).toBeLessThan(15_000);
    expect(running.said).not.toContain('Seeding');
    await gone(...children, killed);
    expect(await orderOf(url, order)).toMatchObject({ number: order.number, status: 'awaiting_payment' });
    expect(await pay(order)).toContain(`/orders/${order.number}`);
    await until(async () => ['paid', 'delivered'].includes((await orderOf(url, order)).status), 'The order was not paid');
  });

  it('ends with Ctrl-C, even one that comes twice: the database, the sandbox and all', async () => {
    const children = [...childrenOf(running.pid), postmaster()];
    process.kill(running.pid, 'SIGINT');
    expect(await running.end('SIGINT')).toBe(0);
    expect(running.said).toMatch(/\nStopping…\n$/);
    await gone(...children);
    expect(existsSync(path.join(dataDir, 'silkport.pid'))).toBe(false);
    expect(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('ends with Ctrl-C before it is ready, and leaves nothing running', async () => {
    running = start();
    await running.says('Starting PostgreSQL…');
    expect(await running.end('SIGINT')).toBe(0);
    expect(running.said).not.toContain('Error');
    expect(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('ends with its database, in one line', async () => {
    running = start();
    await running.says('Ctrl-C stops everything.');
    process.kill(postmaster(), 'SIGINT');
    expect(await running.exited).toBe(1);
    expect(running.said).toContain('PostgreSQL ended by itself, and Silkport with it. Start it again: nothing is lost.');
  });
});
