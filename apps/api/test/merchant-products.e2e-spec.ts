import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import request, { type Response } from 'supertest';
import { ApiUnderTest } from './support/api-under-test.js';

interface Problem { readonly code: string; readonly detail: string; readonly errors?: readonly { readonly field: string; readonly code: string; readonly detail: string }[] }
interface Shown {
  readonly id: string;
  readonly slug: string;
  readonly state: string;
  readonly variants: readonly { readonly id: string; readonly isDraft: boolean; readonly available: number | null }[];
  readonly missing: readonly { readonly field: string; readonly code: string; readonly detail: string }[];
}

let api: ApiUnderTest;

beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());

const merchant = () => api.as('merchant');
const price = [{ amount: '30.00', currency: 'CNY' }];
const aDraft = (deliveryKind: string, categoryId: string, variant: object = {}, given: object = {}) => (
  { name: { en: `A ${deliveryKind}` }, description: { en: 'Made to be sold.' }, categoryId, unit: 'piece', deliveryKind, variants: [{ name: { en: 'One' }, prices: price, ...variant }], ...given }
);
const post = (draft: object, headers: Record<string, string> = {}) => api.post('/v1/merchant/products', draft, { ...merchant(), ...headers });
const made = async (draft: object) => (await post(draft).expect(201)).body as Shown;
const shown = async (id: string) => (await api.get(`/v1/merchant/products/${id}`, merchant()).expect(200)).body as Shown;
const publication = (id: string, headers = merchant()) => api.post(`/v1/merchant/products/${id}/publication`, undefined, headers);
const path = ({ id }: Shown, what: string) => `/v1/merchant/products/${id}/${what}`;
const ofVariant = (product: Shown, what: string) => path(product, `variants/${product.variants[0]?.id}/${what}`);
const put = (address: string, body: object) => api.put(address, body, merchant());

const written = (told: Readonly<Record<string, string>>) => Object.entries(told).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',');

async function released(product: Shown, filename: string, filetype: string, bytes: Buffer, version = '1'): Promise<Response> {
  const tus = { ...merchant(), 'tus-resumable': '1.0.0' };
  const opened = await request(api.url).post('/v1/merchant/uploads').set(tus).set('upload-length', String(bytes.length)).set('upload-metadata', written({ productId: product.id, filename, filetype })).expect(201);
  const address = String(opened.headers.location);
  await request(api.url).patch(address).set({ ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }).send(bytes).expect(204);
  for (let state = ''; state !== 'ready'; await wait(25)) state = ((await api.get(address, merchant())).body as { state: string }).state;
  return api.post(path(product, 'releases'), { version, notes: { en: 'News' }, files: [{ uploadId: address.split('/').at(-1), title: { en: filename } }] }, merchant()).expect(201);
}

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const csv = Buffer.from('town,looms\nHangzhou,7\n');
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
const availability = { timeZone: 'Asia/Shanghai', sessionMinutes: 60, bufferMinutes: 0, noticeMinutes: 0, changeNoticeMinutes: 0, capacity: 1, sessionsPerPiece: 1, horizonDays: 30, exceptions: [], meetingLink: null };
const description = { version: '1', rowQuota: 100, provenance: { en: 'Counted by hand' }, licenceTerms: { en: 'For your own work' }, personalData: 'none', columns: [], examples: [] };

