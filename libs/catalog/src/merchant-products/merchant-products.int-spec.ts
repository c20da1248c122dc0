import { ClusterReads, clustersContext, FoundClusters } from '@silkport/clusters';
import { Idempotency, Outbox, platformContext, type DomainError, type IdempotentRequest } from '@silkport/platform';
import { pricingContext } from '@silkport/pricing';
import { money, newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { catalogContext } from '../catalog.context.js';
import { MerchantCountries } from '../merchant-countries.js';
import { QuotableVariants } from '../quotable-variants.js';
import { SetVariantPrices } from '../set-variant-prices.js';
import { aMerchant, catalogOn, type Catalog } from '../testing.js';
import { ChangeProduct } from './change-product.js';
import { CreateProduct } from './create-product.js';
import { DeleteDraft } from './delete-draft.js';
import { MerchantProductReads, type MerchantProduct } from './merchant-product-reads.js';
import { ownGaps } from './own-gaps.js';
import type { ProductDraft, ProductWords, VariantDraft } from './product-draft.js';
import { PublishProduct } from './publish-product.js';
import { SetStock } from './set-stock.js';

let db: TestDatabase;
let catalog: Catalog;
let create: CreateProduct;
let change: ChangeProduct;
let publish: PublishProduct;
let prices: SetVariantPrices;
let stock: SetStock;
let reads: MerchantProductReads;
let quotable: QuotableVariants;

const clock = new SetClock(new Date('2026-01-05T08:00:00Z'));
const merchantId = aMerchant.id;
const otherId = newId();
const text = { en: 'A place', 'zh-CN': '一处' };

beforeAll(async () => {
  db = await openTestDatabase([platformContext, clustersContext, pricingContext, catalogContext]);
  catalog = await catalogOn(db.database);
  const cluster = { id: 'jingdezhen', kind: 'industrial', country: 'CN', name: text, city: text, province: text, tagline: text, story: text, specialities: [text], knownSince: '1004', latitude: 29, longitude: 117, position: 1 };
  const merchant = (id: string, slug: string) => ({ id, slug, clusterId: 'jingdezhen', name: aMerchant.name, city: text, story: text, sizeClass: 'small-and-medium' as const, foundedYear: 2009, country: 'CN' });
  await new FoundClusters(db.database).run([cluster], [merchant(merchantId, 'old-kiln'), merchant(otherId, 'new-kiln')]);
  const { database } = catalog;
  const clusters = new ClusterReads(database);
  create = new CreateProduct(database, new Idempotency(database), clusters, clock);
  change = new ChangeProduct(database, clock);
  publish = new PublishProduct(database, clock);
  prices = new SetVariantPrices(database, clock);
  stock = new SetStock(database);
  reads = new MerchantProductReads(database);
  quotable = new QuotableVariants(database, new MerchantCountries(clusters));
});
afterAll(() => db.close());

const yuan = (major: number) => [money(BigInt(major) * 100n, 'CNY')];
const aDraft = (given: Partial<ProductDraft> = {}): ProductDraft => ({
  name: { en: 'Celadon recipes' }, description: { en: 'Forty recipes.' }, tags: {}, unit: 'copy', taxonomyId: 'dp.pub.ebook', deliveryKind: 'download', variants: [{ name: { en: 'Book' }, prices: yuan(30) }], ...given,
});
const claim = (key: string = newId()): IdempotentRequest => ({ scope: 'POST products', key, bodyHash: 'one body' });
const made = async (given: Partial<ProductDraft> = {}, whose = merchantId): Promise<MerchantProduct> => found(await create.run({ ...aDraft(given), merchantId: whose }, claim()), whose);
const offer = (product: MerchantProduct) => publish.run({ productId: product.id, merchantId: product.merchantId, variantIds: product.variants.map(({ id }) => id) });
const onSale = async (given: Partial<ProductDraft> = {}) => {
  const product = await made(given);
  await offer(product);
  return found(product.id);
};
const wordsOf = ({ name, description, tags, unit, taxonomyId, variants }: MerchantProduct, given: Partial<ProductWords> = {}): ProductWords => (
  { name, description, tags, unit, taxonomyId, variants: variants.map(({ id, name: named, billing, weightGrams, serviceDays }): VariantDraft => ({ id, name: named, billing, weightGrams, serviceDays })), ...given }
);
const changed = (product: MerchantProduct, given: Partial<ProductWords>) => change.run({ ...wordsOf(product, given), productId: product.id, merchantId: product.merchantId });
const refused = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => {
  const { code, field, reasons } = error as DomainError;
  return reasons.length ? [code, ...reasons.map((reason) => `${reason.field} ${reason.code}`)] : [code, field];
});

