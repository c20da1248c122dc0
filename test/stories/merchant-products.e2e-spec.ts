import { createHash } from 'node:crypto';
import { demoOwnerEmail } from '@silkport/demo';
import request from 'supertest';
import { Market, type PlacedOrder } from '../support/market.js';
import { foundMerchant, type TestMerchant } from '../support/market-merchant.js';

interface Shown { readonly id: string; readonly slug: string; readonly state: string; readonly variants: readonly { readonly id: string; readonly available: number | null }[]; readonly missing: readonly { readonly field: string; readonly code: string }[] }
interface Line { readonly productSlug: string; readonly total: { readonly amount: string }; readonly bundle: { readonly name: string } | null }

const guide = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const sha256 = createHash('sha256').update(guide).digest('hex');
const price = (amount: string) => [{ amount, currency: 'CNY' }];
const stranger = 'vermilion-gate-drama';

let market: Market;
let maker: TestMerchant;

beforeAll(async () => {
  market = await Market.open();
  maker = await foundMerchant(market, 'glaze-and-ash', 'CN');
}, 120_000);
afterAll(() => market.close());

async function made(product: object): Promise<Shown> {
  const { body } = await market.post('/v1/merchant/products', product, maker.owner).expect(201);
  return body as Shown;
}

const productPath = ({ id }: Pick<Shown, 'id'>, what = '') => `/v1/merchant/products/${id}${what}`;
const published = async (product: Shown) => (await market.post(productPath(product, '/publication'), {}, maker.owner).expect(200)).body as Shown;
const variantOf = ({ variants: [first] }: Shown) => first?.id ?? '';
const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { code: string }).code];
const pageOf = (slug: string) => market.get(`/en/products/${slug}`);

async function released(product: Shown): Promise<void> {
  const metadata = Object.entries({ productId: product.id, filename: 'glazes.pdf', filetype: 'application/pdf' }).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',');
  const { headers } = await request(market.url).post('/v1/merchant/uploads')
    .set({ ...maker.owner, 'tus-resumable': '1.0.0', 'upload-length': String(guide.length), 'upload-metadata': metadata, 'content-type': 'application/offset+octet-stream' }).send(guide).expect(201);
  const uploadId = String(headers.location).split('/').at(-1) ?? '';
  await market.until(async () => ((await market.get(`/v1/merchant/uploads/${uploadId}`, maker.owner)).body as { state: string }).state === 'ready');
  await market.post(productPath(product, '/releases'), { version: '1.0', notes: { en: 'First' }, files: [{ uploadId, title: { en: 'The recipes' } }] }, maker.owner).expect(201);
}

async function bought(variantId: string, lines: number): Promise<PlacedOrder> {
  const { body: quote } = await market.quote([{ variantId, quantity: 1 }]).expect(201);
  const { body } = await market.place((quote as { id: string }).id).expect(201);
  const order = body as PlacedOrder;
  await market.pay(order).expect(303);
  await market.until(async () => (await market.deliveries(order)).length === lines);
  return order;
}

const aGuide = {
  name: { en: 'Ash glaze recipes', 'zh-CN': '灰釉配方', ru: 'Рецепты зольных глазурей' }, description: { en: 'Forty recipes for wood ash.' }, tags: { en: ['ash'] }, categoryId: 'dp.pub.ebook', unit: 'copy', deliveryKind: 'download',
  variants: [{ name: { en: 'Book' }, prices: price('60.00') }],
};

let book: Shown;
let keys: Shown;
let set: Shown;

it('a merchant makes a download, which nobody sees before it has its file and is published; then it is bought and downloaded', async () => {
  book = await made(aGuide);
  expect(book).toMatchObject({ slug: 'ash-glaze-recipes', state: 'draft', missing: [{ field: 'files', code: 'delivery.lacks_file' }] });

  await pageOf(book.slug).expect(404);
  expect(codeOf(await market.get(`/v1/products/${book.slug}`))).toEqual([404, 'catalog.product_unknown']);
  expect(codeOf(await market.quote([{ variantId: variantOf(book), quantity: 1 }]))).toEqual([404, 'catalog.product_unknown']);
  expect(((await market.get('/v1/search?q=wood+ash+glaze').expect(200)).body as { items: { slug: string }[] }).items.map(({ slug }) => slug)).not.toContain(book.slug);
  expect((await market.get('/sitemap.xml').expect(200)).text).not.toContain(book.slug);
  expect(codeOf(await market.post(productPath(book, '/publication'), {}, maker.owner))).toEqual([422, 'catalog.product_incomplete']);

  await released(book);
  expect(await published(book)).toMatchObject({ state: 'published', missing: [] });
  expect((await pageOf(book.slug).expect(200)).text).toContain('Ash glaze recipes');
  expect(((await market.get('/v1/search?q=зольных').expect(200)).body as { items: { slug: string }[] }).items).toMatchObject([{ slug: book.slug }]);

  const order = await bought(variantOf(book), 1);
  const [delivery] = await market.deliveries(order);
  const [file] = delivery?.files ?? [];
  const { body } = await market.get(file?.url ?? '').buffer(true).parse((response, done) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
  }).expect(200);
  expect([createHash('sha256').update(body as Buffer).digest('hex'), file?.sha256]).toEqual([sha256, sha256]);
});

