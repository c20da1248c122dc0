import { randomBytes } from 'node:crypto';
import type { DomainError } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { NewAsset } from '../files/add-assets.js';
import { playsLeft } from './plays-left.js';
import { PlaybackLinkExpired, PlayLimitReached } from './stream.errors.js';
import { openStreams, tv, type OpenedStreams } from './testing.js';

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
const log = (entitlementId: string, what: string) => opened.log(entitlementId, what);

describe('a limit of plays', () => {
  async function limited(limit: number, asset: Partial<NewAsset> = {}) {
    const found = await bought(asset);
    await db.dataSource.query('INSERT INTO delivery.download_terms (product_id, merchant_id, play_limit, stamps_order_number, set_at) VALUES ($1, $2, $3, false, now())', [found.productId, newId(), limit]);
    return { ...found, link: (sessionId?: string) => streams.links.play(found.entitlementId, found.assetId, delivery.clock.now(), sessionId), left: (client = tv) => streams.plays.of(found.entitlementId, client).then((plays) => ({ ...playsLeft(plays, found.assetId), goesOnAs: plays.of(found.assetId).goesOnAs })) };
  }

  it('holds however many begin at once', async () => {
    const { link, left, entitlementId } = await limited(3);
    const codes = await Promise.all(Array.from({ length: 8 }, () => play(link(), { range: 'bytes=0-9' }).then(() => 'let in', ({ code }: DomainError) => code)));
    expect(codes.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'delivery.play_limit_reached'), ...Array.from({ length: 3 }, () => 'let in')]);
    expect(await left()).toMatchObject({ left: 0, limit: 3 });
    await delivery.refused.onApplicationShutdown();
    expect(await log(entitlementId, 'refused')).toContainEqual(expect.objectContaining({ subject: 'delivery.play_limit_reached' }));
  });

  it('counts a play once, however often its page is opened while it goes on, and not one that was only looked at', async () => {
    const { link, left } = await limited(2);
    await play(link(), { method: 'HEAD' });
    expect(await left()).toMatchObject({ left: 2, goesOnAs: null });
    await play(link(), { range: 'bytes=0-99' });
    const first = await left();
    expect(first).toMatchObject({ left: 1, goesOnAs: expect.any(String) as string });
    minutesLater(20);
    expect((await play(link(first.goesOnAs ?? ''), { range: 'bytes=100-199' })).status).toBe(206);
    expect(await left()).toEqual(first);
    expect(await left({ ...tv, userAgent: 'another television' })).toMatchObject({ goesOnAs: null });
    minutesLater(31);
    expect(await left()).toMatchObject({ left: 1, goesOnAs: null });
    await play(link());
    await expect(play(link())).rejects.toThrow(PlayLimitReached);
  });

  it('lets nobody play one recording over and over as one play', async () => {
    const { link, left } = await limited(1, { bytes: randomBytes(2 * 1024 * 1024) });
    const once = link();
    for (let turn = 0; turn < 7; turn += 1) await play(once);
    await expect(play(once)).rejects.toThrow(PlaybackLinkExpired);
    expect(await left()).toMatchObject({ left: 0, goesOnAs: null });
  });
});