async function found(productId: string, whose = merchantId): Promise<MerchantProduct> {
  const product = await reads.one(productId, whose);
  if (!product) throw new Error('There is no such product');
  return product;
}

describe('a draft', () => {
  it('has an address and a code made of its name, others where those are taken, and numbers of stock-keeping made of its code', async () => {
    const [first, second, chinese] = [await made({ name: { en: 'Célèbre glaze № 7' } }), await made({ name: { en: 'Célèbre glaze № 7' } }), await made({ name: { 'zh-CN': '青瓷' } })];
    expect([first.slug, first.code, first.variants[0]?.sku]).toEqual(['celebre-glaze-no-7', 'CELEBRE-GLAZE-NO-7', 'CELEBRE-GLAZE-NO-7-1']);
    expect(second.slug).toBe(`celebre-glaze-no-7-${second.id.slice(-8)}`);
    expect(chinese.slug).toMatch(/^old-kiln/);
    expect(await refused(made({ slug: first.slug }))).toEqual(['catalog.slug_taken', 'slug']);
    expect(await refused(made({ code: first.code, slug: 'another' }))).toEqual(['catalog.code_taken', 'code']);
  });

  it('is made once of a request that is repeated', async () => {
    const key = newId();
    const ids = await Promise.all([1, 2, 3].map(() => create.run({ ...aDraft({ name: { en: 'Asked thrice' } }), merchantId }, claim(key))));
    expect(new Set(ids).size).toBe(1);
    expect((await reads.list({ merchantId, limit: 100 })).items.filter(({ name }) => name.en === 'Asked thrice')).toHaveLength(1);
  });

  it('is seen by its merchant and by nobody else: not by its address, in no list, search or quote, and not by its picture', async () => {
    const draft = await made({ name: { en: 'Unseen oxblood' } });
    expect(await reads.one(draft.id, otherId)).toBeUndefined();
    expect(await catalog.products.bySlug(draft.slug, 'CNY')).toBeUndefined();
    expect(await catalog.products.artSubject(draft.code)).toBeUndefined();
    const slugs = (await catalog.products.list({ locale: 'en', currency: 'CNY', limit: 100, merchantId })).items.map(({ slug }) => slug);
    expect(slugs).not.toContain(draft.slug);
    for (const query of ['oxblood', 'oxblod']) expect((await catalog.searches.search({ query, locale: 'en', currency: 'CNY', limit: 10 })).items).toEqual([]);
    expect((await quotable.byId(draft.variants.map(({ id }) => id))).size).toBe(0);
    expect(await quotable.own(draft.variants[0]?.id ?? '', merchantId)).toMatchObject({ status: 'draft' });
    expect(await quotable.own(draft.variants[0]?.id ?? '', otherId)).toBeUndefined();
  });

  it('has a price of its own in other currencies, and its prices are changed as those of anything else', async () => {
    const draft = await made({ variants: [{ name: { en: 'Book' }, prices: [money(3000n, 'CNY'), { ...money(390n, 'USD'), market: 'SG' }] }] });
    expect(draft.variants[0]?.prices).toMatchObject([{ amountMinor: 3000n, currency: 'CNY' }, { amountMinor: 390n, currency: 'USD', market: 'SG' }]);
    const variantId = draft.variants[0]?.id ?? '';
    await prices.run({ merchantId, productId: draft.id, variantId, prices: yuan(45) }, () => Promise.resolve());
    expect((await found(draft.id)).variants[0]?.prices).toMatchObject([{ amountMinor: 4500n }]);
    await offer(draft);
    expect(await catalog.products.bySlug(draft.slug, 'CNY')).toMatchObject({ variants: [{ price: { amountMinor: 4500n } }] });
  });

  it.each<[string, Partial<ProductDraft>, string, string]>([
    ['a category that there is not', { taxonomyId: 'dp.nothing' }, 'catalog.category_unknown', 'categoryId'],
    ['a branch', { taxonomyId: 'dp.pub' }, 'catalog.category_unknown', 'categoryId'],
    ['a kind that its category does not have', { deliveryKind: 'parcel' }, 'catalog.kind_not_of_category', 'deliveryKind'],
    ['no name', { name: {} }, 'catalog.name_missing', 'name'],
    ['a variant without a name', { variants: [{ name: {}, prices: yuan(1) }] }, 'catalog.name_missing', 'variants.0.name'],
    ['a weight of a file', { variants: [{ name: { en: 'Book' }, prices: yuan(1), weightGrams: 10 }] }, 'catalog.not_of_this_kind', 'variants.0.weightGrams'],
    ['a billing plan of a file', { variants: [{ name: { en: 'Book' }, prices: yuan(1), billing: { interval: 'month', intervalCount: 1, trialDays: 0 } }] }, 'catalog.not_of_this_kind', 'variants.0.billing'],
    ['stock of keys, which count themselves', { deliveryKind: 'licence-key', taxonomyId: 'dt.software.cad', variants: [{ name: { en: 'Seat' }, prices: yuan(1), stock: 5 }] }, 'catalog.not_of_this_kind', 'variants.0.stock'],
    ['no price', { variants: [{ name: { en: 'Book' }, prices: [] }] }, 'catalog.main_price_missing', 'variants.0.prices'],
    ['a price of nothing', { variants: [{ name: { en: 'Book' }, prices: yuan(1) }, { name: { en: 'Box' }, prices: [...yuan(1), money(0n, 'EUR')] }] }, 'catalog.price_refused', 'variants.1.prices.1.amount'],
    ['a variant without a price in the main currency', { variants: [{ name: { en: 'Book' }, prices: yuan(1) }, { name: { en: 'Box' }, prices: [money(100n, 'EUR')] }] }, 'catalog.main_price_missing', 'variants.1.prices'],
    ['a number twice', { variants: [{ sku: 'TWICE', name: { en: 'Book' }, prices: yuan(1) }, { sku: 'TWICE', name: { en: 'Box' }, prices: yuan(1) }] }, 'catalog.sku_taken', 'variants.1.sku'],
    ['a bundle of nothing', { deliveryKind: 'bundle', variants: [{ name: { en: 'Set' }, prices: yuan(1) }] }, 'catalog.bundle_refused', 'variants.0.contains'],
    ['a bundle of what there is not', { deliveryKind: 'bundle', variants: [{ name: { en: 'Set' }, prices: yuan(1), contains: [newId()] }] }, 'catalog.bundle_refused', 'variants.0.contains'],
  ])('with %s is refused, and leaves nothing', async (_what, given, code, field) => {
    const before = await reads.list({ merchantId, limit: 100 });
    expect(await refused(made(given))).toEqual([code, field]);
    expect(await reads.list({ merchantId, limit: 100 })).toEqual(before);
  });

  it('may have a number that another merchant has', async () => {
    const [mine, theirs] = [await made({ variants: [{ sku: '001', name: { en: 'Book' }, prices: yuan(1) }] }), await made({ variants: [{ sku: '001', name: { en: 'Book' }, prices: yuan(1) }] }, otherId)];
    expect([mine, theirs].map(({ variants }) => variants[0]?.sku)).toEqual(['001', '001']);
    expect(await refused(made({ variants: [{ sku: '001', name: { en: 'Book' }, prices: yuan(1) }] }))).toEqual(['catalog.sku_taken', 'variants.0.sku']);
  });

  it('of keys has none to sell, of what is counted what its merchant says, of anything else no limit', async () => {
    const keys = await made({ deliveryKind: 'licence-key', taxonomyId: 'dt.software.cad', variants: [{ name: { en: 'Seat' }, prices: yuan(1) }] });
    const bowl = await made({ deliveryKind: 'parcel', taxonomyId: 'g.ceramics.tea', variants: [{ name: { en: 'Bowl' }, prices: yuan(1), weightGrams: 300, stock: 7 }] });
    expect([keys, bowl, await made()].map(({ variants }) => variants[0]?.available)).toEqual([0, 7, null]);
  });
});

