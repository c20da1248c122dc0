import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RateRefused, RatesUnreadable } from '../pricing.errors.js';
import { ratesOfCsv } from './rates-of-csv.js';
import { RatesNotFetched } from '../sources/ecb-source.js';
import { rateSourceOf } from '../sources/rate-source-of.js';

const daily = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.1583'/><Cube currency='JPY' rate='181.74'/><Cube currency='CNY' rate='8.2301'/></Cube></Cube>
</gesmes:Envelope>`;

async function fetchFrom(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await rateSourceOf({ kind: 'ecb', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/daily.xml` }).fetch();
  } finally {
    server.close();
  }
}

describe('the daily file of the European Central Bank', () => {
  it('is read whole', async () => {
    expect(await fetchFrom((_, response) => void response.end(daily))).toEqual({
      base: 'EUR', effectiveDate: '2026-11-20', source: 'European Central Bank', rates: { USD: '1.1583', JPY: '181.74', CNY: '8.2301' },
    });
  });

  it.each([
    ['an error', 503, daily], ['a page', 200, '<html>Maintenance</html>'], ['no rates', 200, daily.replaceAll(/<Cube currency[^>]*>/g, '')], ['two days', 200, daily.replace('</Cube></Cube>', `</Cube><Cube time='2026-11-19'></Cube></Cube>`)],
    ['a rate that is no number', 200, daily.replace('1.1583', 'N/A')], ['a rate with an exponent', 200, daily.replace('1.1583', '1e3')], ['a currency twice', 200, daily.replace('JPY', 'USD')], ['half a file', 200, daily.slice(0, 200)],
    ['far too much', 200, daily + ' '.repeat(300_000)],
  ])('is refused where it is %s', async (_, status, body) => {
    await expect(fetchFrom((_request, response) => void response.writeHead(status).end(body))).rejects.toThrow(RatesNotFetched);
  });

  it('is refused where nobody answers', async () => {
    await expect(rateSourceOf({ kind: 'ecb', url: 'http://127.0.0.1:9/daily.xml' }).fetch()).rejects.toThrow(RatesNotFetched);
  });
});

describe('a CSV file', () => {
  const csv = 'date,base,currency,rate\n2026-11-19,EUR,KZT,510\n2026-11-20,EUR,KZT,512.3\r\n2026-11-20,EUR,CNY,8.21\n\n';

  it('gives its newest day', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'silkport-rates-'));
    const file = path.join(folder, 'rates.csv');
    await writeFile(file, `\uFEFF${csv}`);
    expect(await rateSourceOf({ kind: 'csv', path: file }).fetch()).toEqual({ base: 'EUR', effectiveDate: '2026-11-20', source: 'CSV rates.csv', rates: { KZT: '512.3', CNY: '8.21' } });
    await rm(folder, { recursive: true });
  });

  it.each([
    ['no header', csv.slice(24), 1], ['nothing', '', 1], ['no rate', 'date,base,currency,rate\n', 2], ['two bases', csv.replace('EUR,CNY', 'USD,CNY'), 4], ['a currency twice', csv.replace('CNY', 'KZT'), 4],
    ['a date of another order', csv.replace('2026-11-19', '19.11.2026'), 2], ['one column more', csv.replace('8.21', '8.21,x'), 4],
  ])('with %s is refused by its line', (_, text, line) => {
    expect(() => ratesOfCsv(text, 'x')).toThrow(expect.objectContaining({ constructor: RatesUnreadable, params: { line } }));
  });

  it.each(['0', '0.000', '-1', '1e3', '', 'NaN', '٥'])('with the rate %j is refused', (rate) => {
    expect(() => ratesOfCsv(csv.replace('8.21', rate), 'x')).toThrow(expect.objectContaining({ constructor: RateRefused, params: { currency: 'CNY', rate } }));
  });
});

it('the sample is the demo’s, of one day, and never grows stale', async () => {
  const sample = rateSourceOf({ kind: 'sample' });
  expect([sample.staysFresh, (await sample.fetch()).effectiveDate]).toEqual([true, '2026-09-29']);
  expect(rateSourceOf({ kind: 'ecb', url: 'http://x' }).staysFresh).toBe(false);
});
