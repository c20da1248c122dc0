import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import type { DomainError } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { NewAsset } from '../files/add-assets.js';
import { storePaidOrder } from '../../../ordering/src/testing.js';
import { PDFDocument } from 'pdf-lib';
import { AccessSuspended } from '../delivery.errors.js';
import { aPaidOrder, anAsset } from '../testing.js';
import { PlaybackElsewhere, PlaybackLinkExpired, PlaybackLinkInvalid, PlaybackTakenOver, PlaylistRefused } from './stream.errors.js';
import { openStreams, tokenOf, tv, type OpenedStreams } from './testing.js';

let opened: OpenedStreams;
let db: OpenedStreams['db'];
let delivery: OpenedStreams['delivery'];
let streams: OpenedStreams['streams'];

beforeAll(async () => {
  opened = await openStreams();
  ({ db, delivery, streams } = opened);
});
afterAll(() => opened.close());

const recording = randomBytes(300_000);

const bought = (asset: Partial<NewAsset> = {}) => opened.bought({ fileName: 'film.mp4', contentType: 'video/mp4', bytes: recording, ...asset });
const play: OpenedStreams['play'] = (...call) => opened.play(...call);

const minutesLater = (minutes: number) => opened.minutesLater(minutes);
const sessionsOf = (entitlementId: string) => db.dataSource.query<object[]>('SELECT asset_id, bytes_served, seconds_played, ended_at, user_agent FROM delivery.playbacks WHERE entitlement_id = $1 ORDER BY id', [entitlementId]);
const log = (entitlementId: string, what: string) => opened.log(entitlementId, what);