describe('a publication', () => {
  it('is refused by name of all that is missing', async () => {
    const draft = await made({ name: { 'zh-CN': '青瓷' }, description: {}, deliveryKind: 'parcel', taxonomyId: 'g.ceramics.tea', variants: [{ name: { 'zh-CN': '碗' }, prices: yuan(1) }] });
    expect(await refused(offer(draft))).toEqual([
      'catalog.product_incomplete', 'name.en catalog.lacks_english', 'description.en catalog.lacks_english', 'variants.0.name.en catalog.lacks_english', 'variants.0.weightGrams catalog.lacks_weight',
    ]);
    expect((await found(draft.id)).status).toBe('draft');
    const plan = await made({ deliveryKind: 'subscription', taxonomyId: 'dt.software.erp', unit: 'month', variants: [{ name: { en: 'Team' }, prices: yuan(1) }] });
    expect(await refused(offer(plan))).toEqual(['catalog.product_incomplete', 'variants.0.billing catalog.lacks_billing']);
  });

  it('puts it into lists, search and quotes at its lowest price, and teaches its words', async () => {
    const product = await onSale({ name: { en: 'Tenmoku primer' }, variants: [{ name: { en: 'Large' }, prices: yuan(90) }, { name: { en: 'Small' }, prices: yuan(20) }] });
    expect(product).toMatchObject({ status: 'published', publishedAt: clock.now(), variants: [{ isDraft: false }, { isDraft: false }] });
    for (const query of ['tenmoku', 'tenmoko']) {
      const { items } = await catalog.searches.search({ query, locale: 'en', currency: 'CNY', limit: 10 });
      expect(items).toMatchObject([{ slug: product.slug, price: { amountMinor: 2000n }, hasMoreVariants: true }]);
    }
    expect((await quotable.byId(product.variants.map(({ id }) => id))).size).toBe(2);
  });

  it('is of those variants that somebody has looked at: what was added meanwhile stays a draft', async () => {
    const draft = await made({ variants: [{ name: { en: 'Seen' }, prices: yuan(8) }, { name: { en: 'Added meanwhile' }, prices: yuan(2) }] });
    const [seen] = draft.variants;
    await publish.run({ productId: draft.id, merchantId, variantIds: [seen?.id ?? ''] });
    expect((await found(draft.id)).variants.map(({ isDraft }) => isDraft)).toEqual([false, true]);
    expect(await catalog.products.bySlug(draft.slug, 'CNY')).toMatchObject({ variants: [{ id: seen?.id }] });
    expect((await reads.list({ merchantId, status: 'published', limit: 100 })).items.find(({ id }) => id === draft.id)).toMatchObject({ variantCount: 2, draftVariantCount: 1 });
    const { items } = await catalog.products.list({ locale: 'en', currency: 'CNY', limit: 100, merchantId });
    expect(items.find(({ id }) => id === draft.id)).toMatchObject({ price: { amountMinor: 800n }, hasMoreVariants: false });
  });

  it('by four at once is one publication', async () => {
    const draft = await made();
    let publications = 0;
    const variantIds = draft.variants.map(({ id }) => id);
    await Promise.all([1, 2, 3, 4].map(() => publish.run({ productId: draft.id, merchantId, variantIds }, async () => void (publications += 1))));
    expect([publications, (await found(draft.id)).status]).toEqual([1, 'published']);
  });

  it('brings back what was withdrawn, with the day on which it was on sale first', async () => {
    const product = await onSale();
    await catalog.withdraw.run({ productId: product.id, merchantId });
    expect((await found(product.id)).status).toBe('withdrawn');
    clock.advance(86_400_000);
    await offer(product);
    expect(await found(product.id)).toMatchObject({ status: 'published', publishedAt: product.publishedAt });
  });

  it('is nothing that another merchant could do, nor is a change', async () => {
    const product = await made();
    expect(await refused(publish.run({ productId: product.id, merchantId: otherId, variantIds: [] }))).toEqual(['catalog.not_your_product', undefined]);
    expect(await refused(change.run({ ...wordsOf(product), productId: product.id, merchantId: otherId }))).toEqual(['catalog.not_your_product', undefined]);
    expect(await refused(catalog.withdraw.run({ productId: product.id, merchantId: otherId }))).toEqual(['catalog.not_your_product', undefined]);
    await catalog.withdraw.run({ productId: product.id, merchantId });
    expect((await found(product.id)).status).toBe('draft');
  });
});

