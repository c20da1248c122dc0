import { createHash } from 'node:crypto';
import { demoAdminEmail, demoClusters, demoOwnerEmail, placedProducts } from '@silkport/demo';
import { ObjectStorage } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import { publishOwn } from '../support/own-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

const [owner = ''] = [...new Set(placedProducts(demoClusters()).filter(({ product }) => product.isDigital && !product.licenceKey).map(({ merchant }) => merchant.slug))];
const calls = Buffer.from('port,tons\nAktau,7\nBaku,9\n');
const description = { version: '1', rowQuota: 90, provenance: { en: 'Reports of port authorities' }, licenceTerms: { en: 'Use it in your own work.' }, personalData: 'none' };

let market: Market;
let admin: { authorization: string };
let merchant: { authorization: string };
let productId: string;
let variantId: string;
let order: PlacedOrder;
let entitlementId: string;

beforeAll(async () => {
  market = await Market.open();
  const files = [{ fileName: 'calls.csv', contentType: 'text/csv', bytes: calls }];
  ({ productId, variantIds: [variantId = ''] } = await publishOwn(market, { slug: 'calls-of-ports', kind: 'data-set', merchant: owner, prices: [[money(20_000n, 'CNY')]], files }));
  [admin, merchant] = await Promise.all([market.signIn(demoAdminEmail), market.signIn(demoOwnerEmail(owner))]);
  await describeIt({});
  await decide('allowed');
  order = await bought();
}, 90_000);
afterAll(() => market.close());

interface Held { readonly entitlementId: string; readonly state: string; readonly files: readonly { readonly fileName: string; readonly url: string }[] }

const heldOf = async (placed: PlacedOrder) => ((await market.deliveries(placed)) as unknown as Held[])[0];
const filesOf = async () => (await heldOf(order))?.files.map(({ fileName }) => fileName);
const setOf = async () => (await market.get(`/v1/orders/${order.number}/deliveries/${entitlementId}/data-set?key=${order.accessKey}`).expect(200)).body as { rows: { quota: number; left: number } | null; otherFiles: { fileName: string }[] };
const decide = (verdict: string) => market.post('/v1/admin/export-verdicts', { productId, country: 'KZ', verdict, reason: 'Ports publish these figures', source: 'Data Security Law, Art. 31' }, admin).expect(201);
const waiting = async () => ((await market.get('/v1/admin/waiting-exports', admin).expect(200)).body as { items: object[] }).items;
const told = () => market.query("SELECT FROM platform.events WHERE name = 'delivery.release_published' AND payload->>'productId' = $1", [productId]);

async function describeIt(more: object): Promise<void> {
  const { status } = await fetch(`${market.url}/v1/merchant/products/${productId}/data-set`, { method: 'PUT', headers: { ...merchant, 'content-type': 'application/json' }, body: JSON.stringify({ ...description, ...more }) });
  expect(status).toBe(200);
}