describe('a film', () => {
  it('plays in place, in ranges, as one session with one line in the log', async () => {
    const { entitlementId, assetId } = await bought();
    const link = streams.links.play(entitlementId, assetId, delivery.clock.now());
    const first = await play(link, { range: 'bytes=0-99999' });
    expect([first.status, first.headers['content-disposition'], first.headers['content-type'], first.headers['content-range']]).toEqual([206, 'inline', 'video/mp4', 'bytes 0-99999/300000']);
    const rest = await play(link, { range: 'bytes=100000-' });
    expect(Buffer.concat([first.bytes, rest.bytes]).equals(recording)).toBe(true);
    expect(await sessionsOf(entitlementId)).toEqual([{ asset_id: assetId, bytes_served: 300_000n, seconds_played: 0, ended_at: null, user_agent: 'a television' }]);
    expect(await log(entitlementId, 'played')).toEqual([{ subject: 'film.mp4', bytes: 300_000n, times: 1n, client_country: 'KZ' }]);
  });

  it('asked for beyond its end is not there', async () => {
    const { entitlementId, assetId } = await bought();
    expect((await play(streams.links.play(entitlementId, assetId, delivery.clock.now()), { range: 'bytes=300000-' })).status).toBe(416);
  });

  it('stops at the next range when access to it is stopped, and the old link does not come back with it', async () => {
    const { entitlementId, assetId } = await bought();
    const link = streams.links.play(entitlementId, assetId, delivery.clock.now());
    await play(link, { range: 'bytes=0-9' });
    const change = (to: 'suspended' | 'active' | 'revoked') => delivery.changeAccess.run({ entitlementId, to, actor: newId(), reason: 'asked about' });
    minutesLater(1);
    await change('suspended');
    await expect(play(link, { range: 'bytes=10-19' })).rejects.toThrow(AccessSuspended);
    await change('active');
    minutesLater(1);
    await expect(play(link, { range: 'bytes=10-19' })).rejects.toThrow(PlaybackLinkExpired);
    expect((await play(streams.links.play(entitlementId, assetId, delivery.clock.now()))).status).toBe(200);
    await change('revoked');
    await expect(play(streams.links.play(entitlementId, assetId, delivery.clock.now()))).rejects.toThrow(AccessSuspended);
    await delivery.refused.onApplicationShutdown();
    expect((await log(entitlementId, 'refused')).length).toBeGreaterThanOrEqual(3);
  });

  it('is kept alive by playing, dies of a long pause, and cannot be begun by an old link', async () => {
    const { entitlementId, assetId } = await bought();
    const link = streams.links.play(entitlementId, assetId, delivery.clock.now());
    for (let quarter = 0; quarter < 8; quarter += 1) {
      expect((await play(link, { range: 'bytes=0-9' })).status).toBe(206);
      minutesLater(15);
    }
    minutesLater(20);
    await expect(play(link, { range: 'bytes=0-9' })).rejects.toThrow(PlaybackLinkExpired);
    const unused = streams.links.play(entitlementId, assetId, delivery.clock.now());
    minutesLater(61);
    await expect(play(unused)).rejects.toThrow(PlaybackLinkExpired);
    const fromTomorrow = streams.links.play(entitlementId, assetId, new Date(delivery.clock.now().getTime() + 86_400_000));
    await expect(play(fromTomorrow)).rejects.toThrow(PlaybackLinkExpired);
  });

  it('is worth nothing to whoever the link is sent to', async () => {
    const { entitlementId, assetId } = await bought();
    const link = streams.links.play(entitlementId, assetId, delivery.clock.now());
    await play(link, { range: 'bytes=0-9' });
    await expect(play(link, { client: { country: 'DE', userAgent: 'a friend’s telephone' } })).rejects.toThrow(PlaybackElsewhere);
  });

  it('plays on as many devices as it may, and the newest go on', async () => {
    const { entitlementId, assetId } = await bought();
    const [first = '', second = '', third = ''] = Array.from({ length: 3 }, () => streams.links.play(entitlementId, assetId, delivery.clock.now()));
    for (const link of [first, second]) {
      await play(link, { range: 'bytes=0-9' });
      minutesLater(1);
    }
    await play(third, { range: 'bytes=0-9' });
    await expect(play(first, { range: 'bytes=10-19' })).rejects.toThrow(PlaybackTakenOver);
    expect((await play(second, { range: 'bytes=10-19' })).status).toBe(206);
  });

  it('whose first ranges come at once is begun once', async () => {
    const { entitlementId, assetId } = await bought();
    const link = streams.links.play(entitlementId, assetId, delivery.clock.now());
    await Promise.all(['bytes=0-9', 'bytes=10-19', 'bytes=20-29', 'bytes=-10'].map((range) => play(link, { range })));
    expect(await sessionsOf(entitlementId)).toMatchObject([{ bytes_served: 40n }]);
    expect(await log(entitlementId, 'played')).toMatchObject([{ bytes: 40n }]);
  });

  it('is refused with a link that was altered, is another order’s, or names another product’s file', async () => {
    const [mine, theirs] = [await bought(), await bought()];
    const now = delivery.clock.now();
    const link = streams.links.play(mine.entitlementId, mine.assetId, now);
    await expect(play(`${link}x`)).rejects.toThrow(PlaybackLinkInvalid);
    await expect(play(link.replace('.', '.A'))).rejects.toThrow(PlaybackLinkInvalid);
    await expect(play(streams.links.play(mine.entitlementId, theirs.assetId, now))).rejects.toThrow(PlaybackLinkInvalid);
    await expect(play(streams.links.play('x', mine.assetId, now))).rejects.toThrow(PlaybackLinkInvalid);
    await expect(play(delivery.links.linkFor(mine, now).replace('/v1/downloads/', '/v1/playback/'))).rejects.toThrow(PlaybackLinkInvalid);
    await expect(play(streams.links.show(null, mine.assetId, now))).rejects.toThrow(PlaybackLinkInvalid);
  });

  it('goes on where its buyer stopped, and counts the time that was played', async () => {
    const { entitlementId, assetId } = await bought();
    const link = streams.links.play(entitlementId, assetId, delivery.clock.now());
    await play(link, { range: 'bytes=0-9' });
    delivery.clock.advance(15_000);
    await streams.places.ofPlayback(tokenOf(link), 754.6, tv);
    expect((await streams.tracks.ofEntitlement(entitlementId)).tracks).toMatchObject([{ id: assetId, form: 'video', number: 1, place: 754 }]);
    expect(await sessionsOf(entitlementId)).toMatchObject([{ seconds_played: 15 }]);
    await expect(streams.places.ofPlayback(tokenOf(link), 1, { ...tv, userAgent: 'somebody else' })).rejects.toThrow(PlaybackElsewhere);
  });
});

