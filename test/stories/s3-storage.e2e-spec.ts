import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { AddTeamMembers, CreatePeople, hashPassword } from '@silkport/identity';
import { zipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import pg from 'pg';
import { Upload } from 'tus-js-client';
import { extractText, getDocumentProxy } from 'unpdf';
import { zipOf } from '../../libs/delivery/src/uploads/testing.js';
import { InsistentClient } from '../support/insistent-client.js';
import { putOnSale } from '../support/market-goods.js';
import { MarketProcess } from '../support/market-process.js';
import { S3Server, type S3Call } from '../support/s3-server.js';

const megabyte = 1024 * 1024;
/** Of three parts in S3. */
const film = Buffer.concat([Buffer.from('\0a film of looms'), randomBytes(18 * megabyte)]);
/** Of two. */
const abandoned = Buffer.concat([Buffer.from('\0a film that nobody wants'), randomBytes(9 * megabyte)]);
const segment = randomBytes(300_000);
const recording = Buffer.from(zipSync({
  'index.m3u8': [Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\na/1.ts\n#EXTINF:4,\na/2.ts\n#EXT-X-ENDLIST\n'), { level: 6 }], 'a/1.ts': [segment, { level: 0 }], 'a/2.ts': [segment, { level: 6 }],
}));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const password = 'loom and kiln and lathe';
const browser = { 'user-agent': 'a browser' };

let store: S3Server;
let market: MarketProcess;
let client: pg.Client;
let shop: InsistentClient;
let owner: Record<string, string>;
const products: Record<'films' | 'tales', { productId: string; variantId: string }> = { films: { productId: '', variantId: '' }, tales: { productId: '', variantId: '' } };

beforeAll(async () => {
  store = await S3Server.open();
  market = await MarketProcess.prepare(store.settings);
  client = new pg.Client({ connectionString: market.database.url });
  await client.connect();
  await market.furnish(async (app) => {
    const [maker] = (await client.query<{ slug: string }>("SELECT m.slug FROM clusters.merchants m JOIN catalog.products p ON p.merchant_id = m.id WHERE p.delivery_kind = 'download' LIMIT 1")).rows;
    products.films.variantId = await putOnSale({ app }, { slug: 'films', kind: 'download', merchant: maker?.slug ?? '' });
    products.tales.variantId = await putOnSale({ app }, { slug: 'tales', kind: 'stream', merchant: maker?.slug ?? '' });
    const { rows } = await client.query<{ id: string; slug: 'films' | 'tales'; merchant: string }>("SELECT id, slug, merchant_id AS merchant FROM catalog.products WHERE slug IN ('films', 'tales')");
    for (const { id, slug } of rows) products[slug].productId = id;
    const passwordHash = await hashPassword(password);
    const [personId = ''] = await app.get(CreatePeople, { strict: false }).run([{ email: 'owner@looms.example', locale: 'en', emailConfirmed: true, passwordHash }]);
    await app.get(AddTeamMembers, { strict: false }).run([{ personId, merchantId: rows[0]?.merchant ?? '', role: 'owner' }]);
  });
  shop = new InsistentClient(market.url);
  await market.start();
  owner = { authorization: `Bearer ${(await shop.create<{ token: string }>('/v1/sessions', { email: 'owner@looms.example', password })).token}` };
}, 90_000);
afterAll(async () => {
  shop.isOver = true;
  await client.end();
  await market.remove();
  await store.close();
});

interface UploadSeen { readonly state: string; readonly sha256: string | null }
interface FileSeen { readonly url: string | null; readonly sha256: string; readonly fileName: string; readonly completedCount: number }
interface Delivered { readonly items: readonly { entitlementId: string; state: string; files: readonly FileSeen[] }[] }

const tus = { 'tus-resumable': '1.0.0' };
const metadataOf = (productId: string, filename: string, filetype: string) => ({ productId, filename, filetype });

/** Sends a file by tus from its beginning, or goes on with it. @returns the upload's address */
function send(bytes: Buffer, metadata: Record<string, string>, uploadUrl?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${market.url}/v1/merchant/uploads`, metadata, headers: owner, retryDelays: [100, 1000, 2000], ...(uploadUrl ? { uploadUrl } : {}), onError: reject, onSuccess: () => resolve(upload.url ?? ''),
    });
    upload.start();
  });
}

/** Begins a file whose line breaks when half of it is away. @returns the upload's address */
async function sendHalf(bytes: Buffer, metadata: Record<string, string>): Promise<string> {
  const told = Object.entries(metadata).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',');
  const { headers } = await fetch(`${market.url}/v1/merchant/uploads`, { method: 'POST', headers: { ...owner, ...tus, 'upload-length': String(bytes.length), 'upload-metadata': told } });
  const address = headers.get('location') ?? '';
  const line = request(new URL(address, market.url), { method: 'PATCH', headers: { ...owner, ...tus, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream', 'content-length': bytes.length } });
  line.on('error', () => undefined);
  await new Promise<void>((resolve) => { line.write(bytes.subarray(0, bytes.length / 2), () => resolve()); });
  await wait(100);
  line.destroy();
  return new URL(address, market.url).href;
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const until = Date.now() + 20_000; Date.now() < until; await wait(50)) {
    const seen = await look();
    if (seen !== undefined) return seen;
  }
  throw new Error('What was waited for did not come');
}

/** Something that one waits for and another says. */
function aWord(): { readonly heard: Promise<void>; readonly say: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { heard: promise, say: () => resolve() };
}

const idIn = (address: string) => address.split('/').at(-1) ?? '';
const seen = (id: string) => fetch(`${market.url}/v1/merchant/uploads/${id}`, { headers: owner }).then((answer) => answer.json() as Promise<UploadSeen>);
const judged = (id: string) => eventually(async () => {
  const upload = await seen(id);
  return ['ready', 'refused'].includes(upload.state) ? upload : undefined;
});
const merchant = (method: string, path: string, body: object) => fetch(`${market.url}/v1/merchant${path}`, { method, headers: { ...owner, 'content-type': 'application/json', 'idempotency-key': randomUUID() }, body: JSON.stringify(body) });
const publish = (productId: string, version: string, uploadIds: readonly string[]) => merchant('POST', `/products/${productId}/releases`, { version, notes: { en: 'New' }, files: uploadIds.map((uploadId) => ({ uploadId, title: { en: `File ${uploadId}` } })) });
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

async function bought({ variantId }: { variantId: string }) {
  const { id } = await shop.create<{ id: string }>('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'KZT', locale: 'ru' });
  const { number, accessKey, checkoutUrl } = await shop.create<{ number: string; accessKey: string; checkoutUrl: string }>('/v1/orders', { quoteId: id, email: 'aigerim@example.kz', acceptTerms: true });
  await fetch(checkoutUrl, { method: 'POST', body: new URLSearchParams({ email: 'a@example.kz', card_number: '4242424242424242', card_expiry: '12 / 34', card_cvc: '123', name: 'Aigerim', country: 'KZ' }), redirect: 'manual' });
  const deliveries = () => fetch(`${market.url}/v1/orders/${number}/deliveries?key=${accessKey}`).then((answer) => answer.json() as Promise<Delivered>);
  const entitlementId = await eventually(async () => (await deliveries()).items.find(({ state }) => state === 'active')?.entitlementId);
  const file = async (name: string) => {
    const found = (await deliveries()).items.flatMap(({ files }) => files).find(({ fileName }) => fileName === name);
    if (!found?.url) throw new Error(`${name} is not among what was bought`);
    return { ...found, url: found.url };
  };
  return { number, accessKey, entitlementId, file };
}

const accesses = async (entitlementId: string, what: string) => (await client.query<{ subject: string }>('SELECT subject FROM delivery.accesses WHERE entitlement_id = $1 AND what = $2', [entitlementId, what])).rows.map(({ subject }) => subject);

it('a film goes into the bucket over a broken line and a server that is killed between the bucket’s last word and ours, and what nobody wants leaves no part behind', async () => {
  const { productId } = products.films;
  const half = await sendHalf(film, metadataOf(productId, 'film.bin', 'application/octet-stream'));
  const id = idIn(half);
  const { offset } = await fetch(half, { method: 'HEAD', headers: { ...owner, ...tus } }).then(({ headers }) => ({ offset: Number(headers.get('upload-offset')) }));
  expect([offset > 0, offset < film.length, store.calls.some(({ key }) => key.includes(id))]).toEqual([true, true, false]);

  const [otherBegan, seenInQuarantine, killed] = [aWord(), aWord(), aWord()];
  store.onDone = async ({ method, key, query }: S3Call) => {
    if (key !== `assets/${id}`) {
      if (query.has('partNumber')) otherBegan.say();
      return query.has('partNumber') ? killed.heard : undefined;
    }
    if (method !== 'POST' || !query.has('uploadId')) return;
    await Promise.all([otherBegan.heard, seenInQuarantine.heard]);
    await market.kill();
    killed.say();
  };
  await send(film, {}, half);
  const left = idIn(await send(abandoned, metadataOf(productId, 'abandoned.bin', 'application/octet-stream')));
  await otherBegan.heard;
  expect((await seen(id)).state).toBe('checking');
  expect(await codeOf(await publish(productId, '0.1', [id]))).toEqual([409, 'delivery.upload_not_ready']);
  seenInQuarantine.say();
  await killed.heard;
  store.onDone = undefined;
  expect([await store.has(`assets/${id}`), (await client.query('SELECT state FROM delivery.uploads WHERE id = $1', [id])).rows]).toEqual([true, [{ state: 'checking' }]]);

  await market.start();
  expect([await judged(id), await judged(left)]).toMatchObject([{ state: 'ready', sha256: sha256(film) }, { state: 'ready', sha256: sha256(abandoned) }]);
  expect([await store.has(`assets/${left}`), store.unfinished]).toEqual([true, [`assets/${left}`]]);
  expect((await fetch(`${market.url}/v1/merchant/uploads/${left}`, { method: 'DELETE', headers: owner })).status).toBe(204);
  expect([await store.has(`assets/${left}`), store.unfinished]).toEqual([false, []]);

  const evil = idIn(await send(zipOf([{ name: '../../evil.sh', bytes: Buffer.from('evil') }]), metadataOf(productId, 'looms.zip', 'application/zip')));
  expect([(await judged(evil)).state, store.calls.some(({ key, method }) => key.includes(evil) && method === 'PUT')]).toEqual(['refused', false]);
  expect((await publish(productId, '1.0', [id])).status).toBe(201);
}, 60_000);

it('whoever bought it is sent to the bucket for any part of it, and through us where it is counted', async () => {
  const { number, entitlementId, file } = await bought(products.films);
  const { url, sha256: told } = await file('film.bin');
  const answer = await fetch(url, { redirect: 'manual' });
  const location = answer.headers.get('location') ?? '';
  expect([answer.status, new URL(location).origin, answer.headers.get('cache-control')]).toEqual([302, store.url, 'private, no-store']);
  const part = await fetch(url, { headers: { range: 'bytes=9000000-9000009' } });
  expect([part.status, part.headers.get('content-range'), Buffer.from(await part.arrayBuffer())]).toEqual([206, `bytes 9000000-9000009/${film.length}`, film.subarray(9_000_000, 9_000_010)]);
  const whole = await fetch(location);
  expect([sha256(Buffer.from(await whole.arrayBuffer())), told, whole.headers.get('content-disposition')]).toEqual([sha256(film), sha256(film), expect.stringContaining('filename="film.bin"') as string]);
  expect(await accesses(entitlementId, 'linked')).toEqual(['film.bin', 'film.bin']);

  expect((await merchant('PUT', `/products/${products.films.productId}/download-terms`, { completedLimit: 1, stampsOrderNumber: false })).status).toBe(204);
  const cut = await fetch(url, { redirect: 'manual', headers: { range: 'bytes=0-9999999' } });
  expect([cut.status, cut.headers.get('location'), (await cut.arrayBuffer()).byteLength]).toEqual([206, null, 10_000_000]);
  const rest = await fetch(url, { redirect: 'manual', headers: { range: 'bytes=10000000-', 'if-range': cut.headers.get('etag') ?? '' } });
  expect([rest.status, sha256(Buffer.concat([film.subarray(0, 10_000_000), Buffer.from(await rest.arrayBuffer())]))]).toEqual([206, sha256(film)]);
  await eventually(async () => (await file('film.bin').catch(() => undefined))?.completedCount === 1 || undefined);
  expect(await codeOf(await fetch(url, { redirect: 'manual' }))).toEqual([403, 'delivery.download_limit_reached']);
  expect(number).toMatch(/^[A-Z]/);
}, 30_000);

it('a copy with the number of its order is made once, in the bucket, and handed out from there', async () => {
  const { productId } = products.films;
  const document = await PDFDocument.create();
  document.addPage([300, 400]).drawText('A guide to looms', { x: 40, y: 200, size: 12 });
  const id = idIn(await send(Buffer.from(await document.save()), metadataOf(productId, 'guide.pdf', 'application/pdf')));
  expect((await judged(id)).state).toBe('ready');
  expect((await publish(productId, '2.0', [id])).status).toBe(201);
  expect((await merchant('PUT', `/products/${productId}/download-terms`, { completedLimit: null, stampsOrderNumber: true })).status).toBe(204);
  const { number, entitlementId, file } = await bought(products.films);
  const { url } = await file('guide.pdf');
  const copies = await Promise.all([fetch(url), fetch(url)].map(async (answer) => Buffer.from(await (await answer).arrayBuffer())));
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(copies[0] ?? [])), { mergePages: true });
  expect([text.includes('A guide to looms'), text.includes(number), copies[0]?.equals(copies[1] ?? Buffer.alloc(0))]).toEqual([true, true, true]);
  expect(store.calls.filter(({ method, key }) => method === 'PUT' && key.startsWith(`stamped/${entitlementId}/`))).toHaveLength(1);
}, 30_000);

it('a recording plays from the bucket piece by piece, packed ones too, and only where its link lets in', async () => {
  const { productId } = products.tales;
  const id = idIn(await send(recording, metadataOf(productId, 'tales.zip', 'application/zip')));
  expect((await judged(id)).state).toBe('ready');
  expect((await publish(productId, '1.0', [id])).status).toBe(201);
  expect((await merchant('POST', `/products/${productId}/chapters`, { title: { en: 'The tale' }, assetId: id, samplePercent: 0 })).status).toBe(201);
  const { number, accessKey, entitlementId } = await bought(products.tales);
  const { items } = (await (await fetch(`${market.url}/v1/orders/${number}/deliveries/${entitlementId}/tracks?key=${accessKey}`)).json()) as { items: { url: string }[] };
  const playlist = await (await fetch(items[0]?.url ?? '', { headers: browser })).text();
  const pieces = playlist.split('\n').filter((line) => line.startsWith('/v1/playback/'));
  expect(pieces).toHaveLength(2);
  for (const piece of pieces) {
    const whole = await fetch(market.url + piece, { headers: browser });
    expect([whole.status, whole.headers.get('content-type'), sha256(Buffer.from(await whole.arrayBuffer()))]).toEqual([200, 'video/mp2t', sha256(segment)]);
    const part = await fetch(market.url + piece, { headers: { ...browser, range: 'bytes=250000-250099' } });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, segment.subarray(250_000, 250_100)]);
  }
  expect(await codeOf(await fetch(market.url + (pieces[0] ?? ''), { headers: { 'user-agent': 'another' } }))).toEqual([403, 'delivery.playback_elsewhere']);
  expect(store.calls.some(({ method, key, range }) => method === 'GET' && key === `assets/${id}` && range === undefined)).toBe(false);
}, 30_000);
