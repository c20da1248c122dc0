import { buffer } from 'node:stream/consumers';
import { identityContext } from '@silkport/identity';
import { zipSync, type Zippable } from 'fflate';
import { Signatures, type Database } from '@silkport/platform';
import { newId } from '@silkport/values';
import { OrderReads, orderingContext } from '@silkport/ordering';
import { openTestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { LimitedBytes } from '../downloads/limited-bytes.js';
import { StampedCopies } from '../downloads/stamped-copies.js';
import type { NewAsset } from '../files/add-assets.js';
import { aPaidOrder, anAsset, deliveryOn, type Delivery } from '../testing.js';
import { BeginPlayback } from './begin-playback.js';
import { FindPlayback } from './find-playback.js';
import { KeepPlace } from './keep-place.js';
import { PlaybackLinks } from './playback-link.js';
import { PlayableArchives } from './playable-archives.js';
import { PlayedFiles } from './played-file.js';
import { PlaysLeft } from './plays-left.js';
import { ReadTrack } from './read-track.js';
import { RecordPlayback } from './record-playback.js';
import { SendPlayed } from './send-played.js';
import { ServePlayback } from './serve-playback.js';
import { TrackReads } from './track-reads.js';

/** What plays and reads, put together as the module does it, beside what delivers. */
export function streamsOn(database: Database, { clock, storage, metrics, refused, deliver, record: download }: Delivery) {
  const links = new PlaybackLinks(new Signatures('a secret that is used in tests only'));
  const playbacks = new FindPlayback(database, links, clock);
  const record = new RecordPlayback(database, metrics, clock);
  const reading = new ReadTrack(database, storage, links, refused, clock);
  const files = new PlayedFiles(database, storage, links, new StampedCopies(database, storage, new OrderReads(database), clock));
  return {
    links, record, reading,
    serve: new ServePlayback(playbacks, files, new BeginPlayback(database, clock, { playbacksAtOnce: 2 }), new SendPlayed(record, new LimitedBytes(database), download, reading, clock), refused),
    places: new KeepPlace(database, playbacks, refused, clock),
    tracks: new TrackReads(database, clock),
    plays: new PlaysLeft(database, clock),
    archives: new PlayableArchives(database, storage),
    /** @returns the entitlement's id */
    buy: async (productId: string): Promise<string> => {
      const order = aPaidOrder([{ deliveryKind: 'stream', productId }]);
      await deliver(order);
      const [row] = await database.dataSource.query<{ id: string }[]>('SELECT id FROM delivery.entitlements WHERE order_id = $1', [order.orderId]);
      return row?.id ?? '';
    },
    addChapter: async (chapter: { productId: string; number: number; assetId?: string; body?: string; samplePercent?: number; publishedAt?: Date }): Promise<string> => {
      const id = newId();
      await database.dataSource.query(
        'INSERT INTO delivery.chapters (id, product_id, merchant_id, number, title, asset_id, body, sample_percent, published_at) VALUES ($1, $2, $1, $3, $4, $5, $6, $7, $8)',
        [id, chapter.productId, chapter.number, { en: `Chapter ${chapter.number}` }, chapter.assetId ?? null, chapter.body === undefined ? null : { en: chapter.body }, chapter.samplePercent ?? 0, chapter.publishedAt ?? clock.now()]);
      return id;
    },
  };
}

export type Streams = ReturnType<typeof streamsOn>;

/** From where, and by what, somebody watches. */
export const tv = { country: 'KZ', userAgent: 'a television' };

export const tokenOf = (link: string) => link.replace('/v1/playback/', '');

/** All of it on a database of its own, with what a viewer does. */
export async function openStreams() {
  const db = await openTestDatabase([identityContext, orderingContext, deliveryContext]);
  const delivery = await deliveryOn(db.database);
  const streams = streamsOn(db.database, delivery);
  return {
    db, delivery, streams,
    /** A product of one file, and an access to it. */
    bought: async (asset: Partial<NewAsset>) => {
      const productId = newId();
      const assetId = await delivery.addAsset.run(anAsset({ productId, ...asset }));
      return { productId, assetId, entitlementId: await streams.buy(productId) };
    },
    /** What is sent is noted by then. */
    play: async (link: string, { range, client = tv, method = 'GET' }: { range?: string; client?: typeof tv; method?: 'GET' | 'HEAD' } = {}) => {
      const { status, headers, body } = await streams.serve.run({ token: tokenOf(link), method, headers: { range }, client });
      const bytes = body ? await buffer(body) : Buffer.alloc(0);
      await streams.record.onApplicationShutdown();
      return { status, headers, bytes };
    },
    minutesLater: (minutes: number) => delivery.clock.advance(minutes * 60_000),
    log: (entitlementId: string, what: string) => db.dataSource.query<object[]>('SELECT subject, bytes, times, client_country FROM delivery.accesses WHERE entitlement_id = $1 AND what = $2 ORDER BY id', [entitlementId, what]),
    close: async () => {
      await streams.record.onApplicationShutdown();
      await delivery.refused.onApplicationShutdown();
      await db.close();
      await delivery.removeFolder();
    },
  };
}

export type OpenedStreams = Awaited<ReturnType<typeof openStreams>>;

const container = '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
const text = (words: string) => Buffer.from(words);

interface BookText { readonly language?: string; readonly parts: readonly string[]; readonly files?: Zippable; readonly opf?: string; readonly nav?: string; readonly head?: string }

/** An EPUB of these parts, each the inside of a body, and of what else is said. */
export function anEpub({ language = 'en', parts, files = {}, opf, nav, head = '' }: BookText): Buffer {
  const items = parts.map((_, index) => `<item id="p${index}" href="text/part${index}.xhtml" media-type="application/xhtml+xml"/>`).join('');
  const refs = parts.map((_, index) => `<itemref idref="p${index}"/>`).join('');
  const packed = opf ?? `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book</dc:title><dc:language>${language}</dc:language></metadata>
    <manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="cover" href="images/cover.png" media-type="image/png"/>${items}</manifest><spine>${refs}</spine></package>`;
  const contents = nav ?? `<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>${parts.map((_, index) => `<li><a href="text/part${index}.xhtml">Part <b>${index + 1}</b></a></li>`).join('')}</ol></nav><nav epub:type="landmarks"><a href="text/part0.xhtml">Start</a></nav></body></html>`;
  return Buffer.from(zipSync({
    mimetype: [text('application/epub+zip'), { level: 0 }], 'META-INF/container.xml': text(container), 'OEBPS/book.opf': text(packed), 'OEBPS/nav.xhtml': text(contents), 'OEBPS/images/cover.png': text('a picture'),
    ...Object.fromEntries(parts.map((part, index) => [`OEBPS/text/part${index}.xhtml`, text(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"${head.includes('vrtl') ? ' class="vrtl" xml:lang="zh-TW"' : ''}><head><title>no words of the text</title>${head}</head><body>${part}</body></html>`)])), ...files,
  }));
}