describe('a playback that is under way', () => {
  it('is told to stop when newer ones took its place, and when access was stopped and came back', async () => {
    const { entitlementId, assetId } = await bought();
    const links = Array.from({ length: 3 }, () => streams.links.play(entitlementId, assetId, delivery.clock.now()));
    const sessionOf = (link = '') => streams.links.open(tokenOf(link), delivery.clock.now()).sessionId ?? '';
    for (const link of links.slice(0, 2)) {
      await play(link, { range: 'bytes=0-9' });
      minutesLater(1);
    }
    expect(await streams.record.run(sessionOf(links[0]), 1)).toBe(true);
    minutesLater(1);
    await play(links[1] ?? '', { range: 'bytes=0-9' });
    await play(links[2] ?? '', { range: 'bytes=0-9' });
    expect(await Promise.all(links.map((link) => streams.record.run(sessionOf(link), 1)))).toEqual([false, true, true]);
    minutesLater(1);
    for (const to of ['suspended', 'active'] as const) await delivery.changeAccess.run({ entitlementId, to, actor: newId(), reason: 'asked about' });
    expect(await Promise.all(links.map((link) => streams.record.run(sessionOf(link), 1)))).toEqual([false, false, false]);
  });

  it('ends with its link after a day, however it is kept alive', async () => {
    const { entitlementId, assetId } = await bought();
    const link = streams.links.play(entitlementId, assetId, delivery.clock.now());
    for (let turn = 0; turn < 71; turn += 1) {
      await play(link, { range: 'bytes=0-9' });
      minutesLater(20);
    }
    expect((await play(link, { range: 'bytes=0-9' })).status).toBe(206);
    minutesLater(20);
    await expect(play(link, { range: 'bytes=0-9' })).rejects.toThrow(PlaybackLinkExpired);
  });
});

describe('a file that is shown whole', () => {
  async function shown(terms: { completedLimit?: number; stamps?: boolean }) {
    const pdf = await PDFDocument.create();
    pdf.addPage();
    const productId = newId();
    const original = Buffer.from(await pdf.save());
    const assetId = await delivery.addAsset.run(anAsset({ productId, bytes: original }));
    await db.dataSource.query('INSERT INTO delivery.download_terms (product_id, merchant_id, completed_limit, stamps_order_number, set_at) VALUES ($1, $2, $3, $4, now())', [productId, newId(), terms.completedLimit ?? null, terms.stamps ?? false]);
    const order = aPaidOrder([{ deliveryKind: 'stream', productId }]);
    await storePaidOrder(db.database, order);
    await delivery.deliver(order);
    const [line] = await delivery.reads.ofOrder(order.orderId);
    const entitlementId = line?.entitlementId ?? '';
    return { original, order, assetId, entitlementId, link: (kind: 'show' | 'play' = 'show') => streams.links[kind](entitlementId, assetId, delivery.clock.now()) };
  }

  it.each(['show', 'play'] as const)('carries its order’s number where a download does, the same copy (%s)', async (kind) => {
    const { original, order, assetId, entitlementId, link } = await shown({ stamps: true });
    const { bytes, headers } = await play(link(kind));
    expect(bytes.equals(original)).toBe(false);
    expect((await PDFDocument.load(bytes)).getSubject() ?? '').toContain(order.orderNumber);
    expect(headers['content-length']).toBe(String(bytes.length));
    const download = await delivery.newServeDownload().run({ token: delivery.links.linkFor({ entitlementId, assetId }, delivery.clock.now()).replace('/v1/downloads/', ''), method: 'GET', headers: {}, client: tv });
    expect(bytes.equals(download.body ? await buffer(download.body) : original)).toBe(true);
    await delivery.record.onApplicationShutdown();
    expect((await play(link(kind))).bytes.equals(bytes)).toBe(true);
  });

  it('is written down as read, once in a while, and not when nothing was sent', async () => {
    const { original, entitlementId, link } = await shown({});
    await play(link(), { method: 'HEAD' });
    await play(link(), { range: 'bytes=999999-' });
    expect(await log(entitlementId, 'read')).toEqual([]);
    for (let turn = 0; turn < 3; turn += 1) expect((await play(link())).bytes.equals(original)).toBe(true);
    expect(await log(entitlementId, 'read')).toMatchObject([{ subject: 'guide.pdf', client_country: 'KZ' }]);
  });

  it('counts against the limit of downloads, by whatever link', async () => {
    const { assetId, entitlementId, link } = await shown({ completedLimit: 2 });
    const codeOf = (call: Promise<unknown>) => call.then(() => 'let in', ({ code }: DomainError) => code);
    const codes: string[] = [];
    for (const kind of ['show', 'play', 'show', 'play'] as const) {
      codes.push(await codeOf(play(link(kind))));
      await new Promise((resolve) => setImmediate(resolve));
      await delivery.record.onApplicationShutdown();
    }
    expect(codes).toEqual(['let in', 'let in', 'delivery.download_limit_reached', 'delivery.download_limit_reached']);
    const download = delivery.newServeDownload().run({ token: delivery.links.linkFor({ entitlementId, assetId }, delivery.clock.now()).replace('/v1/downloads/', ''), method: 'GET', headers: {}, client: tv });
    expect(await codeOf(download)).toBe('delivery.download_limit_reached');
  });
});

