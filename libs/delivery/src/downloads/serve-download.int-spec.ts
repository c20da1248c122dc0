import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, truncate } from 'node:fs/promises';
import { createServer, get, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream';
import fastify from 'fastify';
import { DomainError } from '@silkport/platform';
import { identityContext } from '@silkport/identity';
import { orderingContext } from '@silkport/ordering';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { AccessSuspended, DownloadLinkExpired, DownloadLinkInvalid } from '../delivery.errors.js';
import type { ServeDownload } from './serve-download.js';
import { aPaidOrder, anAsset, deliveryOn, type Delivery } from '../testing.js';

const megabyte = 1024 * 1024;
let db: TestDatabase;
let delivery: Delivery;
let server: Server;
let origin: string;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, orderingContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
});
afterAll(async () => {
  await delivery.record.onApplicationShutdown();
  await delivery.refused.onApplicationShutdown();
  await db.close();
  await delivery.removeFolder();
});
beforeEach(() => listen());
afterEach(() => stop());

async function listen(): Promise<void> {
  const serve = delivery.newServeDownload();
  server = createServer((incoming, response) => void respond(serve, incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function respond(serve: ServeDownload, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { status, headers, body } = await answer(serve, incoming);
    response.writeHead(status, headers);
    if (body) pipeline(body, response, () => undefined);
    else response.end();
  } catch (error) {
    response.writeHead(error instanceof DomainError ? error.status : 500).end();
  }
}

async function stop(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function answer(serve: ServeDownload, { url = '', method, headers }: IncomingMessage) {
  const { range, 'if-range': ifRange, 'if-none-match': ifNoneMatch, 'if-modified-since': ifModifiedSince } = headers;
  return serve.run({
    token: url.replace('/v1/downloads/', ''), method: method === 'HEAD' ? 'HEAD' : 'GET', headers: { range, ifRange: ifRange as string | undefined, ifNoneMatch, ifModifiedSince },
    client: { country: 'KZ', userAgent: headers['user-agent'] },
  });
}

/** A bought file: what its buyer's page would have. */
async function bought(bytes: Uint8Array, fileName = 'guide.pdf', contentType = 'application/pdf') {
  const productId = newId();
  const assetId = await delivery.addAsset.run(anAsset({ productId, bytes, fileName, contentType }));
  return { assetId, ...(await boughtProduct(productId, assetId)) };
}

async function boughtProduct(productId: string, assetId: string) {
  const order = aPaidOrder([{ deliveryKind: 'download', productId }]);
  await delivery.deliver(order);
  const lines = () => delivery.reads.ofOrder(order.orderId);
  const entitlementId = (await lines())[0]?.entitlementId ?? '';
  const completedCount = async () => {
    await delivery.record.onApplicationShutdown();
    return (await lines())[0]?.assets[0]?.completedCount;
  };
  const requests = async () => {
    await delivery.record.onApplicationShutdown();
    return db.dataSource.query('SELECT * FROM delivery.download_requests WHERE entitlement_id = $1 ORDER BY id', [entitlementId]);
  };
  return { order, entitlementId, link: delivery.links.linkFor({ entitlementId, assetId }, delivery.clock.now()), completedCount, requests };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const waitUntil = async (isSo: () => Promise<boolean>) => {
  for (let tries = 0; tries < 200 && !(await isSo()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** Reads until it has `wantedBytes`, then breaks the connection. */
function readBroken(link: string, headers: Record<string, string>, wantedBytes: number): Promise<{ status: number; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let count = 0;
    const call = get(origin + link, { headers, agent: false }, (response) => {
      response.on('error', () => undefined);
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        count += chunk.length;
        if (count < wantedBytes) return;
        response.destroy();
        resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) });
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
    });
    call.on('error', reject);
  });
}

describe('a download', () => {
  it('comes whole, named, dated and with its digest, and counts once', async () => {
    const bytes = randomBytes(megabyte + 7);
    const { assetId, entitlementId, link, completedCount, requests } = await bought(bytes, '跨境 guide.pdf');
    const response = await fetch(origin + link, { headers: { 'user-agent': 'a browser' } });
    expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(sha256(bytes));
    expect([response.status, Object.fromEntries(response.headers)]).toMatchObject([200, {
      'content-length': String(megabyte + 7), 'content-type': 'application/pdf', etag: `"${sha256(bytes)}"`, 'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename="__ guide.pdf"; filename*=UTF-8''%E8%B7%A8%E5%A2%83%20guide.pdf`,
      'last-modified': 'Mon, 23 Nov 2026 08:00:00 GMT', 'repr-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
    }]);
    expect(await requests()).toMatchObject([{ asset_id: assetId, entitlement_id: entitlementId, first_byte: 0n, end_byte: BigInt(megabyte + 7), bytes_sent: BigInt(megabyte + 7), client_country: 'KZ', user_agent: 'a browser' }]);
    expect(await completedCount()).toBe(1);
    await (await fetch(origin + link)).arrayBuffer();
    expect(await completedCount()).toBe(2);
  });

  it('broken five times at random, over a restart of the server, comes together again and counts once', async () => {
    const bytes = randomBytes(32 * megabyte);
    const { link, entitlementId, completedCount, requests } = await bought(bytes);
    let received = Buffer.alloc(0);
    for (let piece = 1; piece <= 5; piece += 1) {
      const broken = await readBroken(link, { range: `bytes=${received.length}-`, 'if-range': `"${sha256(bytes)}"` }, 1 + Math.floor(Math.random() * 3 * megabyte));
      expect(broken.status).toBe(206);
      received = Buffer.concat([received, broken.bytes]);
      await waitUntil(async () => (await requests()).length === piece);
      expect(await completedCount()).toBe(0);
      if (piece === 3) {
        await stop();
        await listen();
      }
    }
    const rest = await fetch(origin + link, { headers: { range: `bytes=${received.length}-` } });
    expect(rest.headers.get('content-range')).toBe(`bytes ${received.length}-${bytes.length - 1}/${bytes.length}`);
    received = Buffer.concat([received, Buffer.from(await rest.arrayBuffer())]);
    expect(sha256(received)).toBe(sha256(bytes));
    expect(await completedCount()).toBe(1);
    expect(await db.dataSource.query('SELECT delivered::text, completed_at FROM delivery.download_progress WHERE entitlement_id = $1', [entitlementId]))
      .toEqual([{ delivered: '{}', completed_at: delivery.clock.now() }]);
  }, 60_000);

  it('of half a file counts as nothing complete', async () => {
    const { link, completedCount, requests } = await bought(randomBytes(32 * megabyte));
    const half = await readBroken(link, {}, 16 * megabyte);
    await waitUntil(async () => (await requests()).length === 1);
    const [{ bytes_sent: sentBytes }] = await requests();
    expect(Number(sentBytes)).toBeGreaterThanOrEqual(half.bytes.length);
    expect(Number(sentBytes)).toBeLessThan(32 * megabyte);
    expect(await completedCount()).toBe(0);
  });

  it('counts two halves that come at once as one', async () => {
    const bytes = randomBytes(2 * megabyte);
    const { link, completedCount } = await bought(bytes);
    const half = async (range: string) => Buffer.from(await (await fetch(origin + link, { headers: { range } })).arrayBuffer());
    const [first, second] = await Promise.all([half(`bytes=0-${megabyte - 1}`), half(`bytes=-${megabyte}`)]);
    expect(sha256(Buffer.concat([first, second]))).toBe(sha256(bytes));
    expect(await completedCount()).toBe(1);
  });

  it('that is only asked about, or not modified, counts nothing', async () => {
    const { link, completedCount, requests } = await bought(Buffer.from('twelve bytes'));
    const head = await fetch(origin + link, { method: 'HEAD', headers: { range: 'bytes=0-3' } });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '12', '']);
    const etag = head.headers.get('etag') ?? '';
    const same = await fetch(origin + link, { headers: { 'if-none-match': etag } });
    expect([same.status, same.headers.get('etag'), same.headers.get('content-length')]).toEqual([304, etag, null]);
    expect((await fetch(origin + link, { headers: { 'if-modified-since': head.headers.get('last-modified') ?? '' } })).status).toBe(304);
    expect([await requests(), await completedCount()]).toEqual([[], 0]);
  });

  it.each<[Record<string, string>, number, string, string | null]>([
    [{ range: 'bytes=0-5' }, 206, 'twelve', 'bytes 0-5/12'],
    [{ range: 'bytes=7-' }, 206, 'bytes', 'bytes 7-11/12'],
    [{ range: 'bytes=-5' }, 206, 'bytes', 'bytes 7-11/12'],
    [{ range: 'bytes=12-' }, 416, '', 'bytes */12'],
    [{ range: 'bytes=0-1,3-4' }, 200, 'twelve bytes', null],
    [{ range: 'bytes=b-a' }, 200, 'twelve bytes', null],
    [{ range: 'bytes=0-5', 'if-range': `"${sha256(Buffer.from('twelve bytes'))}"` }, 206, 'twelve', 'bytes 0-5/12'],
    [{ range: 'bytes=0-5', 'if-range': 'Mon, 23 Nov 2026 08:00:00 GMT' }, 206, 'twelve', 'bytes 0-5/12'],
    [{ range: 'bytes=0-5', 'if-range': '"an older one"' }, 200, 'twelve bytes', null],
    [{ range: 'bytes=99-', 'if-range': '"an older one"' }, 200, 'twelve bytes', null],
  ])('asked for with %j is answered %d', async (headers, status, text, contentRange) => {
    const { link } = await bought(Buffer.from('twelve bytes'));
    const response = await fetch(origin + link, { headers });
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([status, text, contentRange]);
  });

  it('is refused with an altered or expired link, another order’s file, and access that was stopped', async () => {
    const mine = await bought(Buffer.from('mine'));
    const theirs = await bought(Buffer.from('theirs'));
    const serve = delivery.newServeDownload();
    const run = (link: string) => serve.run({ token: link.replace('/v1/downloads/', ''), method: 'GET', headers: {}, client: {} });
    const now = delivery.clock.now();
    await expect(run(`${mine.link}x`)).rejects.toThrow(DownloadLinkInvalid);
    await expect(run(delivery.links.linkFor({ entitlementId: mine.entitlementId, assetId: theirs.assetId }, now))).rejects.toThrow(DownloadLinkInvalid);
    await expect(run(delivery.links.linkFor(mine, new Date(now.getTime() - 7 * 3600 * 1000)))).rejects.toThrow(DownloadLinkExpired);
    for (const to of ['suspended', 'revoked'] as const) {
      await delivery.changeAccess.run({ entitlementId: mine.entitlementId, to, actor: newId(), reason: 'refunded' });
      await expect(run(mine.link)).rejects.toThrow(AccessSuspended);
      expect((await fetch(origin + mine.link)).status).toBe(403);
    }
    expect(await mine.requests()).toEqual([]);
    expect((await fetch(origin + theirs.link)).status).toBe(200);
  });

  it('whose bytes are not in the storage fails before anything is sent', async () => {
    const { link, assetId } = await bought(Buffer.from('twelve bytes'));
    await truncate(path.join(delivery.folder, 'assets', assetId, 'guide.pdf'), 5);
    expect((await fetch(origin + link)).status).toBe(500);
  });

  it('goes through Fastify’s reply as well, past the compression of pages', async () => {
    const bytes = Buffer.from('country/region,pieces\n'.repeat(100_000));
    const { link, completedCount } = await bought(bytes, 'trade.csv', 'text/csv; charset=utf-8');
    const app = fastify();
    await app.register(import('@fastify/compress'), { threshold: 1024 });
    app.get('/v1/downloads/*', async ({ raw }, reply) => {
      raw.headers['x-no-compression'] = 'on';
      const { status, headers, body } = await answer(delivery.newServeDownload(), raw);
      return reply.code(status).headers(headers).send(body);
    });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const response = await fetch(address + link, { headers: { 'accept-encoding': 'gzip' } });
    expect([response.headers.get('content-encoding'), response.headers.get('content-length')]).toEqual([null, String(bytes.length)]);
    expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(sha256(bytes));
    await app.close();
    expect(await completedCount()).toBe(1);
  });
});

