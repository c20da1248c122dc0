import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { loadConfig, Outbox } from '@silkport/platform';
import { SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { FetchRates } from './fetch-rates.js';
import { ExchangeRates, pricingContext, RecordRates } from '../index.js';
import { rateSourceOf } from '../sources/rate-source-of.js';

let db: TestDatabase;
let file = '';
let status = 200;
const server = createServer((_, response) => void response.writeHead(status).end(file));
const fileOf = (day: string, usd: string) => `<Envelope><Cube><Cube time="${day}"><Cube currency="USD" rate="${usd}"/><Cube currency="CNY" rate="8.2"/></Cube></Cube></Envelope>`;

beforeAll(async () => {
  Logger.overrideLogger(false);
  db = await openTestDatabase([pricingContext]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await db.close();
});

function fetcher() {
  const clock = new SetClock(new Date('2026-11-23T16:00:00Z'));
  const { rates } = loadConfig({ RATES_SOURCE: 'ecb', RATES_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/daily.xml` });
  const exchange = new ExchangeRates(db.database, { rates }, clock);
  return { exchange, fetch: new FetchRates(db.database, new Outbox(), new RecordRates(db.database, clock, { rates }, exchange), rateSourceOf(rates.source)) };
}

const sets = () => db.dataSource.query(`SELECT to_char(effective_date, 'YYYY-MM-DD') AS day, origin FROM pricing.rate_sets ORDER BY effective_date`);

describe('the newest rates', () => {
  it('are fetched, recorded once for a day, and sold at', async () => {
    const { exchange, fetch } = fetcher();
    file = fileOf('2026-11-20', '1.15');
    await fetch.run();
    await Promise.all([fetch.run(), fetch.run()]);
    file = fileOf('2026-11-23', '1.16');
    await fetch.run();
    expect(await sets()).toEqual([{ day: '2026-11-20', origin: 'fetched' }, { day: '2026-11-23', origin: 'fetched' }]);
    expect((await exchange.current()).rates.get('USD')).toBe('1.16');
  });

  it.each([['a fault', 500, fileOf('2026-11-23', '1.2')], ['a rate of 0', 200, fileOf('2026-11-24', '0')], ['a day to come', 200, fileOf('2026-12-24', '1.16')], ['no file', 200, '']])('stay what they were where the source has %s', async (_, code, text) => {
    const before = await sets();
    [status, file] = [code, text];
    await expect(fetcher().fetch.run()).rejects.toThrow();
    status = 200;
    expect(await sets()).toEqual(before);
  });

  it('are asked for once, however often the clock strikes before the worker comes', async () => {
    const { fetch } = fetcher();
    await fetch.ask();
    await fetch.ask();
    expect(await db.dataSource.query(`SELECT count(*)::int AS n FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'pricing/fetch-rates'`)).toEqual([{ n: 1 }]);
  });
});
