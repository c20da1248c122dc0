import { zipSync } from 'fflate';
import type { DomainError } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { NewAsset } from '../files/add-assets.js';
import { anAsset } from '../testing.js';
import { openStreams, type OpenedStreams } from './testing.js';

let opened: OpenedStreams;
let delivery: OpenedStreams['delivery'];
let streams: OpenedStreams['streams'];

beforeAll(async () => {
  opened = await openStreams();
  ({ delivery, streams } = opened);
});
afterAll(() => opened.close());

const bought = (asset: Partial<NewAsset>) => opened.bought(asset);
const play: OpenedStreams['play'] = (...call) => opened.play(...call);

describe('a recording in an archive', () => {
  const segment = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7 + (index >> 8)) % 251));
  const playlist = (...names: string[]) => Buffer.from(`#EXTM3U\n${names.map((name) => `#EXTINF:4,\n${name}\n`).join('')}#EXT-X-ENDLIST\n`);
  const zip = (files: Record<string, [Buffer, number]>) => Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, [bytes, level]]) => [name, [bytes, { level: level as 0 | 9 }]]))));
  const inZip = (bytes: Buffer) => ({ fileName: 'film.zip', contentType: 'application/zip', bytes });

  async function chosen(bytes: Buffer) {
    const { productId, assetId, entitlementId } = await bought(inZip(bytes));
    await streams.addChapter({ productId, number: 1, assetId });
    const { bytes: text } = await play(streams.links.play(entitlementId, assetId, delivery.clock.now()));
    return { productId, assetId, entitlementId, pieces: text.toString().split('\n').filter((line) => line.startsWith('/v1/playback/')) };
  }

  it('plays whether its pieces are stored or compressed, the playlist too, whole and in any range', async () => {
    const { pieces: [stored = '', packed = ''] } = await chosen(zip({ 'a/index.m3u8': [playlist('1.ts', '2.ts'), 9], 'a/1.ts': [segment, 0], 'a/2.ts': [segment, 9] }));
    for (const piece of [stored, packed]) {
      expect((await play(piece)).bytes.equals(segment)).toBe(true);
      for (const [first, last] of [[0, 0], [1, 70_000], [65_535, 65_536], [199_999, 199_999], [100, 199_999]] as const) {
        const { status, headers, bytes } = await play(piece, { range: `bytes=${first}-${last}` });
        expect([status, headers['content-range'], bytes.equals(segment.subarray(first, last + 1))]).toEqual([206, `bytes ${first}-${last}/200000`, true]);
      }
      expect((await play(piece, { range: 'bytes=200000-' })).status).toBe(416);
    }
  });

  it('breaks off where a compressed piece is shorter than it says, and lets go of all it held', async () => {
    const whole = zip({ 'index.m3u8': [playlist('1.ts'), 0], '1.ts': [segment, 9] });
    const [packed] = [zipSync({ '1.ts': [segment, { level: 9 }] })];
    const at = whole.lastIndexOf(Buffer.from('1.ts')) - 46;
    whole.writeUInt32LE(segment.length + 5, at + 24);
    expect(packed.length).toBeLessThan(segment.length);
    const { pieces: [piece = ''] } = await chosen(whole);
    await expect(play(piece)).rejects.toThrow('it ends too early');
    expect((await play(piece, { range: 'bytes=0-9' })).bytes.equals(segment.subarray(0, 10))).toBe(true);
  });

  it('is opened once for all its pieces, with few reads of the storage', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `${index}.ts`);
    const reads: string[] = [];
    const read = delivery.storage.read.bind(delivery.storage);
    delivery.storage.read = (key, from, to) => {
      reads.push(`${from}-${to}`);
      return read(key, from, to);
    };
    try {
      const { pieces } = await chosen(zip({ 'index.m3u8': [playlist(...names), 9], ...Object.fromEntries(names.map((name) => [name, [Buffer.from(name), 0] as [Buffer, number]])) }));
      for (const piece of pieces.slice(0, 10)) await play(piece);
    } finally {
      delivery.storage.read = read;
    }
    expect(reads.length).toBeLessThan(30);
  });

  it.each<[string, () => Buffer, string]>([
    ['without a playlist', () => zip({ '1.ts': [segment, 0] }), '*.m3u8'],
    ['that names what is not in it', () => zip({ 'index.m3u8': [playlist('low/list.m3u8'), 9], 'low/list.m3u8': [playlist('1.ts'), 9] }), 'low/1.ts'],
    ['that names what no player has a use for', () => zip({ 'index.m3u8': [playlist('1.exe'), 9], '1.exe': [segment, 9] }), '1.exe'],
    ['whose playlist is none', () => zip({ 'index.m3u8': [Buffer.from('no playlist'), 9] }), 'index.m3u8'],
    ['that is none', () => Buffer.from('no archive'), '*.zip'],
  ])('%s is no chapter, and its merchant is told what is wrong', async (_, make, entry) => {
    const productId = newId();
    const assetId = await delivery.addAsset.run(anAsset({ productId, ...inZip(make()) }));
    const error = await streams.archives.require(productId, [assetId]).catch((thrown: unknown) => thrown as DomainError);
    expect(error).toMatchObject({ code: 'delivery.chapter_unplayable', params: { entry } });
  });
});
