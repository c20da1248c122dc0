import { AddAssets } from '@silkport/delivery';
import { money } from '@silkport/values';
import request from 'supertest';
import { Market, type PlacedOrder } from '../support/market.js';
import { MarketLedger } from '../support/market-ledger.js';
import { buyService, sellService, type ServiceOnSale } from '../support/service-goods.js';

interface Course { readonly version: number; readonly modules: readonly { readonly id: string; readonly lessons: readonly { readonly id: string; readonly title: string; readonly isCompleted: boolean | null }[] }[]; readonly nextLessonId: string | null; readonly isCompleted: boolean; readonly certificateNumber: string | null }
interface SetModule { id: string; title: object; lessons: { id: string; title: object; body: Record<string, string>; assetIds: string[]; isPreview: boolean }[] }

const evil = '<h2>Clay</h2><script>alert(1)</script><p onclick="steal()" style="position:fixed">Wedge it <a href="javascript:alert(2)">well</a>.</p><iframe src="https://elsewhere.example"></iframe><img src=x onerror=alert(3)>';

let market: Market;
let books: MarketLedger;
let course: ServiceOnSale;
let order: PlacedOrder;
let seats: readonly string[];
let assetId: string;

const at = (what: string, seat = 0) => `/v1/orders/${order.number}/deliveries/${seats[seat]}/${what}?key=${order.accessKey}&locale=ru`;
const page = (what: string, seat = 0, locale = 'ru') => `/${locale}/orders/${order.number}/items/${seats[seat]}${what}?key=${order.accessKey}`;
const setPath = () => `/v1/merchant/products/${course.productId}/course`;
const read = async (seat = 0) => (await market.get(at('course', seat)).expect(200)).body as Course;
const lesson = async (place: number, seat = 0) => (await read(seat)).modules.flatMap(({ lessons }) => lessons)[place]?.id ?? '';
const put = (address: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) => request(market.url).put(address).set(headers).send(body);
const html = (address: string) => market.get(address, { accept: 'text/html' });
const form = (address: string, fields: object) => request(market.url).post(address).set('accept', 'text/html').type('form').send(fields);

beforeAll(async () => {
  market = await Market.open();
  books = await MarketLedger.open(market);
  course = await sellService(market, { slug: 'throwing-course', kind: 'course', price: money(19_900n, 'CNY') });
  [assetId = ''] = await market.app.get(AddAssets, { strict: false }).run([{ productId: course.productId, fileName: 'wheel.mp4', contentType: 'video/mp4', title: { en: 'The wheel' }, bytes: Buffer.from('film of a wheel') }]);
}, 120_000);
afterAll(() => market.close());

describe('a merchant who writes a course', () => {
  const first = () => ({
    basedOn: 0,
    modules: [
      { title: { en: 'Clay', 'zh-CN': '泥' }, lessons: [{ title: { en: 'Wedging', ru: 'Проминка' }, body: { en: evil, ru: 'Первый абзац.\n\nВторой < третий.' }, assetIds: [], isPreview: true }, { title: { en: 'Centring' }, body: { en: 'Slow hands.' }, assetIds: [assetId], isPreview: false }] },
      { title: { en: 'Fire' }, lessons: [{ title: { en: 'Bisque' }, assetIds: [assetId], isPreview: false }] },
    ],
  });

  it('is heard only for its own product, and with files and ids that are the product’s', async () => {
    await put(setPath(), first(), course.foreigner).expect(404);
    const foreign = { ...first(), modules: [{ title: { en: 'Clay' }, lessons: [{ title: { en: 'Wedging' }, assetIds: ['0190a000-0000-7000-8000-000000000001'], isPreview: false }] }] };
    await put(setPath(), foreign, course.owner).expect(422).expect(({ body }) => expect((body as { code: string }).code).toBe('delivery.course_refused'));
    await put(setPath(), { basedOn: 0, modules: [] }, course.owner).expect(422);
    await put(setPath(), { basedOn: 0, modules: [{ title: { en: ' ' }, lessons: first().modules[0]?.lessons }] }, course.owner).expect(422);
    await put(setPath(), { basedOn: 0, modules: [{ id: '0190a000-0000-7000-8000-000000000002', title: { en: 'Clay' }, lessons: first().modules[0]?.lessons }] }, course.owner).expect(422);
    await market.get(`/v1/products/${course.slug}/course`).expect(404);
  });

  it('has its words made safe, and its free lesson shown to everybody', async () => {
    await put(setPath(), first(), course.owner).expect(200).expect(({ body }) => expect((body as Course).version).toBe(1));
    await put(setPath(), first(), course.owner).expect(409);
    const { body } = await market.get(`/v1/products/${course.slug}/course`).expect(200);
    const [free, paid] = (body as Course).modules[0]?.lessons ?? [];
    await market.get(`/v1/products/${course.slug}/lessons/${paid?.id}`).expect(404);
    const shown = (await market.get(`/v1/products/${course.slug}/lessons/${free?.id}`).expect(200)).body as { body: string };
    expect(shown.body).toContain('<h2>Clay</h2>');
    for (const bad of ['script', 'onclick', 'style=', 'javascript', 'iframe', '<img', 'alert']) expect(shown.body).not.toContain(bad);
    expect((await html(`/ru/products/${course.slug}/lessons/${free?.id}`).expect(200)).text).toContain('<p>Второй &lt; третий.</p>');
    expect((await html(`/ar/products/${course.slug}/lessons`).expect(200)).text).toContain('dir="rtl"');
    await html(`/en/products/${course.slug}/lessons/${paid?.id}`).expect(404);
    expect((await html(`/en/products/${course.slug}`).expect(200)).text).toContain(`/en/products/${course.slug}/lessons`);
  });
});

