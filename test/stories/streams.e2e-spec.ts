import { randomBytes } from 'node:crypto';
import { PlaybackLinks, AddAssets } from '@silkport/delivery';
import { newId } from '@silkport/values';
import request from 'supertest';
import { anEpub } from '../../libs/delivery/src/streams/testing.js';
import { putOnSale } from '../support/market-goods.js';
import { foundMerchant, type TestMerchant } from '../support/market-merchant.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Track { readonly id: string; readonly form: string; readonly title: string; readonly url: string | null; readonly place: number | null; readonly page: string; readonly companions: readonly { url: string; locale: string | null }[] }

const recording = randomBytes(200_000);
const page = { accept: 'text/html', 'user-agent': 'a browser' };
const hour = 3_600_000;

let market: Market;
let tellers: TestMerchant;
let strangers: TestMerchant;
let productId: string;
let audioId: string;
let captionsId: string;
let bookId: string;
let pdfId: string;

beforeAll(async () => {
  market = await Market.open();
  tellers = await foundMerchant(market, 'tellers', 'CN');
  strangers = await foundMerchant(market, 'strangers', 'CN');
  const { id, slug, name } = tellers;
  await putOnSale(market, { slug: 'loom-tales', kind: 'stream', merchant: { id, slug, name } });
  productId = ((await market.get('/v1/products/loom-tales').expect(200)).body as { id: string }).id;
  const file = (fileName: string, contentType: string, bytes: Buffer) => ({ productId, fileName, contentType, title: { en: fileName }, bytes });
  [audioId = '', captionsId = '', bookId = '', pdfId = ''] = await market.app.get(AddAssets, { strict: false }).run([
    file('tale.mp3', 'audio/mpeg', recording), file('tale.ru.vtt', 'text/vtt', Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\nСказка\n')),
    file('tales.epub', 'application/epub+zip', anEpub({ language: 'ar', parts: ['<p>البداية</p><img src="../images/cover.png" alt=""/>', `<p>${'ثم نام الجميع. '.repeat(30)}</p><p>النهاية</p>`] })), file('score.pdf', 'application/pdf', Buffer.from('%PDF-1.7 a score')),
  ]);
}, 120_000);
afterAll(() => market.close());

const chapters = () => `/v1/merchant/products/${productId}/chapters`;
const put = (path: string, body: object, merchant = tellers) => request(market.url).put(path).set(merchant.owner).send(body);

async function add(chapter: object): Promise<string> {
  return ((await market.post(chapters(), { samplePercent: 0, ...chapter }, tellers.owner).expect(201)).body as { id: string }).id;
}

async function entitlementOf(order: PlacedOrder): Promise<string> {
  const [found] = await market.query<{ id: string }>('SELECT e.id FROM delivery.entitlements e JOIN ordering.orders o ON o.id = e.order_id WHERE o.number = $1', [order.number]);
  return found?.id ?? '';
}

async function tracksOf({ number, accessKey }: PlacedOrder, entitlementId: string): Promise<{ items: Track[]; coming: { title: string }[] }> {
  return (await market.get(`/v1/orders/${number}/deliveries/${entitlementId}/tracks?key=${accessKey}&locale=en`).expect(200)).body as { items: Track[]; coming: { title: string }[] };
}

const watch = ({ number, accessKey }: PlacedOrder, entitlementId: string, more = '', query = '') => market.get(`/en/orders/${number}/items/${entitlementId}/watch${more}?key=${accessKey}${query}`, page);

describe('a merchant of tales', () => {
  it('says what is played and read, in which order, and what of it is free', async () => {
    const second = await add({ title: { en: 'The second loom' }, body: { en: 'Then it <b>broke</b>.\n\nNobody knew why.' } });
    const heard = await add({ title: { en: 'The tale, told' }, assetId: audioId, companions: [{ assetId: captionsId, role: 'captions', locale: 'ru' }] });
    const first = await add({ title: { en: 'The first loom' }, body: { en: 'It began with a thread.', ru: 'Всё началось с нити.' }, samplePercent: 100 });
    const book = await add({ title: { en: 'All tales' }, assetId: bookId, samplePercent: 50 });
    await add({ title: { en: 'The score' }, assetId: pdfId });
    const { items } = (await market.get(chapters(), tellers.owner).expect(200)).body as { items: { id: string }[] };
    const rest = items.map(({ id }) => id).filter((id) => ![first, second, heard, book].includes(id));
    await put(`${chapters()}/order`, { chapterIds: [first, second, heard, book, ...rest] }).expect(204);
    await put(`${chapters()}/order`, { chapterIds: [first, second] }).expect(422);
  });

  it('cannot make chapters of what is not theirs or makes no sense, and strangers cannot touch them', async () => {
    const refused = (chapter: object, status: number, merchant = tellers) => market.post(chapters(), { samplePercent: 0, title: { en: 'No' }, ...chapter }, merchant.owner).expect(status);
    await refused({ assetId: newId() }, 422);
    await refused({ assetId: audioId, body: { en: 'Both' } }, 422);
    await refused({ body: { en: 'In part' }, samplePercent: 30 }, 422);
    await refused({ title: {}, body: { en: 'No title' } }, 422);
    await refused({ assetId: audioId, companions: [{ assetId: bookId, role: 'captions', locale: 'ru' }] }, 422);
    await refused({ body: { en: 'Mine now' } }, 404, strangers);
    const { items } = (await market.get(chapters(), tellers.owner).expect(200)).body as { items: { id: string }[] };
    await put(`/v1/merchant/chapters/${items[0]?.id}`, { title: { en: 'Mine' }, body: { en: 'Mine' }, samplePercent: 0 }, strangers).expect(404);
    await request(market.url).delete(`/v1/merchant/chapters/${items[0]?.id}`).set(strangers.owner).expect(404);
    await market.get(chapters(), strangers.owner).expect(404);
  });
});

describe('somebody who looks around', () => {
  it('tries what is free from the product’s page, and nothing else', async () => {
    const product = await market.get('/en/products/loom-tales', page).expect(200);
    expect(product.text).toContain('href="/en/products/loom-tales/sample"');
    const { items } = (await market.get('/v1/products/loom-tales/samples?locale=ru').expect(200)).body as { items: Track[] };
    expect(items.map(({ form }) => form)).toEqual(['text', 'book']);
    const [text, book] = items;
    expect((await market.get(new URL(text?.page ?? '').pathname, page).expect(200)).text).toContain('Всё началось с нити.');
    const first = await market.get(`/en/products/loom-tales/sample/${book?.id}`, page).expect(200);
    expect(first.text).toMatch(/<div class="reader-text[^"]*" lang="ar" dir="rtl"><div class="bk"><div class="bk-body"><p>البداية<\/p>/);
    expect(first.text).toContain('This is a free sample.');
    await market.get(/src="(\/v1\/playback\/[^"]+)"/.exec(first.text)?.[1] ?? '/none').expect(200).expect('content-type', 'image/png').expect('content-security-policy', /sandbox/);
    await market.get(`/en/products/loom-tales/sample/${book?.id}?part=1`, page).expect(404);
    await market.get(`/en/products/loom-tales/sample/${audioId}`, page).expect(404);
    await market.get('/en/products/none/sample', page).expect(404);
  });
});