/** Of each kind what is missing of a draft, by name, and what a merchant does about it: each step takes one thing off. */
const kinds: readonly { readonly kind: string; readonly draft: () => object; readonly steps: readonly { readonly missing: string; readonly mend: (product: Shown) => PromiseLike<unknown> }[] }[] = [
  { kind: 'download', draft: () => aDraft('download', 'dp.pub.ebook'), steps: [{ missing: 'files delivery.lacks_file', mend: (product) => released(product, 'guide.pdf', 'application/pdf', pdf) }] },
  {
    kind: 'licence-key', draft: () => aDraft('licence-key', 'dt.software.cad'),
    steps: [{ missing: 'variants.0.licenceKeys delivery.lacks_keys', mend: (product) => api.post(`/v1/merchant/variants/${product.variants[0]?.id}/licence-keys`, { csv: `key\n${randomUUID()}\n` }, merchant()).expect(201) }],
  },
  {
    kind: 'licence-key', draft: () => aDraft('licence-key', 'dp.games.pc'),
    steps: [{ missing: 'variants.0.licenceKeys delivery.lacks_keys', mend: (product) => put(`/v1/merchant/variants/${product.variants[0]?.id}/key-plan`, { source: 'generated', pattern: 'GAME-XXXXX-XXXXX-XXXXX-XXXXX' }).expect(204) }],
  },
  {
    kind: 'stream', draft: () => aDraft('stream', 'dp.lit.webcomic'),
    steps: [{ missing: 'chapters delivery.lacks_track', mend: (product) => api.post(path(product, 'chapters'), { title: { en: 'The first loom' }, body: { en: 'It began with a thread.' }, samplePercent: 0 }, merchant()).expect(201) }],
  },
  {
    kind: 'api-access', draft: () => aDraft('api-access', 'da.api.weather'),
    steps: [{
      missing: 'variants.0.apiPlan delivery.lacks_api_plan',
      mend: (product) => put(ofVariant(product, 'api-plan'), { scopes: [{ name: 'all', methods: ['GET'], path: '/', units: 1 }], quotaUnits: 100, quotaPeriod: 'month', perSecond: 5, perMinute: null, validDays: 30, upstreamUrl: null }).expect(200),
    }],
  },
  {
    kind: 'data-set', draft: () => aDraft('data-set', 'da.dataset.industry'),
    steps: [
      { missing: 'files delivery.lacks_file', mend: (product) => released(product, 'looms.csv', 'text/csv', csv) },
      { missing: 'dataSet delivery.lacks_data_description', mend: (product) => put(path(product, 'data-set'), description).expect(200) },
    ],
  },
  {
    kind: 'subscription', draft: () => aDraft('subscription', 'dt.software.erp', { billing: { interval: 'month', trialDays: 14 }, serviceDays: 30 }),
    steps: [{ missing: 'variants.0.content delivery.lacks_content', mend: (product) => put(`/v1/merchant/variants/${product.variants[0]?.id}/key-plan`, { source: 'generated', pattern: 'TEAM-XXXXX-XXXXX-XXXXX-XXXXX' }).expect(204) }],
  },
  {
    kind: 'course', draft: () => aDraft('course', 'ds.education.vocational'),
    steps: [{
      missing: 'course delivery.lacks_lesson',
      mend: (product) => put(path(product, 'course'), { basedOn: 0, modules: [{ title: { en: 'Clay' }, lessons: [{ title: { en: 'Wedging' }, body: { en: 'Slow hands.' }, assetIds: [], isPreview: true }] }] }).expect(200),
    }],
  },
  { kind: 'booking', draft: () => aDraft('booking', 'ds.education.language'), steps: [{ missing: 'availability delivery.lacks_availability', mend: (product) => put(path(product, 'availability'), { ...availability, weekly: everyDay }).expect(200) }] },
  {
    kind: 'commission', draft: () => aDraft('commission', 'ds.creative.fashion-design'),
    steps: [{
      missing: 'variants.0.commissionPlan delivery.lacks_commission_plan',
      mend: (product) => put(ofVariant(product, 'commission-plan'), { questions: [], milestones: [{ name: { en: 'Whole' }, shareBasisPoints: 10_000, dueDays: 7 }], acceptDays: 14, changeRounds: 2 }).expect(200),
    }],
  },
  { kind: 'service', draft: () => aDraft('service', 'ds.professional.consulting', { serviceDays: 30 }), steps: [] },
  {
    kind: 'parcel', draft: () => aDraft('parcel', 'g.ceramics.tea', { stock: 4, weightGrams: 400 }),
    steps: [{ missing: 'variants.0.customs delivery.lacks_customs', mend: (product) => put(path(product, 'customs'), { hsCode: '691110', originCountry: 'CN', description: { en: 'Porcelain bowl' }, netWeightGrams: 300 }).expect(204) }],
  },
  { kind: 'bundle', draft: () => aDraft('bundle', 'dp.visual.pattern', { contains: [api.variant('clay-film-book'), api.variant('tea-bowl')] }), steps: [] },
];

const named = ({ missing }: Pick<Shown, 'missing'>) => missing.map(({ field, code }) => `${field} ${code}`);
const refusedBy = async (call: PromiseLike<Response>) => {
  const { status, body } = await call;
  const { code, errors = [] } = body as Problem;
  return [status, code, ...errors.map((error) => `${error.field} ${error.code}`).toSorted()];
};