describe('two seats of a course', () => {
  beforeAll(async () => {
    const bought = await buyService(market, course, 2);
    order = bought.order;
    seats = bought.entitlementIds;
  });

  it('begin with the first lesson, each for itself, and strangers see nothing', async () => {
    expect(seats).toHaveLength(2);
    expect(await read()).toMatchObject({ nextLessonId: await lesson(0), isCompleted: false, certificateNumber: null });
    await market.get(at('course').replace(order.accessKey, 'x'.repeat(43))).expect(404);
    await market.get(`/v1/orders/${order.number}/deliveries/${course.productId}/course?key=${order.accessKey}`).expect(404);
    await market.get(at(`lessons/${course.productId}`)).expect(404);
    const shown = await html(page('/lessons')).expect(200);
    expect(shown.text).toContain('Пройдено 0 из 3 уроков');
  });

  it('go through the lessons on pages without a script; doing it twice is doing it once', async () => {
    const [one, two] = [await lesson(0), await lesson(1)];
    expect((await html(page(`/lessons/${one}`)).expect(200)).text).toContain('Проминка');
    const done = await form(page(`/lessons/${one}/completion`), {}).expect(303);
    expect(done.headers.location).toBe(page(`/lessons/${two}`));
    await form(page(`/lessons/${one}/completion`), {}).expect(303);
    expect((await html(page(`/lessons/${two}`)).expect(200)).text).toMatch(/<video [^>]*src="\/v1\/downloads\//);
    expect(await read()).toMatchObject({ nextLessonId: two, isCompleted: false });
    expect(await read(1)).toMatchObject({ nextLessonId: one });
    const opened = (await market.get(at(`lessons/${two}`)).expect(200)).body as { files: { url: string }[] };
    await market.get(opened.files[0]?.url ?? '').expect(200);
    await market.post(at('certificate'), { name: 'Айгерім' }).expect(409);
  });

  it('keep what is done when the merchant edits the course', async () => {
    const { body } = await market.get(setPath(), course.owner).expect(200);
    const { modules } = body as { modules: SetModule[] };
    const [clay, fire] = modules;
    const added = { title: { en: 'Glaze' }, body: { en: 'Dip and dry.' }, assetIds: [], isPreview: false };
    await put(setPath(), { basedOn: 1, modules: [{ ...clay, lessons: clay?.lessons.toReversed() }, { ...fire, lessons: [...(fire?.lessons ?? []), added] }] }, course.owner).expect(200);
    const after = await read();
    expect(after.version).toBe(2);
    expect(after.modules.flatMap(({ lessons }) => lessons).map(({ isCompleted }) => isCompleted)).toEqual([false, true, false, false]);
    const learners = (await market.get(`/v1/merchant/products/${course.productId}/learners`, course.owner).expect(200)).body as { lessons: number; items: { entitlementId: string; completedLessons: number }[] };
    expect(learners.lessons).toBe(4);
    expect(learners.items.find(({ entitlementId }) => entitlementId === seats[0])?.completedLessons).toBe(1);
    await market.get(`/v1/merchant/products/${course.productId}/learners`, course.foreigner).expect(404);
  });

  it('end with one certificate in the learner’s language, which everybody can check and nobody can change', async () => {
    for (const place of [0, 1, 2, 3]) await put(at(`lessons/${await lesson(place)}/completion`)).expect(200);
    expect(await read()).toMatchObject({ isCompleted: true, nextLessonId: null });
    expect((await html(page('/lessons')).expect(200)).text).toContain('Вы прошли все уроки');
    await form(page('/certificate'), { name: '  ' }).expect(400);
    await Promise.all([form(page('/certificate'), { name: 'Айгерім <b>Серікқызы</b>' }), form(page('/certificate'), { name: 'Айгерім <b>Серікқызы</b>' })]);
    await market.post(at('certificate'), { name: 'Somebody else' }).expect(201);
    const { certificateNumber } = await read();
    const { body } = await market.get(`/v1/certificates/${certificateNumber}`).expect(200);
    expect(Object.keys(body as object).toSorted()).toEqual(['course', 'issuedOn', 'learnerName', 'number']);
    expect((body as { learnerName: string }).learnerName).toBe('Айгерім <b>Серікқызы</b>');
    expect((await html(`/en/certificates/${certificateNumber}`).expect(200)).text).toContain('Айгерім &lt;b>Серікқызы&lt;/b>');
    await html('/en/certificates/SC-0000-0000-0000').expect(404);
    const paper = await market.get(at('certificate')).buffer(true).expect(200);
    expect((paper.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    await market.get(at('certificate', 1)).expect(404);
    const log = await market.query<{ what: string; count: number }>('SELECT what, count(*)::int AS count FROM delivery.accesses WHERE entitlement_id = $1 AND what <> \'refused\' GROUP BY 1 ORDER BY 1', [seats[0]]);
    expect(log).toEqual([{ what: 'certificate_issued', count: 1 }, { what: 'lesson_opened', count: 3 }]);
  });

  it('are closed when the money goes back, and the certificate proves nothing any more', async () => {
    const { certificateNumber } = await read();
    await market.post(`/v1/merchant/orders/${order.number}/refunds`, { reason: 'goodwill' }, course.owner).expect(201);
    await books.rest();
    await market.get(at('course')).expect(403);
    await market.get(at(`lessons/${course.productId}`)).expect(403);
    await market.get(at('certificate')).expect(403);
    await html(page('/lessons')).expect(403);
    await form(page('/certificate'), { name: 'Late' }).expect(403);
    await market.get(`/v1/certificates/${certificateNumber}`).expect(404);
  });
});