describe('a playlist', () => {
  const playlist = '#EXTM3U\n#EXTINF:6,\nhd/one.ts\n#EXTINF:6,\ntwo.ts\n#EXT-X-ENDLIST\n';
  const linksIn = (bytes: Buffer) => bytes.toString().split('\n').filter((line) => line.startsWith('/v1/playback/'));

  it('in an archive is played with signed segments, in parts too, as one session', async () => {
    const one = randomBytes(50_000);
    const archive = zipSync({ 'film/index.m3u8': Buffer.from(playlist), 'film/hd/one.ts': one, 'film/two.ts': randomBytes(10) }, { level: 0 });
    const { entitlementId, assetId, productId } = await bought({ fileName: 'film.zip', contentType: 'application/zip', bytes: archive });
    await streams.addChapter({ productId, number: 1, assetId });
    const { bytes, headers } = await play(streams.links.play(entitlementId, assetId, delivery.clock.now()));
    expect([headers['content-type'], headers['cache-control']]).toEqual(['application/vnd.apple.mpegurl', 'no-store']);
    const [first = '', second = ''] = linksIn(bytes);
    const whole = await play(first);
    expect([whole.headers['content-type'], whole.headers['repr-digest'], whole.bytes.equals(one)]).toEqual(['video/mp2t', undefined, true]);
    const part = await play(first, { range: 'bytes=100-199' });
    expect([part.status, part.bytes.equals(one.subarray(100, 200)), part.headers.etag === (await play(second)).headers.etag]).toEqual([206, true, false]);
    expect(await sessionsOf(entitlementId)).toHaveLength(1);
  });

  it('beside its segments is played from them, and from nothing of another product', async () => {
    const { entitlementId, assetId, productId } = await bought({ fileName: 'index.m3u8', contentType: 'application/vnd.apple.mpegurl', bytes: Buffer.from(playlist) });
    await delivery.addAsset.run(anAsset({ productId, fileName: 'two.ts', contentType: 'video/mp2t', bytes: Buffer.from('a segment') }));
    await delivery.addAsset.run(anAsset({ fileName: 'one.ts', contentType: 'video/mp2t' }));
    const link = streams.links.play(entitlementId, assetId, delivery.clock.now());
    const [first = '', second = ''] = linksIn((await play(link)).bytes);
    await expect(play(first)).rejects.toThrow(PlaylistRefused);
    expect((await play(second)).bytes.toString()).toBe('a segment');
    expect((await streams.tracks.ofEntitlement(entitlementId)).tracks).toMatchObject([{ id: assetId, form: 'video' }]);
  });

  it('that is none, or in no archive, is refused', async () => {
    for (const archive of [zipSync({ 'index.m3u8': Buffer.from('no playlist') }, { level: 9 }), zipSync({ 'readme.txt': Buffer.from('nothing') }), Buffer.from('PK no archive')]) {
      const { entitlementId, assetId } = await bought({ fileName: 'film.zip', contentType: 'application/zip', bytes: archive });
      await expect(play(streams.links.play(entitlementId, assetId, delivery.clock.now()))).rejects.toThrow(PlaylistRefused);
    }
  });
});

