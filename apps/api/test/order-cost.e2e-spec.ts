import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ApiUnderTest } from './support/api-under-test.js';

/** Of an order alone, with the notes of three webhooks that change nothing. */
const mostStatements = 34;
/** Where many buy at once the worker takes many events and jobs together, and all that it does for them is one statement of each kind. */
const mostTogether = 20;
const orders = 8;
const clients = 16;

let api: ApiUnderTest;

beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());

const unfinished = `SELECT ((SELECT count(*) FROM ordering.orders WHERE status <> 'delivered') + (SELECT count(*) FROM platform.waiting_events) + (SELECT count(*) FROM graphile_worker.jobs))::int AS n`;

const buyAndLeave = async () => api.pay(await api.order(['port-calls', 'clay-film-book']));

async function untilDone(): Promise<void> {
  while ((await api.query<{ n: number }>(unfinished))[0]?.n) await wait(5);
}

async function buy(): Promise<void> {
  await buyAndLeave();
  await untilDone();
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

/** The shortest of several: what the clock asked for meanwhile (each minute's jobs) is none of the order's. */
async function fewestDuring(times: number, work: () => Promise<void>): Promise<string[]> {
  let fewest: string[] | undefined;
  for (let time = 0; time < times; time += 1) {
    const texts = await statementsDuring(work);
    if (!fewest || texts.length < fewest.length) fewest = texts;
  }
  return fewest ?? [];
}

/** Nothing where it is few enough, else how many of which. */
function tooMany(texts: readonly string[], bought: number, most: number): string[] {
  const kinds = Object.entries(Object.groupBy(texts, (text) => text.slice(0, 100))).map(([text, same = []]) => `${same.length / bought} × ${text}`);
  return texts.length / bought <= most ? [] : [`${texts.length / bought} statements an order:`, ...kinds];
}

it('an order takes few statements from its quote to its delivery, so that many fit into a second', async () => {
  // The first one fills memories: rates, merchants.
  await buy();
  const texts = await fewestDuring(orders, buy);
  expect(texts.length).toBeGreaterThan(10);
  expect(tooMany(texts, 1, mostStatements)).toEqual([]);
});

it('takes fewer where sixteen buy at once, since what follows on their payments is done for many together', async () => {
  const texts = await fewestDuring(3, async () => {
    await Promise.all(Array.from({ length: clients }, buyAndLeave));
    await untilDone();
  });
  expect(texts.length / clients).toBeGreaterThan(8);
  expect(tooMany(texts, clients, mostTogether)).toEqual([]);
});