describe('a change', () => {
  it('renames, adds and puts in order; what is added waits for the next publication', async () => {
    const product = await onSale({ name: { en: 'Kiln diary' } });
    const [book] = product.variants;
    await changed(product, { name: { en: 'Kiln journal', ru: 'Журнал печи' }, tags: { en: ['firing'] }, variants: [{ name: { en: 'Box' }, prices: yuan(5) }, { id: book?.id, sku: 'DIARY', name: { en: 'Paperback' } }] });
    const after = await found(product.id);
    expect(after).toMatchObject({ slug: product.slug, code: product.code, name: { en: 'Kiln journal', ru: 'Журнал печи' }, variants: [{ name: { en: 'Box' }, isDraft: true }, { id: book?.id, sku: 'DIARY', name: { en: 'Paperback' }, isDraft: false, prices: book?.prices }] });
    expect((await quotable.byId(after.variants.map(({ id }) => id))).size).toBe(1);
    expect(await catalog.products.bySlug(product.slug, 'CNY')).toMatchObject({ variants: [{ sku: 'DIARY' }] });
    const search = (query: string) => catalog.searches.search({ query, locale: 'ru', currency: 'CNY', limit: 10 });
    expect((await search('журнал')).items).toMatchObject([{ slug: product.slug, price: { amountMinor: 3000n }, hasMoreVariants: false }]);
    await offer(after);
    expect((await search('firing')).items).toMatchObject([{ price: { amountMinor: 500n }, hasMoreVariants: true }]);
  });

  it('of what is on sale leaves it whole, and its address, code and category as they are', async () => {
    const product = await onSale();
    const taken = await made();
    expect(await refused(changed(product, { name: { ru: 'Без английского' } }))).toEqual(['catalog.product_incomplete', 'name.en catalog.lacks_english']);
    expect(await refused(changed(product, { slug: 'elsewhere' }))).toEqual(['catalog.fixed_once_published', 'slug']);
    expect(await refused(changed(product, { code: 'OTHER' }))).toEqual(['catalog.fixed_once_published', 'code']);
    expect(await refused(changed(product, { taxonomyId: 'dp.visual.template' }))).toEqual(['catalog.fixed_once_published', 'categoryId']);
    expect(await refused(changed(taken, { slug: product.slug }))).toEqual(['catalog.slug_taken', 'slug']);
    expect(await found(product.id)).toEqual(product);
    await changed(taken, { slug: 'new-address', code: 'NEW-CODE', taxonomyId: 'dp.visual.template' });
    expect(await found(taken.id)).toMatchObject({ slug: 'new-address', code: 'NEW-CODE', taxonomyId: 'dp.visual.template' });
  });

  it('names each variant that is there, once, and leaves its stock alone', async () => {
    const product = await made({ variants: [{ name: { en: 'Book' }, prices: yuan(1) }, { name: { en: 'Box' }, prices: yuan(2) }] });
    const [book, box] = wordsOf(product).variants;
    const foreign = await made({}, otherId);
    if (!book || !box) throw new Error('Two variants were made');
    expect(await refused(changed(product, { variants: [book] }))).toEqual(['catalog.variant_left_out', 'variants']);
    expect(await refused(changed(product, { variants: [book, box, book] }))).toEqual(['catalog.variant_unknown', 'variants.0.id']);
    expect(await refused(changed(product, { variants: [book, box, { ...box, id: foreign.variants[0]?.id }] }))).toEqual(['catalog.variant_unknown', 'variants.2.id']);
    expect(await refused(changed(product, { variants: [book, { ...box, stock: 3 }] }))).toEqual(['catalog.stock_set_elsewhere', 'variants.1.stock']);
    expect(await refused(changed(product, { variants: [book, box, { name: { en: 'Third' } }] }))).toEqual(['catalog.main_price_missing', 'variants.2.prices']);
    expect(await found(product.id)).toEqual(product);
  });

  it('of two at once to one address is one of the two', async () => {
    const [left, right] = [await made(), await made()];
    const outcomes = await Promise.all([left, right].map((each) => refused(changed(each, { slug: 'wanted-by-two' }))));
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(outcomes.filter(Boolean)).toEqual([['catalog.slug_taken', 'slug']]);
  });
});

