import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { identityContext } from '@silkport/identity';
import { orderingContext } from '@silkport/ordering';
import type { DomainError } from '@silkport/platform';
import { newId } from '@silkport/values';
import { PDFDocument } from 'pdf-lib';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { storePaidOrder } from '../../../ordering/src/testing.js';
import { ChunkHashes } from './chunk-hashes.js';
import { WithdrawFile } from '../files/withdraw-file.js';
import { DownloadTermsReads } from './download-terms-reads.js';
import { largestStamped } from './stamps/stamp-file.js';
import { deliveryContext } from '../delivery.context.js';
import { aPaidOrder, anAsset, deliveryOn, type Delivery } from '../testing.js';

let db: TestDatabase;
let delivery: Delivery;

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

async function bought(terms: { completedLimit?: number; stamps?: boolean }, bytes: Uint8Array = Buffer.from('%PDF-1.7 a guide')) {
  const productId = newId();
  const assetId = await delivery.addAsset.run(anAsset({ productId, bytes }));
  await db.dataSource.query('INSERT INTO delivery.download_terms VALUES ($1, $2, $3, $4, now())', [productId, newId(), terms.completedLimit ?? null, terms.stamps ?? false]);
  const order = aPaidOrder([{ deliveryKind: 'download', productId }]);
  await storePaidOrder(db.database, order);
  await delivery.deliver(order);
  const [line] = await delivery.reads.ofOrder(order.orderId);
  const entitlementId = line?.entitlementId ?? '';
  return { order, assetId, entitlementId, link: () => delivery.links.linkFor({ entitlementId, assetId }, delivery.clock.now()) };
}

async function fetchWhole(link: string, range?: string): Promise<Buffer> {
  const answer = await delivery.newServeDownload().run({ token: link.replace('/v1/downloads/', ''), method: 'GET', headers: { range }, client: { country: 'KZ', userAgent: 'a browser' } });
  const bytes = answer.body ? await buffer(answer.body) : Buffer.alloc(0);
  await new Promise((resolve) => setImmediate(resolve));
  await delivery.record.onApplicationShutdown();
  return bytes;
}

const codeOf = (call: Promise<unknown>) => call.then(() => 'let in', ({ code }: DomainError) => code);

async function refusedOf(entitlementId: string | null) {
  await delivery.refused.onApplicationShutdown();
  return db.dataSource.query('SELECT subject, times, client_country FROM delivery.accesses WHERE what = $2 AND entitlement_id IS NOT DISTINCT FROM $1 ORDER BY id', [entitlementId, 'refused']);
}