describe('a product of its merchant', () => {
  it.each(kinds)('of the kind $kind goes from a draft to sale when nothing is missing', async ({ draft, steps }) => {
    const product = await made(draft());
    expect([product.state, named(product)]).toEqual(['draft', steps.map(({ missing }) => missing)]);
    for (const [done, { mend }] of steps.entries()) {
      const lacking = steps.slice(done).map(({ missing }) => missing);
      expect(await refusedBy(publication(product.id))).toEqual([422, 'catalog.product_incomplete', ...lacking.toSorted()]);
      await api.get(`/v1/products/${product.slug}`).expect(404);
      await mend(product);
      expect(named(await shown(product.id))).toEqual(lacking.slice(1));
    }
    const { body } = await publication(product.id).expect(200);
    expect(body).toMatchObject({ state: 'published', missing: [], variants: [{ isDraft: false }] });
    await api.get(`/v1/products/${product.slug}`).expect(200);
    const { body: quote } = await api.post('/v1/quotes', { items: [{ variantId: product.variants[0]?.id, quantity: 1 }], country: 'KZ', currency: 'KZT' }).expect(201);
    expect((quote as { lines: unknown[] }).lines.length).toBeGreaterThan(0);
    expect((await publication(product.id).expect(200)).body).toEqual(body);
  });

  it('lacks again what is taken away, so that it cannot come back without it', async () => {
    const product = await made(aDraft('data-set', 'da.dataset.industry'));
    await released(product, 'looms.csv', 'text/csv', csv);
    await put(path(product, 'data-set'), description).expect(200);
    await publication(product.id).expect(200);
    await released(product, 'looms.csv', 'text/csv', Buffer.from('town,looms\nSuzhou,9\n'), '2');
    expect(named(await shown(product.id))).toEqual(['dataSet delivery.outdated_data_description']);
    await api.post(path(product, 'withdrawal'), undefined, merchant()).expect(204);
    expect(await refusedBy(publication(product.id))).toEqual([422, 'catalog.product_incomplete', 'dataSet delivery.outdated_data_description']);
    await put(path(product, 'data-set'), { ...description, version: '2' }).expect(200);
    await publication(product.id).expect(200);
  });

  it('has its prices changed as a draft, and shows its merchant what buyers will see', async () => {
    const product = await made(aDraft('service', 'ds.professional.consulting'));
    await put(ofVariant(product, 'prices'), { prices: [{ amount: '45.00', currency: 'CNY' }, { amount: '7.00', currency: 'USD' }] }).expect(200);
    const { body } = await api.get(path(product, 'prices?country=KZ'), merchant()).expect(200);
    const { variants: [variant] } = body as { variants: { seen: { currency: string; price: { amount: string } | null; origin: string }[] }[] };
    expect(variant?.seen.filter(({ currency }) => ['CNY', 'USD'].includes(currency)).map(({ price: seen, origin }) => [seen, origin])).toEqual([[{ amount: '45.00', currency: 'CNY' }, 'own'], [{ amount: '7.00', currency: 'USD' }, 'own']]);
    expect(await refusedBy(put(ofVariant(product, 'prices'), { prices: [{ amount: '7.00', currency: 'USD' }] }))).toEqual([400, 'catalog.main_price_missing', 'prices catalog.main_price_missing']);
    await publication(product.id).expect(200);
    const { body: seen } = await api.get(`/v1/products/${product.slug}?currency=USD`).expect(200);
    expect(seen).toMatchObject({ variants: [{ price: { amount: '7.00', currency: 'USD' }, merchantPrice: { amount: '7.00', currency: 'USD' } }] });
  });

  it('is refused with the field that is wrong, in the reader’s language', async () => {
    const wrong = { ...aDraft('download', 'dp.pub.ebook'), variants: [{ name: { en: 'One' }, prices: price }, { name: { en: ' ' }, prices: [...price, { amount: '1,5', currency: 'EUR' }] }] };
    expect(await refusedBy(post(wrong))).toEqual([400, 'i18n.invalid_input', 'variants.1.name.en i18n.rule_matches', 'variants.1.prices.1.amount i18n.rule_matches']);
    const tooFine = { ...wrong, variants: [{ name: { en: 'One' }, prices: [...price, { amount: '1.555', currency: 'EUR' }] }] };
    expect(await refusedBy(post(tooFine))).toEqual([400, 'catalog.price_refused', 'variants.0.prices.1.amount catalog.price_refused']);
    expect(await refusedBy(post({ ...aDraft('parcel', 'dp.pub.ebook') }))).toEqual([422, 'catalog.kind_not_of_category', 'deliveryKind catalog.kind_not_of_category']);
    expect(await refusedBy(post({ ...aDraft('download', 'dp.pub.ebook'), slug: 'tea-bowl' }))).toEqual([409, 'catalog.slug_taken', 'slug catalog.slug_taken']);
    expect(await refusedBy(post({ ...aDraft('download', 'dp.pub.ebook'), merchantId: randomUUID() }))).toEqual([400, 'i18n.invalid_input', 'merchantId i18n.rule_whitelistValidation']);
    const { id } = await made(aDraft('download', 'dp.pub.ebook'));
    const { body } = await publication(id, { ...merchant(), 'accept-language': 'ru' }).expect(422);
    expect(body).toMatchObject({ code: 'catalog.product_incomplete', errors: [{ detail: 'Выпустите хотя бы один файл: иначе покупатели ничего не получат.' }] });
  });

  it('is made once of a request that is sent twice', async () => {
    const [draft, key] = [aDraft('service', 'ds.professional.consulting', {}, { name: { en: 'Advice, asked twice' } }), randomUUID()];
    const [first, second] = [await post(draft, { 'idempotency-key': key }).expect(201), await post(draft, { 'idempotency-key': key }).expect(201)];
    expect(second.body).toEqual(first.body);
    expect(await refusedBy(post({ ...draft, unit: 'project' }, { 'idempotency-key': key }))).toEqual([422, 'platform.idempotency_key_reused', 'Idempotency-Key platform.idempotency_key_reused']);
  });

  it('is of nobody else: another merchant neither sees nor changes it, nor makes a bundle of it', async () => {
    const product = await made(aDraft('download', 'dp.pub.ebook'));
    const stranger = api.as('otherMerchant');
    const nothing = [404, 'catalog.not_your_product'];
    expect(await refusedBy(api.get(`/v1/merchant/products/${product.id}`, stranger))).toEqual(nothing);
    expect(await refusedBy(api.put(`/v1/merchant/products/${product.id}`, { ...aDraft('download', 'dp.pub.ebook'), deliveryKind: undefined }, stranger))).toEqual(nothing);
    expect(await refusedBy(publication(product.id, stranger))).toEqual(nothing);
    expect(await refusedBy(api.post(path(product, 'withdrawal'), undefined, stranger))).toEqual(nothing);
    expect(await refusedBy(api.put(ofVariant(product, 'stock'), { available: 1, basedOn: null }, stranger))).toEqual(nothing);
    expect(await refusedBy(api.put(ofVariant(product, 'prices'), { prices: price }, stranger))).toEqual(nothing);
    expect(await refusedBy(api.post('/v1/merchant/products', aDraft('bundle', 'dp.visual.pattern', { contains: [product.variants[0]?.id] }), stranger))).toEqual([422, 'catalog.bundle_refused', 'variants.0.contains catalog.bundle_refused']);
    const { body: list } = await api.get('/v1/merchant/products?limit=100', stranger).expect(200);
    expect(JSON.stringify(list)).not.toContain(product.id);
    expect((await shown(product.id)).state).toBe('draft');
  });

  it('goes off sale and comes back, and sells a variant that was added once that has what it needs', async () => {
    const product = await made(aDraft('parcel', 'g.ceramics.tea', { stock: 4, weightGrams: 400 }));
    const [bowl] = product.variants;
    await put(path(product, 'customs'), { variantId: bowl?.id, hsCode: '691110', originCountry: 'CN', description: { en: 'Porcelain bowl' }, netWeightGrams: 300 }).expect(204);
    await publication(product.id).expect(200);
    await api.post(path(product, 'withdrawal'), undefined, merchant()).expect(204);
    await api.get(`/v1/products/${product.slug}`).expect(410);
    await publication(product.id).expect(200);
    const words = { name: { en: 'Bowls' }, description: { en: 'Two sizes.' }, categoryId: 'g.ceramics.tea', unit: 'piece' };
    const { body } = await put(`/v1/merchant/products/${product.id}`, { ...words, variants: [{ id: bowl?.id, name: { en: 'Small' }, weightGrams: 400 }, { name: { en: 'Large' }, prices: price, weightGrams: 700, stock: 1 }] }).expect(200);
    const changed = body as Shown;
    const large = changed.variants[1]?.id;
    expect([changed.variants.map(({ isDraft }) => isDraft), named(changed)]).toEqual([[false, true], ['variants.1.customs delivery.lacks_customs']]);
    const quote = () => api.post('/v1/quotes', { items: [{ variantId: large, quantity: 1 }], country: 'KZ', currency: 'KZT' });
    expect(await refusedBy(quote())).toEqual([404, 'catalog.product_unknown', 'items.0.variantId catalog.product_unknown']);
    await put(path(product, 'customs'), { hsCode: '691110', originCountry: 'CN', description: { en: 'Porcelain bowl' }, netWeightGrams: 500 }).expect(204);
    await publication(product.id).expect(200);
    await quote().expect(201);
    await put(path(product, `variants/${large}/stock`), { available: 0, basedOn: 1 }).expect(204);
    expect(await refusedBy(quote())).toEqual([409, 'catalog.sold_out', 'items catalog.sold_out']);
  });
});