describe('a bundle', () => {
  const aBundle = (contains: readonly string[]): Partial<ProductDraft> => ({ name: { en: 'The set' }, deliveryKind: 'bundle', unit: 'set', variants: [{ name: { en: 'The set' }, prices: yuan(50), contains }] });
  const variantOf = ({ variants: [first] }: MerchantProduct) => first?.id ?? '';

  it('holds its own merchant’s things, no bundle and no subscription, and is on sale when all of it is', async () => {
    const [book, draft, foreign] = [await onSale(), await made(), await made({}, otherId)];
    const plan = await made({ deliveryKind: 'subscription', taxonomyId: 'dt.software.erp', variants: [{ name: { en: 'Team' }, prices: yuan(1) }] });
    const set = await made(aBundle([variantOf(book), variantOf(draft)]));
    for (const unfit of [foreign, plan, set]) expect(await refused(made(aBundle([variantOf(book), variantOf(unfit)])))).toEqual(['catalog.bundle_refused', 'variants.0.contains']);
    expect(await refused(offer(set))).toEqual(['catalog.product_incomplete', 'variants.0.contains.1 catalog.lacks_part_on_sale']);
    await offer(draft);
    await offer(await found(set.id));
    expect((await quotable.byId([variantOf(set)])).get(variantOf(set))?.contains).toEqual([variantOf(book), variantOf(draft)]);
  });

  it('holds something else from the next quote on, and never what is not on sale', async () => {
    const [book, other, draft] = [await onSale(), await onSale(), await made()];
    const set = await onSale(aBundle([variantOf(book)]));
    const holding = (contains: string[]) => changed(set, { variants: [{ id: variantOf(set), name: { en: 'The set' }, contains }] });
    expect(await refused(holding([variantOf(draft)]))).toEqual(['catalog.product_incomplete', 'variants.0.contains.0 catalog.lacks_part_on_sale']);
    await holding([variantOf(other), variantOf(other)]);
    expect((await quotable.byId([variantOf(set)])).get(variantOf(set))?.contains).toEqual([variantOf(other), variantOf(other)]);
    expect(ownGaps(await found(set.id))).toEqual([]);
    await changed(set, { name: { en: 'Renamed' } });
    expect((await found(set.id)).variants[0]?.contains.map(({ variantId }) => variantId)).toEqual([variantOf(other), variantOf(other)]);
  });
});