it('a bundle of the download and of a key is on sale when both are, and brings its buyer each of them', async () => {
  keys = await made({ ...aGuide, name: { en: 'Kiln controller' }, description: { en: 'Fires by the curve.' }, categoryId: 'dt.software.cad', unit: 'licence', deliveryKind: 'licence-key', variants: [{ name: { en: 'Seat' }, prices: price('140.00') }] });
  set = await made({ ...aGuide, name: { en: 'Glaze and fire' }, description: { en: 'Both.' }, unit: 'set', deliveryKind: 'bundle', variants: [{ name: { en: 'The set' }, prices: price('150.00'), contains: [variantOf(book), variantOf(keys)] }] });
  expect(set.missing).toMatchObject([{ field: 'variants.0.contains.1', code: 'catalog.lacks_part_on_sale' }]);
  expect(codeOf(await market.post(productPath(set, '/publication'), {}, maker.owner))).toEqual([422, 'catalog.product_incomplete']);
  await market.post(`/v1/merchant/variants/${variantOf(keys)}/licence-keys`, { csv: 'key\nKILN-1111-2222-3333-4444\nKILN-5555-6666-7777-8888\n' }, maker.owner).expect(201);
  expect((await published(keys)).variants).toMatchObject([{ available: 2 }]);
  await published(set);

  const order = await bought(variantOf(set), 2);
  const [files, seat] = await market.deliveries(order);
  expect([files?.files.map(({ fileName }) => fileName), seat?.keys]).toEqual([['glazes.pdf'], ['KILN-1111-2222-3333-4444']]);
  const { body } = await market.get(`/v1/orders/${order.number}?key=${order.accessKey}`).expect(200);
  expect((body as { lines: Line[] }).lines.map(({ productSlug, bundle }) => [productSlug, bundle?.name])).toEqual([['ash-glaze-recipes', 'Glaze and fire'], ['kiln-controller', 'Glaze and fire']]);
  expect(await market.available(set.slug)).toBe(1);
});

it('what a bundle holds, what things are called and what they cost is changed for later orders, and for none that was placed', async () => {
  const { body: quote } = await market.quote([{ variantId: variantOf(set), quantity: 1 }]).expect(201);
  const { body } = await market.place((quote as { id: string }).id).expect(201);
  const [before, { lines }] = [body as PlacedOrder, body as { lines: Line[] }];
  const words = { ...aGuide, deliveryKind: undefined, unit: 'set', description: { en: 'Two books.' } };
  await request(market.url).put(productPath(set)).set(maker.owner).send({ ...words, name: { en: 'Glaze twice' }, variants: [{ id: variantOf(set), name: { en: 'The pair' }, prices: price('90.00'), contains: [variantOf(book), variantOf(book)] }] }).expect(200);
  const { body: later } = await market.quote([{ variantId: variantOf(set), quantity: 1 }]).expect(201);
  expect((later as { lines: Line[] }).lines.map(({ productSlug, bundle }) => [productSlug, bundle?.name])).toEqual([['ash-glaze-recipes', 'Glaze twice'], ['ash-glaze-recipes', 'Glaze twice']]);

  const { body: kept } = await market.get(`/v1/orders/${before.number}?key=${before.accessKey}`).expect(200);
  expect((kept as { lines: Line[] }).lines.map(({ productSlug, bundle, total }) => [productSlug, bundle?.name, total])).toEqual(lines.map(({ productSlug, bundle, total }) => [productSlug, bundle?.name, total]));
  expect(lines.map(({ productSlug }) => productSlug)).toEqual(['ash-glaze-recipes', 'kiln-controller']);
  await market.pay(before).expect(303);
  await market.until(async () => (await market.deliveries(before)).some(({ keys: given }) => given.includes('KILN-5555-6666-7777-8888')));
});

it('another merchant neither changes nor sells what is not its own', async () => {
  const other = await market.signIn(demoOwnerEmail(stranger));
  const nothing = [404, 'catalog.not_your_product'];
  for (const product of [book, set]) {
    expect(codeOf(await market.get(productPath(product), other))).toEqual(nothing);
    expect(codeOf(await market.post(productPath(product, '/publication'), {}, other))).toEqual(nothing);
    expect(codeOf(await market.post(productPath(product, '/withdrawal'), {}, other))).toEqual(nothing);
    expect(codeOf(await request(market.url).put(productPath(product)).set(other).send({ ...aGuide, deliveryKind: undefined, variants: [{ id: variantOf(product), name: { en: 'Mine' } }] }))).toEqual(nothing);
  }
  expect(codeOf(await market.post('/v1/merchant/products', { ...aGuide, deliveryKind: 'bundle', variants: [{ name: { en: 'Set' }, prices: price('1.00'), contains: [variantOf(book)] }] }, other))).toEqual([422, 'catalog.bundle_refused']);
  await pageOf(set.slug).expect(200);
});