describe('chapters', () => {
  it('that come later arrive by themselves, are announced before, and cannot be played before', async () => {
    const { entitlementId, assetId, productId } = await bought();
    const nextWeek = new Date(delivery.clock.now().getTime() + 7 * 86_400_000);
    const first = await streams.addChapter({ productId, number: 1, body: 'It began with a thread.' });
    await streams.addChapter({ productId, number: 2, assetId, publishedAt: nextWeek });
    expect(await streams.tracks.ofEntitlement(entitlementId)).toMatchObject({ tracks: [{ id: first, form: 'text', number: 1 }], coming: [{ publishedAt: nextWeek }] });
    await expect(play(streams.links.play(entitlementId, assetId, delivery.clock.now()))).rejects.toThrow(PlaybackLinkInvalid);
    delivery.clock.advance(7 * 86_400_000);
    expect(await streams.tracks.ofEntitlement(entitlementId)).toMatchObject({ tracks: [{ id: first }, { id: assetId, number: 2 }], coming: [] });
    expect((await play(streams.links.play(entitlementId, assetId, delivery.clock.now()))).status).toBe(200);
  });

  it('that come later keep their other renditions back too, as downloads', async () => {
    const { entitlementId, assetId, productId } = await bought();
    const rendition = await delivery.addAsset.run(anAsset({ productId, fileName: 'small.mp4', contentType: 'video/mp4', bytes: recording }));
    // Releases are told by the database's own clock.
    const chapter = await streams.addChapter({ productId, number: 1, assetId, publishedAt: new Date(Date.now() + 7 * 86_400_000) });
    await db.dataSource.query("INSERT INTO delivery.chapter_companions (chapter_id, asset_id, role, locale) VALUES ($1, $2, 'rendition', NULL)", [chapter, rendition]);
    const download = () => delivery.newServeDownload().run({ token: delivery.links.linkFor({ entitlementId, assetId: rendition }, delivery.clock.now()).replace('/v1/downloads/', ''), method: 'HEAD', headers: {}, client: tv });
    await expect(download()).rejects.toMatchObject({ code: 'delivery.download_link_invalid' });
    await db.dataSource.query("UPDATE delivery.chapters SET published_at = now() - interval '1 minute' WHERE id = $1", [chapter]);
    expect((await download()).status).toBe(200);
  });

  it('that are samples are everybody’s, and nothing else of the product', async () => {
    const { productId, assetId } = await bought();
    const other = await delivery.addAsset.run(anAsset({ productId, fileName: 'two.mp4', contentType: 'video/mp4' }));
    await streams.addChapter({ productId, number: 1, assetId, samplePercent: 100 });
    await streams.addChapter({ productId, number: 2, assetId: other });
    expect(await streams.tracks.samplesOf(productId)).toMatchObject([{ id: assetId, samplePercent: 100 }]);
    expect(await streams.tracks.hasSamples(productId)).toBe(true);
    const now = delivery.clock.now();
    expect((await play(streams.links.show(null, assetId, now))).bytes.equals(recording)).toBe(true);
    await expect(play(streams.links.show(null, other, now))).rejects.toThrow(PlaybackLinkInvalid);
  });
});