async function bought(): Promise<PlacedOrder> {
  const { body: quote } = await market.post('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'KZT', locale: 'ru' }).expect(201);
  const placed = (await market.place((quote as { id: string }).id).expect(201)).body as PlacedOrder;
  await market.pay(placed).expect(303);
  await market.until(async () => (await heldOf(placed))?.state === 'active');
  entitlementId = (await heldOf(placed))?.entitlementId ?? '';
  return placed;
}

/** A release of files that were uploaded and found good. @returns their ids as assets */
async function release(version: string, files: Readonly<Record<string, Buffer>>): Promise<void> {
  const [{ id: merchantId } = { id: '' }] = await market.query<{ id: string }>('SELECT merchant_id AS id FROM catalog.products WHERE id = $1', [productId]);
  const uploaded = [];
  for (const [fileName, bytes] of Object.entries(files)) {
    const id = newId();
    await market.app.get(ObjectStorage, { strict: false }).put(`assets/${id}/${fileName}`, bytes);
    await market.query(`INSERT INTO delivery.uploads (id, merchant_id, product_id, file_name, content_type, size_bytes, state, sha256, storage_key, created_at, received_at, checked_at)
      VALUES ($1, $2, $3, $4, $5, $6, 'ready', $7, $8, now(), now(), now())`, [id, merchantId, productId, fileName, fileName.endsWith('.csv') ? 'text/csv' : 'application/pdf', bytes.length, createHash('sha256').update(bytes).digest('hex'), `assets/${id}/${fileName}`]);
    uploaded.push({ uploadId: id, title: { en: fileName } });
  }
  await market.post(`/v1/merchant/products/${productId}/releases`, { version, notes: { en: 'More of it' }, files: uploaded }, merchant).expect(201);
}

describe('a version of a data set', () => {
  it('gives nobody a file, and tells nobody of it, before it is described', async () => {
    expect(await filesOf()).toEqual(['calls.csv']);
    await release('2', { 'calls.csv': Buffer.concat([calls, Buffer.from('Astrakhan,3\n')]), 'people.csv': Buffer.from('name,passport\nAnna,123\n'), 'code book.pdf': Buffer.from('%PDF-1.4 a code book') });
    expect(await filesOf()).toEqual(['calls.csv']);
    expect(await told()).toEqual([]);
    const { items } = (await market.get(`/v1/merchant/products/${productId}/releases`, merchant).expect(200)).body as { items: { files: { id: string; fileName: string }[] }[] };
    const offered = items[0]?.files ?? [];
    await describeIt({ version: '2', assetIds: offered.filter(({ fileName }) => fileName !== 'people.csv').map(({ id }) => id) });
    expect((await filesOf())?.toSorted()).toEqual(['calls.csv', 'calls.csv', 'code book.pdf']);
    expect(await told()).toHaveLength(1);
    expect((await setOf()).otherFiles).toMatchObject([{ fileName: 'code book.pdf' }]);
  });

  it('is decided upon again where a file is beside it that no query reads, and its holders are in the list that admins read', async () => {
    await market.until(async () => (await heldOf(order))?.state === 'suspended');
    expect(await waiting()).toMatchObject([{ productId, country: 'KZ', entitlements: 1, begun: 1, verdict: 'open', version: '2' }]);
    await decide('allowed');
    await market.until(async () => (await heldOf(order))?.state === 'active');
    expect(await waiting()).toEqual([]);
  });

  it('takes no rows from who has bought them', async () => {
    expect((await setOf()).rows).toMatchObject({ quota: 90, left: 90 });
    await describeIt({ version: '3', rowQuota: 1, assetIds: undefined });
    await decide('allowed');
    await market.until(async () => (await heldOf(order))?.state === 'active');
    expect((await setOf()).rows).toMatchObject({ quota: 90, left: 90 });
    await describeIt({ version: '4', rowQuota: null });
    expect((await setOf()).rows).toMatchObject({ quota: 90, left: 90 });
    await describeIt({ version: '5', rowQuota: 500 });
    expect((await setOf()).rows).toMatchObject({ quota: 500, left: 500 });
    const { body } = await market.post(`/v1/orders/${order.number}/deliveries/${entitlementId}/data-set/queries?key=${order.accessKey}`, { sql: 'SELECT * FROM calls' }).expect(200);
    expect((body as { rows: object[] }).rows).toHaveLength(3);
    expect((await setOf()).rows).toMatchObject({ quota: 500, left: 497 });
  });

  it('is decided upon again, to the byte, where people can be found in it', async () => {
    await describeIt({ version: '6', personalData: 'pseudonymised' });
    await decide('allowed');
    await market.until(async () => (await heldOf(order))?.state === 'active');
    await describeIt({ version: '6a', personalData: 'pseudonymised' });
    expect((await heldOf(order))?.state).toBe('active');
    await release('7', { 'calls.csv': Buffer.from('port,tons\nAktau,8\n'), 'people.csv': Buffer.from('name,passport\nBoris,456\n'), 'code book.pdf': Buffer.from('%PDF-1.4 a code book') });
    await describeIt({ version: '7', personalData: 'pseudonymised' });
    await market.until(async () => (await heldOf(order))?.state === 'suspended');
  });
});