describe('a file of five gigabytes', () => {
  const sizeBytes = 5 * 1024 * megabyte;

  async function boughtSparse() {
    const [productId, assetId, key] = [newId(), newId(), `assets/${newId()}/scan.bin`];
    const target = path.join(delivery.folder, key);
    await mkdir(path.dirname(target), { recursive: true });
    const file = await open(target, 'w');
    await file.truncate(sizeBytes);
    await file.write(Buffer.from('the end'), 0, 7, sizeBytes - 7);
    await file.close();
    await db.dataSource.query(`INSERT INTO delivery.assets VALUES ($1, $2, 0, 'scan.bin', 'application/octet-stream', $3, $4, $5, '{}', now())`, [assetId, productId, sizeBytes, '0'.repeat(64), key]);
    return boughtProduct(productId, assetId);
  }

  it('gives its last bytes at once', async () => {
    const { link, requests } = await boughtSparse();
    const startedAt = performance.now();
    const response = await fetch(origin + link, { headers: { range: 'bytes=-7' } });
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([206, 'the end', 'bytes 5368709113-5368709119/5368709120']);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(await requests()).toMatchObject([{ first_byte: 5_368_709_113n, end_byte: 5_368_709_120n }]);
  });

  it('waits for a client that has stopped reading, with a few buffers in memory', async () => {
    const { link, requests, completedCount } = await boughtSparse();
    const before = process.memoryUsage().arrayBuffers;
    const call = request(origin + link, { agent: false }).end();
    call.on('error', () => undefined);
    const response = await new Promise<IncomingMessage>((resolve) => call.once('response', resolve));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(response.headers['content-length']).toBe('5368709120');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * megabyte);
    call.destroy();
    await waitUntil(async () => (await requests()).length === 1);
    expect(Number((await requests())[0]?.bytes_sent)).toBeLessThan(64 * megabyte);
    expect(await completedCount()).toBe(0);
  });
});