describe('a draft that is deleted', () => {
  const remove = (product: MerchantProduct, variantId?: string) => new DeleteDraft(catalog.database, new Outbox()).run({ productId: product.id, merchantId: product.merchantId, ...(variantId === undefined ? {} : { variantId }) });

  it('is gone with its prices and stock, and what was added to a product on sale is too; the rest stays on sale', async () => {
    const bowl = await onSale({ deliveryKind: 'parcel', taxonomyId: 'g.ceramics.tea', variants: [{ name: { en: 'Bowl' }, prices: yuan(9), weightGrams: 300, stock: 7 }] });
    await changed(bowl, { variants: [...wordsOf(bowl).variants, { name: { en: 'Large' }, prices: yuan(20), weightGrams: 500, stock: 2 }] });
    const added = (await found(bowl.id)).variants[1]?.id ?? '';
    expect(await refused(remove(bowl, bowl.variants[0]?.id))).toEqual(['catalog.published_before', undefined]);
    await remove(bowl, added);
    expect(await found(bowl.id)).toEqual(bowl);
    for (const table of ['prices', 'stock']) expect(await db.dataSource.query(`SELECT 1 FROM catalog.${table} WHERE variant_id = $1`, [added])).toEqual([]);
    expect(await refused(remove(bowl))).toEqual(['catalog.published_before', undefined]);
  });

  it('waits for a bundle that is just being made, and is refused then', async () => {
    const draft = await made();
    const aBundle = { ...aDraft({ deliveryKind: 'bundle', unit: 'set' }), merchantId, variants: [{ name: { en: 'The set' }, prices: yuan(50), contains: [draft.variants[0]?.id ?? ''] }] };
    const isWaiting = async () => (await db.dataSource.query<object[]>('SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())')).length > 0;
    let removal: Promise<unknown> = Promise.resolve();
    await create.run(aBundle, claim(), async () => {
      let isOver = false;
      removal = refused(remove(draft)).finally(() => { isOver = true; });
      while (!isOver && !(await isWaiting()));
    });
    expect(await removal).toEqual(['catalog.held_by_bundle', undefined]);
    expect(await found(draft.id)).toEqual(draft);
  });
});