describe('a buyer of tales', () => {
  let order: PlacedOrder;
  let entitlementId: string;
  let link: string;

  it('finds the contents, and plays with the browser’s own player and captions', async () => {
    order = await market.paidOrder(['loom-tales']);
    entitlementId = await entitlementOf(order);
    const contents = await watch(order, entitlementId).expect(200);
    for (const title of ['The first loom', 'The second loom', 'The tale, told', 'All tales']) expect(contents.text).toContain(title);
    const { items } = await tracksOf(order, entitlementId);
    expect(items.map(({ form }) => form)).toEqual(['text', 'text', 'audio', 'book', 'pages']);
    const player = await watch(order, entitlementId, `/${audioId}`).expect(200);
    link = /<source src="([^"#]+)/.exec(player.text)?.[1] ?? '';
    const [, captions = ''] = /<track kind="captions" srcLang="ru"[^>]* src="([^"]+)"/i.exec(player.text) ?? [];
    expect((await market.get(captions).expect(200).expect('content-type', 'text/vtt')).text).toContain('Сказка');
    const part = await market.get(link, { ...page, range: 'bytes=0-99999' }).buffer(true).expect(206).expect('content-disposition', 'inline').expect('content-type', 'audio/mpeg');
    expect((part.body as Buffer).equals(recording.subarray(0, 100_000))).toBe(true);
  });

  it('goes on where it stopped, on the page and by the API', async () => {
    await request(market.url).put(`${link}/place`).set('user-agent', 'a browser').send({ seconds: 61.7 }).expect(204);
    expect((await tracksOf(order, entitlementId)).items[2]?.place).toBe(61);
    expect((await watch(order, entitlementId, `/${audioId}`).expect(200)).text).toMatch(/<source src="[^"#]+#t=61"/);
    expect((await watch(order, entitlementId).expect(200)).text).toContain('Go on where you stopped');
  });

  it('reads chapters as plain words, a book in its own direction, part by part, and finds the part again', async () => {
    const { items } = await tracksOf(order, entitlementId);
    const second = await watch(order, entitlementId, `/${items[1]?.id}`).expect(200);
    expect(second.text).toContain('<p>Then it &lt;b>broke&lt;/b>.</p><p>Nobody knew why.</p>');
    expect((await watch(order, entitlementId, `/${bookId}`, '&part=1').expect(200)).text).toContain('النهاية');
    expect((await watch(order, entitlementId, `/${bookId}`).expect(200)).text).toContain('النهاية');
    const night = await watch(order, entitlementId, `/${bookId}`, '&part=0&size=huge&theme=night').expect(200);
    expect([night.text.includes('reader-night'), night.text.includes('reader-huge'), String(night.headers['set-cookie'])]).toEqual([true, true, expect.stringContaining('reader=huge.night')]);
    await watch(order, entitlementId, `/${bookId}`, '&part=7').expect(404);
  });

  it('sees a PDF in a frame of the page, which no other site may have', async () => {
    const [, pages = ''] = /<iframe class="reader-pages" src="([^"]+)"/.exec((await watch(order, entitlementId, `/${pdfId}`).expect(200)).text) ?? [];
    await market.get(pages).expect(200).expect('content-type', 'application/pdf').expect('content-disposition', 'inline').expect('content-security-policy', "frame-ancestors 'self'");
  });

  it('gets chapters that come later without doing anything', async () => {
    const later = await add({ title: { en: 'The third loom' }, body: { en: 'At last.' }, publishedAt: new Date(Date.now() + hour).toISOString() });
    const before = await tracksOf(order, entitlementId);
    expect([before.items.length, before.coming.map(({ title }) => title)]).toEqual([5, ['The third loom']]);
    await watch(order, entitlementId, `/${later}`).expect(404);
    await put(`/v1/merchant/chapters/${later}`, { title: { en: 'The third loom' }, body: { en: 'At last.' }, samplePercent: 0, publishedAt: new Date(Date.now() - hour).toISOString() }).expect(204);
    expect((await watch(order, entitlementId, `/${later}`).expect(200)).text).toContain('At last.');
  });

  it('cannot be played for by anybody else: forged, foreign and shared links are refused and written down', async () => {
    await market.get(`${link.slice(0, -2)}xx`, page).expect(403);
    await market.get(link, { 'user-agent': 'another telephone' }).expect(403);
    await market.get(`/en/orders/${order.number}/items/${entitlementId}/watch`, page).expect(404);
    const links = market.app.get(PlaybackLinks, { strict: false });
    await market.get(links.play(entitlementId, newId(), new Date()), page).expect(403);
    await market.get(links.play(entitlementId, audioId, new Date(Date.now() - 2 * hour)), page).expect(410);
    await market.until(async () => (await market.query("SELECT 1 FROM delivery.accesses WHERE entitlement_id = $1 AND what = 'refused' AND subject = 'delivery.playback_elsewhere'", [entitlementId])).length > 0);
  });

  it('has one line in the log for playing, with its bytes, and one for each thing read', async () => {
    const log = await market.query<{ what: string; subject: string; bytes: string | null }>("SELECT what, subject, bytes FROM delivery.accesses WHERE entitlement_id = $1 AND what IN ('played', 'read') ORDER BY id", [entitlementId]);
    expect(log.filter(({ what }) => what === 'played')).toEqual([{ what: 'played', subject: 'tale.mp3', bytes: 100_000n }]);
    expect(log.filter(({ what }) => what === 'read').map(({ subject }) => subject)).toEqual(['The second loom', 'tales.epub: 2/2', 'tales.epub: 1/2', 'score.pdf', 'The third loom']);
  });

  it('plays a recording as often as its merchant lets it, is told how often is left, and is refused then', async () => {
    await put(`/v1/merchant/products/${productId}/download-terms`, { completedLimit: null, playLimit: 2, stampsOrderNumber: false }).expect(204);
    expect((await market.get(`/v1/merchant/products/${productId}/download-terms`, tellers.owner).expect(200)).body).toEqual({ completedLimit: null, playLimit: 2, stampsOrderNumber: false, unstamped: [] });
    await market.get(`/v1/merchant/products/${productId}/download-terms`, strangers.owner).expect(404);
    const item = async () => (await market.get(`/en/orders/${order.number}/items/${entitlementId}?key=${order.accessKey}`, page).expect(200)).text;
    expect(await item()).toContain('1 of 2 plays left');
    const audio = async () => (await tracksOf(order, entitlementId)).items.find(({ form }) => form === 'audio');
    expect(await audio()).toMatchObject({ playsLeft: 1 });
    const player = await watch(order, entitlementId, `/${audioId}`).expect(200);
    expect([player.text.includes('preload="none"'), player.text.includes('1 of 2 plays left')]).toEqual([true, true]);
    const goesOn = /<source src="([^"#]+)/.exec(player.text)?.[1] ?? '';
    await market.get(goesOn, { ...page, range: 'bytes=0-9' }).expect(206);
    expect(await item()).toContain('1 of 2 plays left');
    const television = { 'user-agent': 'a television' };
    const second = new URL((await audio())?.url ?? '').pathname;
    await market.get(second, { ...television, range: 'bytes=0-9' }).expect(206);
    expect(await item()).toContain('0 of 2 plays left');
    const refused = await market.get(new URL((await audio())?.url ?? '').pathname, { ...television, 'user-agent': 'a third one', 'accept-language': 'ru' }).expect(403);
    expect((refused.body as { code: string }).code).toBe('delivery.play_limit_reached');
    expect((await market.get(`/en/orders/${order.number}/items/${entitlementId}/watch/${audioId}?key=${order.accessKey}`, { ...page, 'user-agent': 'a third one' }).expect(200)).text).toContain('as often as its merchant allows: 2 times');
    await put(`/v1/merchant/products/${productId}/download-terms`, { completedLimit: null, stampsOrderNumber: false }).expect(204);
    expect(await audio()).toMatchObject({ playsLeft: null });
  });

  it('who is refunded has nothing left to play or read, at once', async () => {
    const fresh = (await tracksOf(order, entitlementId)).items[2]?.url ?? '';
    await market.post(`/v1/merchant/orders/${order.number}/refunds`, { reason: 'goodwill' }, tellers.owner).expect(201);
    await market.until(async () => (await market.query("SELECT 1 FROM delivery.entitlements WHERE id = $1 AND state = 'revoked'", [entitlementId])).length > 0);
    for (const address of [link, fresh]) await market.get(address, { ...page, range: 'bytes=100000-' }).expect(403);
    await watch(order, entitlementId, `/${bookId}`).expect(403);
    await watch(order, entitlementId).expect(403);
    await market.get(`/v1/orders/${order.number}/deliveries/${entitlementId}/tracks?key=${order.accessKey}`).expect(403);
    await market.get('/en/products/loom-tales/sample', page).expect(200);
    const refused = () => market.query("SELECT 1 FROM delivery.accesses WHERE entitlement_id = $1 AND what = 'refused' AND subject = 'delivery.access_suspended'", [entitlementId]);
    await market.until(async () => (await refused()).length > 0);
  });
});
