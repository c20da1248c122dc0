import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ApiUnderTest } from './support/api-under-test.js';

/** Of an order alone, with the notes of three webhooks that change nothing. Under load the worker takes many events and jobs at once, which makes it fewer. */
const mostStatements = 5;
const orders = 8;

let api: ApiUnderTest;

beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());

const unfinished = `SELECT ((SELECT count(*) FROM ordering.orders WHERE status <> 'delivered') + (SELECT count(*) FROM platform.waiting_events) + (SELECT count(*) FROM graphile_worker.jobs))::int AS n`;

async function buy(): Promise<void> {
  await api.pay(await api.order(['port-calls', 'clay-film-book']));
  while ((await api.query<{ n: number }>(unfinished))[0]?.n) await wait(5);
}

/** The texts of all statements that this process sends meanwhile, but for those that look whether the work is done. */
async function statementsDuring(work: () => Promise<void>): Promise<string[]> {
  const texts: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function heard(this: pg.Client, ...given: unknown[]) {
    const [first] = given as [string | { text: string }];
    texts.push((typeof first === 'string' ? first : first.text).replaceAll(/\s+/g, ' ').trim());
    return (query as (...given: unknown[]) => unknown).apply(this, given);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return texts.filter((text) => text !== unfinished);
}

it('an order takes few statements from its quote to the mail about it, so that many fit into a second', async () => {
  // The first one fills memories: rates, merchants.
  await buy();
  const texts = await statementsDuring(async () => {
    for (let bought = 0; bought < orders; bought += 1) await buy();
  });
  expect(texts.length / orders).toBeGreaterThan(10);
  const most = Object.entries(Object.groupBy(texts, (text) => text.slice(0, 100))).map(([text, same = []]) => `${same.length / orders} × ${text}`);
  expect(texts.length / orders <= mostStatements ? [] : [`${texts.length / orders} statements an order:`, ...most]).toEqual([]);
});
