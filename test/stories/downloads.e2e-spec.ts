import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import http from 'node:http';
import { DownloadLinks } from '@silkport/delivery';
import { demoAdminEmail, demoPassword } from '@silkport/demo';
import { Signatures } from '@silkport/platform';
import pg from 'pg';
import { InsistentClient } from '../support/insistent-client.js';
import { signingSecret } from '../support/market-database.js';
import { putOnSale } from '../support/market-goods.js';
import { MarketProcess } from '../support/market-process.js';

const megabyte = 1024 * 1024;
const film = randomBytes(24 * megabyte);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let market: MarketProcess;
let client: pg.Client;
let shop: InsistentClient;
let variantId: string;

beforeAll(async () => {
  market = await MarketProcess.prepare();
  client = new pg.Client({ connectionString: market.database.url });
  await client.connect();
  await market.furnish(async (app) => {
    variantId = await putOnSale({ app }, { slug: 'broken-film', kind: 'download', bytes: film });
  });
  shop = new InsistentClient(market.url);
  await market.start();
}, 90_000);
afterAll(async () => {
  shop.isOver = true;
  await client.end();
  await market.remove();
});

interface Delivered { readonly items: readonly { entitlementId: string; state: string; files: readonly { url: string | null; sha256: string; completedCount: number }[] }[] }

const card = new URLSearchParams({ email: 'a@example.kz', card_number: '4242424242424242', card_expiry: '12 / 34', card_cvc: '123', name: 'Aigerim', country: 'KZ' });

/** @returns the address of what the order brought */
async function bought(): Promise<string> {
  const { id } = await shop.create<{ id: string }>('/v1/quotes', { items: [{ variantId, quantity: 1 }], country: 'KZ', currency: 'KZT', locale: 'ru' });
  const placed = await shop.create<{ number: string; accessKey: string; checkoutUrl: string }>('/v1/orders', { quoteId: id, email: 'aigerim@example.kz', acceptTerms: true });
  await fetch(placed.checkoutUrl, { method: 'POST', body: card, redirect: 'manual' });
  return `${market.url}/v1/orders/${placed.number}/deliveries?key=${placed.accessKey}`;
}

async function deliveredFrom(address: string, isThere: (delivered: Delivered) => boolean): Promise<Delivered> {
  for (const until = Date.now() + 20_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const delivered = await fetch(address).then((response) => response.json() as Promise<Delivered>);
    if (isThere(delivered)) return delivered;
  }
  throw new Error('What was waited for did not come');
}

const freshLink = async (address: string) => (await deliveredFrom(address, ({ items }) => Boolean(items[0]?.files[0]?.url))).items[0]?.files[0]?.url ?? '';

/** Reads on from what is there, and breaks after `wantedBytes` more, or when the server is killed meanwhile. */
function readOn(link: string, received: Buffer, wantedBytes: number, etag: string | undefined, atHalf?: () => void): Promise<{ status: number; bytes: Buffer; etag: string | undefined }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let count = 0;
    const headers = received.length ? { range: `bytes=${received.length}-`, ...(etag && { 'if-range': etag }) } : {};
    http.get(link, { headers, agent: false }, (response) => {
      const done = () => resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks), etag: response.headers.etag });
      response.on('error', done).on('end', done);
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        count += chunk.length;
        if (count >= wantedBytes / 2) atHalf?.();
        if (count < wantedBytes) return;
        response.destroy();
        done();
      });
    }).on('error', reject);
  });
}

it('a download that breaks at five random offsets, over an expired link and a server that is killed, ends with the right bytes', async () => {
  const address = await bought();
  let link = await freshLink(address);
  let received = Buffer.alloc(0);
  let etag: string | undefined;
  for (let piece = 1; piece <= 5; piece += 1) {
    const killed = piece === 3;
    let ended: Promise<void> | undefined;
    const broken = await readOn(link, received, randomInt(1, 4 * megabyte), etag, killed ? () => { ended ??= market.kill(); } : undefined);
    expect(broken.status).toBe(piece === 1 ? 200 : 206);
    received = Buffer.concat([received, broken.bytes]);
    etag = broken.etag;
    if (killed) {
      await (ended ?? market.kill());
      await market.start();
    }
    if (piece === 4) {
      // The link's six hours are over: the program is told so, and goes on with a new one.
      const expired = expiredLinkLike(link);
      const refused = await fetch(expired, { headers: { range: `bytes=${received.length}-` } });
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([410, 'delivery.download_link_expired']);
      link = await freshLink(address);
    }
  }
  const rest = await readOn(link, received, film.length, etag);
  received = Buffer.concat([received, rest.bytes]);
  expect(sha256(received)).toBe(sha256(film));
  expect(`"${sha256(film)}"`).toBe(etag);
}, 90_000);

it('what was refunded is not served from then on, and every try is written down', async () => {
  const address = await bought();
  const link = await freshLink(address);
  const whole = await fetch(link).then((response) => response.arrayBuffer());
  expect(sha256(new Uint8Array(whole))).toBe(sha256(film));
  await deliveredFrom(address, ({ items }) => items[0]?.files[0]?.completedCount === 1);
  const admin = await signedIn();
  const number = /orders\/([^/]+)\//.exec(address)?.[1] ?? '';
  const refunded = await fetch(`${market.url}/v1/admin/orders/${number}/refunds`, {
    method: 'POST', headers: { ...admin, 'content-type': 'application/json', 'idempotency-key': randomUUID() }, body: JSON.stringify({ reason: 'goodwill' }),
  });
  expect(refunded.status).toBe(201);
  const { items: [item] } = await deliveredFrom(address, ({ items }) => items[0]?.state === 'revoked');
  expect(item?.files.map(({ url }) => url)).toEqual([null]);
  const beyond = await fetch(link, { headers: { range: `bytes=${film.length}-` } });
  expect([beyond.status, ((await beyond.json()) as { code: string }).code]).toEqual([403, 'delivery.access_suspended']);
  expect((await fetch(`${link}x`)).status).toBe(403);
  const refused = async () => (await client.query<{ subject: string }>("SELECT subject FROM delivery.accesses WHERE what = 'refused' AND (entitlement_id = $1 OR entitlement_id IS NULL) ORDER BY id", [item?.entitlementId])).rows.map(({ subject }) => subject);
  for (const until = Date.now() + 15_000; Date.now() < until && (await refused()).length < 2;) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await refused()).toEqual(expect.arrayContaining(['delivery.access_suspended', 'delivery.download_link_invalid']));
}, 60_000);

async function signedIn(): Promise<Record<string, string>> {
  const { token } = await shop.create<{ token: string }>('/v1/sessions', { email: demoAdminEmail, password: demoPassword });
  return { authorization: `Bearer ${token}` };
}

/** The same subject, signed seven hours ago. */
function expiredLinkLike(link: string): string {
  const links = new DownloadLinks(new Signatures(signingSecret));
  const { entitlementId, assetId } = links.open(link.split('/').at(-1) ?? '', new Date());
  return market.url + links.linkFor({ entitlementId, assetId }, new Date(Date.now() - 7 * 60 * 60 * 1000));
}