it('what is taken off sale is gone from quotes and bundles, stays with who bought it, and comes back', async () => {
  const order = await bought(variantOf(book), 1);
  await market.post(productPath(book, '/withdrawal'), {}, maker.owner).expect(204);
  await pageOf(book.slug).expect(410);
  expect(codeOf(await market.quote([{ variantId: variantOf(book), quantity: 1 }]))).toEqual([410, 'catalog.product_withdrawn']);
  expect(codeOf(await market.quote([{ variantId: variantOf(set), quantity: 1 }]))).toEqual([410, 'catalog.product_withdrawn']);
  expect((await market.deliveries(order))[0]?.files).toHaveLength(1);
  await published(book);
  await market.quote([{ variantId: variantOf(set), quantity: 1 }]).expect(201);
});

it('what was never on sale is deleted, whole or by variant, with all that was set up for it; what was on sale, or is held by a bundle, is not', async () => {
  const remove = async (address: string, who = maker.owner) => codeOf(await request(market.url).delete(address).set(who));
  const deleted = [204, undefined];
  const draft = await made({ ...aGuide, name: { en: 'Abandoned recipes' }, variants: [{ name: { en: 'Book' }, prices: price('60.00') }, { name: { en: 'Box' }, prices: price('90.00') }] });
  await released(draft);
  const [first, second] = draft.variants.map(({ id }) => productPath(draft, `/variants/${id}`));
  const holder = await made({ ...aGuide, name: { en: 'Held' }, unit: 'set', deliveryKind: 'bundle', variants: [{ name: { en: 'The set' }, prices: price('70.00'), contains: [variantOf(draft)] }] });
  const other = await market.signIn(demoOwnerEmail(stranger));
  for (const address of [productPath(draft), first ?? '', productPath({ id: 'nonsense' }), productPath(draft, '/variants/nonsense')]) expect(await remove(address, other)).toEqual([404, 'catalog.not_your_product']);
  expect(await remove(productPath(book))).toEqual([409, 'catalog.published_before']);
  expect(await remove(productPath(book, `/variants/${variantOf(book)}`))).toEqual([409, 'catalog.published_before']);
  expect(await remove(productPath(draft))).toEqual([409, 'catalog.held_by_bundle']);
  expect(await remove(first ?? '')).toEqual([409, 'catalog.held_by_bundle']);
  expect(await remove(second ?? '')).toEqual(deleted);
  expect(await remove(second ?? '')).toEqual([404, 'catalog.not_your_product']);
  expect(await remove(productPath(holder))).toEqual(deleted);
  expect(await remove(first ?? '')).toEqual([409, 'catalog.last_variant']);
  expect(await remove(productPath(draft))).toEqual(deleted);
  await market.get(productPath(draft), maker.owner).expect(404);
  expect(((await market.get('/v1/merchant/products?limit=100', maker.owner).expect(200)).body as { items: Shown[] }).items.map(({ id }) => id)).not.toContain(draft.id);
  await market.until(async () => (await market.query('SELECT 1 FROM delivery.releases WHERE product_id = $1 UNION ALL SELECT 1 FROM delivery.assets WHERE product_id = $1', [draft.id])).length === 0);
  expect(await market.query('SELECT state, reason FROM delivery.uploads WHERE product_id = $1', [draft.id])).toEqual([{ state: 'refused', reason: 'abandoned' }]);
  const audited = await market.query<{ action: string }>(`SELECT action FROM identity.audit_entries WHERE action LIKE 'catalog.draft%' AND details->>'productId' = $1 ORDER BY id`, [draft.id]);
  expect(audited.map(({ action }) => action)).toEqual(['catalog.draft_variant_deleted', 'catalog.draft_product_deleted']);
  expect(await made({ ...aGuide, name: { en: 'Abandoned recipes' } })).toMatchObject({ slug: 'abandoned-recipes' });
});

it('keys and plans of a draft are forgotten with it, and keys that buyers have are not', async () => {
  const software = { ...aGuide, description: { en: 'Fires.' }, categoryId: 'dt.software.cad', unit: 'licence', deliveryKind: 'licence-key' };
  const draft = await made({ ...software, name: { en: 'Kiln planner' }, variants: [{ name: { en: 'Seat' }, prices: price('10.00') }] });
  await market.post(`/v1/merchant/variants/${variantOf(draft)}/licence-keys`, { csv: 'key\nPLAN-1111\n' }, maker.owner).expect(201);
  const [before] = await market.query<{ n: number }>('SELECT count(*)::int AS n FROM delivery.licence_keys WHERE variant_id <> $1', [variantOf(draft)]);
  await request(market.url).delete(productPath(draft)).set(maker.owner).expect(204);
  await market.until(async () => (await market.query('SELECT 1 FROM delivery.licence_keys WHERE variant_id = $1', [variantOf(draft)])).length === 0);
  expect(await market.query('SELECT count(*)::int AS n FROM delivery.licence_keys')).toEqual([before]);
});