describe('the terms of a product’s downloads', () => {
  it('let a file through whole so many times, however it was broken, and then not once more', async () => {
    const { link, entitlementId } = await bought({ completedLimit: 2 });
    await fetchWhole(link());
    expect((await fetchWhole(link(), 'bytes=0-3')).toString()).toBe('%PDF');
    expect((await fetchWhole(link(), 'bytes=4-')).toString()).toBe('-1.7 a guide');
    expect(await codeOf(fetchWhole(link()))).toBe('delivery.download_limit_reached');
    expect(await refusedOf(entitlementId)).toEqual([{ subject: 'delivery.download_limit_reached', times: 1n, client_country: 'KZ' }]);
  });

  it('say of a file that its merchant took back that it is gone, and note who asked', async () => {
    const { link, entitlementId, assetId } = await bought({});
    const early = link();
    const [{ productId } = { productId: '' }] = await db.dataSource.query<{ productId: string }[]>('SELECT product_id AS "productId" FROM delivery.assets WHERE id = $1', [assetId]);
    await new WithdrawFile(db.database, delivery.clock).run({ productId, fileId: assetId, reason: 'a misprint', personId: newId() });
    expect(await codeOf(fetchWhole(early))).toBe('delivery.file_withdrawn');
    expect(await codeOf(fetchWhole(delivery.links.linkFor({ entitlementId, assetId: newId() }, delivery.clock.now())))).toBe('delivery.download_link_invalid');
    expect((await refusedOf(entitlementId)).map(({ subject }: { subject: string }) => subject).toSorted()).toEqual(['delivery.download_link_invalid', 'delivery.file_withdrawn']);
  });

  it('hold when ten downloads begin at once, and when all but the last byte is asked for again and again', async () => {
    const bytes = Buffer.alloc(200_000, 'x');
    const parallel = await bought({ completedLimit: 1 }, bytes);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => codeOf(fetchWhole(parallel.link()))));
    expect(outcomes.filter((code) => code === 'let in').length).toBeLessThanOrEqual(2);
    expect(new Set(outcomes)).toEqual(new Set(['let in', 'delivery.download_limit_reached']));

    const nibbled = await bought({ completedLimit: 1 }, bytes);
    const tries: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) tries.push(await codeOf(fetchWhole(nibbled.link(), 'bytes=0-199998')));
    expect(tries).toEqual(['let in', 'let in', ...Array<string>(3).fill('delivery.download_limit_reached')]);
  });

  it('let a broken download go on, and begin again', async () => {
    const { link } = await bought({ completedLimit: 1 }, Buffer.alloc(100_000, 'y'));
    expect(await fetchWhole(link(), 'bytes=0-59999')).toHaveLength(60_000);
    expect(await fetchWhole(link())).toHaveLength(100_000);
    expect(await codeOf(fetchWhole(link()))).toBe('delivery.download_limit_reached');
  });

  it('note a range beyond the end, which is answered with nothing', async () => {
    const { link, entitlementId } = await bought({});
    const answer = await delivery.newServeDownload().run({ token: link().replace('/v1/downloads/', ''), method: 'GET', headers: { range: 'bytes=99-' }, client: { country: 'KZ' } });
    expect([answer.status, answer.body]).toEqual([416, undefined]);
    await delivery.record.onApplicationShutdown();
    expect(await refusedOf(entitlementId)).toEqual([{ subject: 'range_not_satisfiable', times: 1n, client_country: 'KZ' }]);
  });

  it('give each buyer a copy with the number of the order, the same bytes each time', async () => {
    const document = await PDFDocument.create();
    document.addPage([300, 400]);
    const original = Buffer.from(await document.save());
    const mine = await bought({ stamps: true }, original);
    const [first, again] = await Promise.all([fetchWhole(mine.link()), fetchWhole(mine.link())]);
    expect(first.equals(again)).toBe(true);
    expect(first.equals(original)).toBe(false);
    expect((await PDFDocument.load(first)).getSubject()).toBe(mine.order.orderNumber);
    expect((await fetchWhole(mine.link(), 'bytes=10-')).equals(first.subarray(10))).toBe(true);
    const [line] = await delivery.reads.ofOrder(mine.order.orderId);
    expect(line?.assets).toMatchObject([{ sizeBytes: first.length, sha256: createHash('sha256').update(first).digest('hex') }]);
    expect(await db.dataSource.query('SELECT count(*)::int AS count FROM delivery.stamped_files WHERE entitlement_id = $1', [mine.entitlementId])).toEqual([{ count: 1 }]);
  });

  it('keep no file from its buyer because it cannot carry a number', async () => {
    const { link, order } = await bought({ stamps: true }, Buffer.from('not a PDF at all'));
    const seen = async () => (await delivery.reads.ofOrder(order.orderId)).flatMap(({ assets }) => assets.map(({ isStamped, sha256 }) => [isStamped, sha256 !== null]));
    expect(await seen()).toEqual([[true, false]]);
    expect((await fetchWhole(link())).toString()).toBe('not a PDF at all');
    expect(await seen()).toEqual([[false, true]]);
  });

  it('tell merchant and buyer of each file that goes out without a number, and why', async () => {
    const { order, assetId, link } = await bought({ stamps: true }, Buffer.from('not a PDF at all'));
    const [{ productId } = { productId: '' }] = await delivery.reads.ofOrder(order.orderId);
    const add = (fileName: string, contentType: string) => delivery.addAsset.run(anAsset({ productId, fileName, contentType }));
    const [film, large, good] = [await add('film.mp4', 'video/mp4'), await add('atlas.pdf', 'application/pdf'), await add('guide.pdf', 'application/pdf')];
    await db.dataSource.query('UPDATE delivery.assets SET size_bytes = $2 WHERE id = $1', [large, largestStamped + 1]);
    await fetchWhole(link());
    const terms = new DownloadTermsReads(db.database);
    const { unstamped, ...rest } = await terms.ofProduct(productId);
    expect([rest, unstamped.map(({ fileId, reason }) => [fileId, reason])]).toEqual([{ completedLimit: null, playLimit: null, stampsOrderNumber: true }, [[assetId, 'unstampable'], [film, 'other_kind'], [large, 'too_large']]]);
    const [line] = await delivery.reads.ofOrder(order.orderId);
    expect(line?.assets.map(({ id, isStamped }) => [id, isStamped])).toEqual([[assetId, false], [film, false], [large, false], [good, true]]);
    await db.dataSource.query('UPDATE delivery.download_terms SET stamps_order_number = false WHERE product_id = $1', [productId]);
    expect((await terms.ofProduct(productId)).unstamped).toEqual([]);
    expect(await terms.ofProduct(newId())).toEqual({ completedLimit: null, playLimit: null, stampsOrderNumber: false, unstamped: [] });
  });
});

describe('a link', () => {
  it('that was out when access was stopped is dead when access comes back; a new one works', async () => {
    const { link, entitlementId } = await bought({});
    const old = link();
    delivery.clock.advance(5000);
    const admin = newId();
    for (const to of ['suspended', 'active'] as const) await delivery.changeAccess.run({ entitlementId, to, actor: admin, reason: 'a question' });
    expect(await codeOf(fetchWhole(old))).toBe('delivery.download_link_expired');
    expect((await fetchWhole(link())).toString()).toBe('%PDF-1.7 a guide');
  });

  it('that is forged a thousand times is a thousand refusals in two rows, and none of them says whose it was', async () => {
    const { link, entitlementId } = await bought({});
    for (let tries = 0; tries < 1000; tries += 1) expect(await codeOf(fetchWhole(`${link().slice(0, -3)}${tries}`))).toBe('delivery.download_link_invalid');
    const refused: { times: bigint }[] = await refusedOf(null);
    expect(refused.reduce((sum, { times }) => sum + times, 0n)).toBe(1000n);
    expect(refused.length).toBeLessThan(10);
    expect(await refusedOf(entitlementId)).toEqual([]);
  });
});

describe('a large file', () => {
  it('tells the digest of each of its chunks', async () => {
    const { link, assetId } = await bought({});
    const chunks = ['a', 'b', 'c'].map((text) => createHash('sha256').update(text).digest());
    await db.dataSource.query('UPDATE delivery.assets SET chunk_sha256 = $2 WHERE id = $1', [assetId, Buffer.concat(chunks)]);
    const hashes = new ChunkHashes(delivery.newFindDownload(), db.database);
    expect((await hashes.of(link().replace('/v1/downloads/', ''), {})).chunks).toEqual(chunks.map((chunk) => chunk.toString('hex')));
  });
});