describe('stock', () => {
  it('is set by who saw what there is, and stops the sale at nothing', async () => {
    const bowl = await onSale({ deliveryKind: 'parcel', taxonomyId: 'g.ceramics.tea', variants: [{ name: { en: 'Bowl' }, prices: yuan(1), weightGrams: 300, stock: 7 }] });
    const variantId = bowl.variants[0]?.id ?? '';
    const set = (available: number | null, basedOn: number | null, whose = merchantId) => stock.run({ merchantId: whose, productId: bowl.id, variantId, available, basedOn });
    const left = async () => (await quotable.byId([variantId])).get(variantId)?.available;
    expect(await refused(set(9, 8))).toEqual(['catalog.stock_changed', 'basedOn']);
    expect(await refused(set(9, null))).toEqual(['catalog.stock_changed', 'basedOn']);
    expect(await refused(set(9, 7, otherId))).toEqual(['catalog.not_your_product', undefined]);
    const outcomes = await Promise.all([9, 11].map((wanted) => refused(set(wanted, 7))));
    expect(outcomes.filter(Boolean)).toEqual([['catalog.stock_changed', 'basedOn']]);
    await set(null, (await left()) ?? null);
    expect(await left()).toBeNull();
    await set(0, null);
    expect(await left()).toBe(0);
  });
});

describe('a merchant’s list', () => {
  it('has the newest first, each once, by state, in one statement a page', async () => {
    const mine = async (change_: object = {}) => (await reads.list({ merchantId: otherId, limit: 100, ...change_ })).items;
    const all = [await made({}, otherId), await made({}, otherId), await made({}, otherId)];
    await offer(all[1] ?? await made());
    const ids = (await mine()).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect((await mine({ status: 'published' })).map(({ id }) => id)).toEqual([all[1]?.id]);
    expect((await mine({ status: 'draft' })).map(({ id }) => id)).not.toContain(all[1]?.id);
    const seen: string[] = [];
    let cursor: string | undefined;
    catalog.database.asked.length = 0;
    do {
      const page = await reads.list({ merchantId: otherId, limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(ids);
    expect(catalog.database.asked).toHaveLength(Math.ceil(ids.length / 2));
    expect(await refused(reads.list({ merchantId, limit: 2, cursor: 'forged' }))).toEqual(['platform.invalid_cursor', 'cursor']);
  });
});
