import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { demoAdminEmail, demoClusters, demoOwnerEmail, placedProducts } from '@silkport/demo';
import { money } from '@silkport/values';
import { DataSetReads, DecideExport, DescribeDataSet, QueryDataSet } from '@silkport/delivery';
import { ApplyExportVerdicts } from '../../libs/delivery/src/data-sets/apply-export-verdicts.js';
import { seedDataSets } from '../../libs/demo/src/seeds/data-sets.js';
import { publishOwn } from '../support/own-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

const [owner = '', stranger = ''] = [...new Set(placedProducts(demoClusters()).filter(({ product }) => product.isDigital && !product.licenceKey).map(({ merchant }) => merchant.slug))];
const csv = (rows: number) => Buffer.from(`port,called_on,tons\n${Array.from({ length: rows }, (_, index) => `Port ${index % 5},2026-01-${String((index % 28) + 1).padStart(2, '0')},${index}.5`).join('\n')}\n`);
const calls = csv(3000);
const ships = Buffer.from('ship,flag\n"Silk, Star",CN\nAltyn,KZ\n');
const sha256 = (...parts: readonly (string | Buffer)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const description = {
  version: '2026-Q3', rowQuota: 1500, provenance: { en: 'Reports of port authorities', 'zh-CN': '港务局报告' }, licenceTerms: { en: 'Use it in your own work; do not pass it on.' }, personalData: 'none',
  columns: [{ name: 'tons', description: { en: 'Cargo in tons', ru: 'Груз в тоннах' } }], examples: [{ title: { en: 'The busiest ports' }, sql: 'SELECT port, count(*) AS n FROM port_calls GROUP BY port ORDER BY n DESC' }],
};

let market: Market;
let admin: { authorization: string };
let merchant: { authorization: string };
let productId: string;
let variantId: string;
let order: PlacedOrder;
let entitlementId: string;

beforeAll(async () => {
  market = await Market.open();
  const files = [{ fileName: 'port calls.csv', contentType: 'text/csv; charset=utf-8', bytes: calls }, { fileName: 'ships.csv', contentType: 'text/csv', bytes: ships }];
  ({ productId, variantIds: [variantId = ''] } = await publishOwn(market, { slug: 'port-data', kind: 'data-set', merchant: owner, prices: [[money(20_000n, 'CNY')]], files }));
  [admin, merchant] = await Promise.all([market.signIn(demoAdminEmail), market.signIn(demoOwnerEmail(owner))]);
}, 90_000);
afterAll(() => market.close());

const path = () => `/v1/orders/${order.number}/deliveries/${entitlementId}/data-set`;
const keyed = (address: string) => `${address}?key=${order.accessKey}`;
const put = (address: string, body: object, headers: Record<string, string>) => fetch(market.url + address, { method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
const ask = (sql: string, more: object = {}) => market.post(keyed(`${path()}/queries`), { sql, ...more });
const stateOf = async (placed: PlacedOrder) => ((await market.deliveries(placed)) as unknown as { state: string }[])[0]?.state;
const decide = (country: string, verdict: string) => market.post('/v1/admin/export-verdicts', { productId, country, verdict, reason: 'Ports publish these figures', source: 'Data Security Law, Art. 31' }, admin).expect(201);

const verdictsOf = async () => {
  const { body } = await market.get(`/v1/admin/products/${productId}/export-verdicts`, admin).expect(200);
  return (body as { items: { verdict: string; supersededAt: string | null }[] }).items.map(({ verdict, supersededAt }) => [verdict, supersededAt === null]);
};

async function buy(): Promise<PlacedOrder> {
  const { body: quote } = await market.post('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'KZT', locale: 'ru' }).expect(201);
  const placed = (await market.place((quote as { id: string }).id).expect(201)).body as PlacedOrder;
  await market.pay(placed).expect(303);
  await market.until(async () => (await market.deliveries(placed)).length === 1);
  return placed;
}

interface QueryPage { readonly columns: readonly { name: string }[]; readonly rows: unknown[][]; readonly nextOffset: number | null; readonly rowsLeft: number }

describe('a data set', () => {
  it('is described by its own merchant, from its files, and shown to everybody', async () => {
    const address = `/v1/merchant/products/${productId}/data-set`;
    expect((await put(address, description, await market.signIn(demoOwnerEmail(stranger)))).status).toBe(404);
    expect((await put(address, { ...description, columns: [{ name: 'tonnage', description: { en: 'x' } }] }, merchant)).status).toBe(422);
    expect((await put(address, { ...description, provenance: { xx: 'x' } }, merchant)).status).toBe(400);
    expect((await put(address, description, merchant)).status).toBe(200);
    const { body } = await market.get('/v1/products/port-data/data-set?locale=ru').expect(200);
    expect(body).toMatchObject({
      version: '2026-Q3', rowCount: 3002, rowQuota: 1500, personalData: 'none', versionHash: sha256(sha256(calls), sha256(ships)),
      tables: [
        { name: 'port_calls', rowCount: 3000, columns: [{ name: 'port', type: 'VARCHAR' }, { name: 'called_on', type: 'DATE' }, { name: 'tons', type: 'DOUBLE', description: 'Груз в тоннах' }] },
        { name: 'ships', rowCount: 2, sample: [['Silk, Star', 'CN'], ['Altyn', 'KZ']] },
      ],
    });
    const page = await market.get('/en/products/port-data').expect(200);
    for (const words of ['port_calls', 'Cargo in tons', 'Silk, Star', 'Reports of port authorities']) expect(page.text).toContain(words);
  });

  it('waits, when it is bought, for the decision on its export, and says why', async () => {
    order = await buy();
    expect(await stateOf(order)).toBe('granted');
    [{ entitlementId }] = await market.deliveries(order) as unknown as [{ entitlementId: string }];
    expect((await ask('SELECT 1').expect(403)).body).toMatchObject({ code: 'delivery.access_not_ready' });
    expect((await market.get(keyed(path())).expect(200)).body).toMatchObject({ exportVerdict: 'open' });
    const { body } = await market.get('/v1/admin/waiting-exports', admin).expect(200);
    expect(body).toMatchObject({ items: [{ productId, country: 'KZ', entitlements: 1, personalData: 'none', version: '2026-Q3' }] });
    const page = await market.get(`/en/orders/${order.number}/items/${entitlementId}/query?key=${order.accessKey}`, { accept: 'text/html' }).expect(200);
    expect(page.text).toContain('Kazakhstan');
    expect(page.text).not.toContain('<textarea');
    await market.get('/v1/admin/waiting-exports', merchant).expect(403);
  });

  it('is given when the decision allows it', async () => {
    await decide('KZ', 'allowed');
    await market.until(async () => (await stateOf(order)) === 'active');
    expect((await market.get('/v1/admin/waiting-exports', admin).expect(200)).body).toEqual({ items: [] });
  });

  it('is asked in SQL, and counts just the rows that it gives', async () => {
    const { body: sum } = await ask('SELECT port, count(*) AS n, sum(tons) AS t FROM port_calls GROUP BY port ORDER BY port').expect(200);
    expect(sum).toMatchObject({ columns: [{ name: 'port' }, { name: 'n' }, { name: 't' }], nextOffset: null, rowsLeft: 1495 });
    expect((sum as QueryPage).rows[0]).toEqual(['Port 0', 600, 898_800]);
    const { body: first } = await ask('SELECT * FROM port_calls ORDER BY tons', { limit: 10 }).expect(200);
    expect([(first as QueryPage).rows.length, (first as QueryPage).nextOffset, (first as QueryPage).rowsLeft]).toEqual([10, 10, 1485]);
    const { body: second } = await ask('SELECT * FROM port_calls ORDER BY tons', { limit: 10, offset: 10 }).expect(200);
    expect((second as QueryPage).rows[0]).toEqual(['Port 0', '2026-01-11', 10.5]);
    const answer = await ask('SELECT ship, flag FROM ships ORDER BY flag', { format: 'csv' }).expect(200);
    expect([answer.headers['content-type'], answer.text]).toEqual(['text/csv; charset=utf-8', 'ship,flag\r\n"Silk, Star",CN\r\nAltyn,KZ\r\n']);
    expect((await market.get(keyed(path())).expect(200)).body).toMatchObject({ rows: { quota: 1500, returned: 27, left: 1473 } });
  });

  it('counts a row that is wider than its widest table as the rows that it could hold, and gives no text that a spreadsheet runs', async () => {
    const { body: packed } = await ask('SELECT a.*, b.*, lead(a.tons) OVER (ORDER BY a.tons) AS after FROM port_calls a JOIN port_calls b USING (tons)', { limit: 3 }).expect(200);
    expect([(packed as QueryPage).rows.length, (packed as QueryPage).rowsLeft]).toEqual([3, 1473 - 9]);
    const answer = await ask("SELECT '=' || flag AS f, -1 AS n FROM ships ORDER BY 1", { format: 'csv' }).expect(200);
    expect(answer.text).toBe("f,n\r\n'=CN,-1\r\n'=KZ,-1\r\n");
  });

  it('is asked on a page without JavaScript', async () => {
    const address = `/ru/orders/${order.number}/items/${entitlementId}/query?key=${order.accessKey}`;
    const form = (sql: string) => fetch(market.url + address, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, body: new URLSearchParams({ sql, form: 'page' }) });
    const page = await form('SELECT flag FROM ships\nWHERE ship = \'Altyn\'');
    const text = await page.text();
    expect([page.status, text.includes('<bdi>KZ</bdi>'), text.includes('The busiest ports')]).toEqual([200, true, true]);
    const wrong = await form('SELECT flags FROM ships');
    expect([wrong.status, (await wrong.text()).includes('flags')]).toEqual([422, true]);
  });

  it.each(["SELECT * FROM read_csv('/etc/passwd')", "COPY ships TO '/tmp/x'", "ATTACH '/tmp/x.db'", 'PRAGMA version', 'INSTALL httpfs', 'SELECT 1; DROP VIEW ships', 'SELECT string_agg(port, \',\') FROM port_calls'])('refuses %s, counts nothing and writes it down', async (sql) => {
    const before = (await market.get(keyed(path()))).body as { rows: object };
    const { body, text } = await ask(sql).expect(422);
    expect((body as { code: string }).code).toMatch(/^delivery\.query_(refused|wrong)$/);
    expect(text).not.toContain('root:');
    expect((await market.get(keyed(path()))).body).toMatchObject({ rows: before.rows });
    expect((await market.query("SELECT FROM delivery.accesses WHERE entitlement_id = $1 AND what = 'refused'", [entitlementId])).length).toBeGreaterThan(0);
  });

  it('lets nobody take all queries, nor keep one that is not read', async () => {
    const query = { entitlementId, sql: 'SELECT * FROM ships', client: {} };
    const streams = await Promise.all([1, 2].map(() => market.app.get(QueryDataSet, { strict: false }).stream(query)));
    expect((await ask('SELECT 1').expect(429)).body).toMatchObject({ code: 'delivery.queries_busy' });
    await market.until(async () => (await ask('SELECT 1')).status === 200, 15_000);
    const read = async () => { for await (const rows of streams[0]?.pieces ?? []) expect(rows.length).toBe(2); };
    await expect(read()).rejects.toThrow('query_too_long');
  });

  it('never gives more rows than were bought, however many ask at once', async () => {
    const untilAnswered = async (): Promise<Awaited<ReturnType<typeof ask>>> => {
      const answer = await ask('SELECT * FROM port_calls', { limit: 1000 });
      if (answer.status !== 429) return answer;
      await wait(50);
      return untilAnswered();
    };
    const answers = await Promise.all(Array.from({ length: 4 }, untilAnswered));
    const rows = answers.map(({ body, status }) => (status === 200 ? (body as QueryPage).rows.length : 0));
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(1458);
    expect((await ask('SELECT * FROM ships').expect(402)).body).toMatchObject({ code: 'delivery.row_quota_used_up' });
    await ask('SELECT * FROM port_calls', { format: 'csv' }).expect(402);
  });

  it('is withheld while its decision is refused, and given back when it is allowed again', async () => {
    await decide('KZ', 'refused');
    await market.until(async () => (await stateOf(order)) === 'suspended');
    await decide('KZ', 'allowed');
    await market.until(async () => (await stateOf(order)) === 'active');
    const { body } = await market.get(`/v1/admin/products/${productId}/export-verdicts`, admin).expect(200);
    expect((body as { items: { verdict: string; supersededAt: string | null }[] }).items.map(({ verdict, supersededAt }) => [verdict, supersededAt === null])).toEqual([['allowed', true], ['refused', false], ['allowed', false]]);
  });

  it('ends with the refund', async () => {
    await market.post(`/v1/admin/orders/${order.number}/refunds`, { reason: 'goodwill' }, admin).expect(201);
    await market.until(async () => (await stateOf(order)) === 'revoked');
    await ask('SELECT 1').expect(403);
  });

  it('is paid back where its decision was refused before it was given', async () => {
    await decide('KZ', 'open');
    const waiting = await buy();
    expect(await stateOf(waiting)).toBe('granted');
    await decide('KZ', 'refused');
    await market.until(async () => (await stateOf(waiting)) === 'revoked');
    await market.until(async () => ((await market.get(`/v1/orders/${waiting.number}?key=${waiting.accessKey}`)).body as { refunded: { amount: string } }).refunded.amount !== '0.00');
    const { body } = await market.get(`/v1/orders/${waiting.number}?key=${waiting.accessKey}`).expect(200);
    const { total, refunded } = body as { total: object; refunded: object };
    expect(refunded).toEqual(total);
  });

  it('needs no decision where an admin has said so, and why, until that is ended', async () => {
    expect((await put(`/v1/admin/products/${productId}/export-exemption`, { reason: 'Published statistics' }, admin)).status).toBe(204);
    await market.query('UPDATE delivery.export_verdicts SET superseded_at = now() WHERE product_id = $1 AND superseded_at IS NULL', [productId]);
    const exempt = await buy();
    expect(await stateOf(exempt)).toBe('active');
    const end = () => fetch(`${market.url}/v1/admin/products/${productId}/export-exemption`, { method: 'DELETE', headers: admin });
    expect([(await end()).status, (await end()).status]).toEqual([204, 204]);
    await market.until(async () => (await stateOf(exempt)) === 'suspended');
    expect((await verdictsOf())[0]).toEqual(['open', true]);
    expect((await fetch(`${market.url}/v1/admin/products/${productId}/export-exemption`, { method: 'DELETE', headers: merchant })).status).toBe(403);
    await decide('KZ', 'allowed');
    await market.until(async () => (await stateOf(exempt)) === 'active');
  });

  it('waits again where a new version has people in it or other columns, and not where it has not', async () => {
    const [held, again] = [await buy(), `/v1/merchant/products/${productId}/data-set`];
    expect(await stateOf(held)).toBe('active');
    expect((await put(again, { ...description, version: '2026-Q4' }, merchant)).status).toBe(200);
    expect((await verdictsOf())[0]).toEqual(['allowed', true]);
    expect((await put(again, { ...description, version: '2027-Q1', personalData: 'personal' }, merchant)).status).toBe(200);
    await market.until(async () => (await stateOf(held)) === 'suspended');
    expect((await verdictsOf()).slice(0, 2)).toEqual([['open', true], ['allowed', false]]);
    expect(await stateOf(await buy())).toBe('granted');
  });

  it('is looked at again where it was granted in the moment of a decision', async () => {
    await decide('KZ', 'allowed');
    const raced = await buy();
    await market.until(async () => (await stateOf(raced)) === 'active');
    await decide('KZ', 'refused');
    await market.until(async () => (await stateOf(raced)) === 'suspended');
    await market.query("UPDATE delivery.entitlements SET state = 'active', holds = array_remove(holds, 'verdict') WHERE order_id = (SELECT id FROM ordering.orders WHERE number = $1)", [raced.number]);
    await market.app.get(ApplyExportVerdicts, { strict: false }).runRecent();
    expect(await stateOf(raced)).toBe('suspended');
  });
});

describe('the data sets of the demo', () => {
  it('are described from their own files, and some of them wait for a decision', async () => {
    const get = market.app.get.bind(market.app) as Market['app']['get'];
    const [person] = await market.query<{ id: string }>('SELECT id FROM identity.people WHERE email = $1', [demoAdminEmail]);
    const seeding = { describe: get(DescribeDataSet, { strict: false }), sets: get(DataSetReads, { strict: false }), decide: get(DecideExport, { strict: false }), personId: person?.id ?? '' };
    await seedDataSets(seeding, placedProducts(demoClusters()));
    const sets = await market.query<{ slug: string; rows: bigint; exempt: boolean }>(`SELECT p.slug, d.row_count AS rows, EXISTS (SELECT FROM delivery.export_exemptions x WHERE x.product_id = p.id) AS exempt
      FROM catalog.products p LEFT JOIN delivery.data_sets d ON d.product_id = p.id WHERE p.delivery_kind = 'data-set' AND p.slug <> 'port-data'`);
    expect(sets.length).toBeGreaterThan(4);
    expect(sets.every(({ rows }) => rows > 10n)).toBe(true);
    expect(new Set(sets.map(({ exempt }) => exempt))).toEqual(new Set([true, false]));
  });
});
