import { CurrencyNotOffered, pricingContext } from '@silkport/pricing';
import { encodeCursor, InvalidCursor } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { catalogContext } from './catalog.context.js';
import type { ListOrder, ListRequest } from './product-reads.js';
import type { NewProduct } from './publish-products.js';
import { aMerchant, aProduct, catalogOn, type Catalog } from './testing.js';

let db: TestDatabase;
let catalog: Catalog;

const otherMerchant = { id: newId(), slug: 'new-kiln', name: { en: 'New Kiln' } };
/** Of 40 products, five share each price and four each moment of publication; every fourth is a file, every fifth another merchant's. */
const many: NewProduct[] = Array.from({ length: 40 }, (_, index) => aProduct({
  slug: `bowl-${index}`, publishedAt: new Date(Date.UTC(2026, 2, 1 + Math.floor(index / 4))), merchant: index % 5 ? aMerchant : otherMerchant, clusterId: index % 2 ? 'jingdezhen' : 'liling',
  ...(index % 4 ? {} : { taxonomyId: 'dp.visual.font', deliveryKind: 'download' as const }),
  variants: [{ sku: `bowl-${index}`, name: { en: 'Standard' }, prices: [money(BigInt(1000 + (index % 8) * 100), 'CNY')] }],
}));

beforeAll(async () => {
  db = await openTestDatabase([pricingContext, catalogContext]);
  catalog = await catalogOn(db.database);
  const published = await catalog.publish.run([...many, aProduct({ slug: 'gone' })]);
  await catalog.withdraw.run({ productId: published.at(-1)?.productId ?? '', merchantId: aMerchant.id });
});
afterAll(() => db.close());

const list = (change: Partial<ListRequest> = {}) => catalog.products.list({ locale: 'en', currency: 'CNY', limit: 100, ...change });

async function walk(change: Partial<ListRequest>): Promise<{ slug: string; price: bigint }[]> {
  const seen: { slug: string; price: bigint }[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...change, cursor });
    seen.push(...page.items.map(({ slug, price }) => ({ slug, price: price.amountMinor })));
    cursor = page.nextCursor;
  } while (cursor);
  return seen;
}

describe('a list of products', () => {
  it.each((['newest', 'price', '-price'] as const).flatMap((order) => [1, 3, 5, 39, 40].map((limit) => [order, limit] as const)))('by %s in pages of %d brings each product once, in order', async (order, limit) => {
    const seen = await walk({ order, limit });
    expect(new Set(seen.map(({ slug }) => slug)).size).toBe(40);
    expect(seen).toHaveLength(40);
    const whole = (await list({ order })).items.map(({ slug }) => slug);
    expect(seen.map(({ slug }) => slug)).toEqual(whole);
    const prices = seen.map(({ price }) => Number(price));
    if (order !== 'newest') expect(prices).toEqual(prices.toSorted((left, right) => (order === 'price' ? left - right : right - left)));
  });

  it('starts with the newest', async () => {
    const numbers = (await list()).items.map(({ slug }) => Math.floor(Number(slug.slice(5)) / 4));
    expect(numbers).toEqual(numbers.toSorted((left, right) => right - left));
  });

  it('goes on where it stood when something new is published in between', async () => {
    const first = await list({ limit: 10 });
    const [fresh] = await catalog.publish.run([aProduct({ slug: 'fresh', publishedAt: new Date(Date.UTC(2026, 5, 1)) })]);
    const second = await list({ limit: 10, cursor: first.nextCursor });
    await catalog.withdraw.run({ productId: fresh?.productId ?? '', merchantId: aMerchant.id });
    const [old, next] = [first, second].map(({ items }) => items.map(({ slug }) => slug));
    expect(new Set([...(old ?? []), ...(next ?? [])]).size).toBe(20);
    expect(next).not.toContain('fresh');
  });

  it.each([
    [{ clusterId: 'liling' }, 20], [{ merchantId: otherMerchant.id }, 8], [{ taxonomyId: 'goods' }, 30], [{ taxonomyId: 'g.ceramics' }, 30], [{ taxonomyId: 'g.ceramics.tea' }, 30], [{ deliveryKind: 'download' }, 10],
    [{ deliveryKind: 'service' }, 0], [{ clusterId: 'nowhere' }, 0], [{ clusterId: "'; DROP TABLE catalog.products; --" }, 0],
    [{ clusterId: 'liling', merchantId: otherMerchant.id, taxonomyId: 'dp.visual', deliveryKind: 'download' }, 2],
  ] as const)('narrowed by %j holds %d, in pages too', async (filter, wanted) => {
    expect((await list(filter)).items).toHaveLength(wanted);
    catalog.database.asked.length = 0;
    for (const order of ['newest', 'price', '-price'] as const) expect(await walk({ ...filter, order, limit: wanted < 5 ? 1 : 3 })).toHaveLength(wanted);
    // PostgreSQL cuts longer names, and two statements of one name would be taken for each other.
    for (const name of catalog.database.asked) expect(name.length).toBeLessThanOrEqual(63);
  });

  it.each<[string, ListOrder, string]>([
    ['nonsense', 'newest', 'nonsense'], ['nothing', 'newest', ' '], ['no list', 'newest', Buffer.from('{"a":1}').toString('base64url')], ['a price where a date belongs', 'newest', encodeCursor(['1000', newId()])],
    ['a date where a price belongs', 'price', encodeCursor(['2026-01-01T00:00:00Z', newId()])], ['no id', 'price', encodeCursor(['1000', 'x'])], ['SQL', 'newest', encodeCursor(["now()'; --", newId()])],
    ['a month that is none', 'newest', encodeCursor(['2026-99-01T00:00:00Z', newId()])], ['a part too many', 'price', encodeCursor(['1', newId(), 'x'])], ['a number beyond all', '-price', encodeCursor(['9'.repeat(40), newId()])],
  ])('refuses a place in it that is %s', async (_, order, cursor) => {
    await expect(list({ order, cursor })).rejects.toThrow(InvalidCursor);
  });

  it.each<[Partial<ListRequest>, string]>([
    [{}, 'catalog.list:newest'], [{ taxonomyId: 'goods', deliveryKind: 'parcel' }, 'catalog.list:newest:category:kind'], [{ order: 'price', clusterId: 'liling' }, 'catalog.list:price:cluster'],
  ])('is one statement: %j', async (request, name) => {
    catalog.database.asked.length = 0;
    await list(request);
    expect(catalog.database.asked).toEqual([name]);
  });
});

describe('prices', () => {
  const named = async (slug: string, currency: string) => (await catalog.products.bySlug(slug, currency))?.variants.map(({ price }) => price.amountMinor);

  beforeAll(async () => {
    await catalog.publish.run([
      aProduct({ slug: 'own-prices', variants: [{ sku: 'own', name: { en: 'Standard' }, prices: [money(100_00n, 'CNY'), money(1n, 'JPY'), money(7_777_77n, 'KZT')] }], publishedAt: new Date(0) }),
      aProduct({ slug: 'tiny', variants: [{ sku: 'tiny', name: { en: 'Standard' }, prices: [money(1n, 'CNY')] }], publishedAt: new Date(0) }),
      aProduct({ slug: 'two', variants: [{ sku: 'dear', name: { en: 'Dear' }, prices: [money(90_00n, 'CNY')], stock: 3 }, { sku: 'cheap', name: { en: 'Cheap' }, prices: [money(12_80n, 'CNY')], weightGrams: 400 }], publishedAt: new Date(0) }),
    ]);
  });

  it('are converted once, rounded half up to what can be charged', async () => {
    const table: { currency: string; rate: string }[] = await db.dataSource.query(`SELECT currency, rate::text FROM pricing.rates WHERE currency = ANY ($1)`, [['KZT', 'JPY', 'KWD']]);
    const rates = Object.fromEntries(table.map(({ currency, rate }) => [currency, Number(rate)]));
    // 90.00 CNY with the margin of 2 % in minor units of each: hundredths, whole yen, and thousandths of which the last must be nought.
    expect(Number((await named('two', 'KZT'))?.[0])).toBe(Math.round(90 * 1.02 * (rates.KZT ?? 0) * 100));
    expect(Number((await named('two', 'JPY'))?.[0])).toBe(Math.round(90 * 1.02 * (rates.JPY ?? 0)));
    expect(Number((await named('two', 'KWD'))?.[0])).toBe(Math.round(90 * 1.02 * (rates.KWD ?? 0) * 100) * 10);
    expect(await named('two', 'CNY')).toEqual([90_00n, 12_80n]);
  });

  it('that the merchant has set win over conversion, in the list and on the page', async () => {
    expect(await named('own-prices', 'JPY')).toEqual([1n]);
    expect(await named('own-prices', 'KZT')).toEqual([7_777_77n]);
    const { items } = await list({ currency: 'KZT' });
    expect(items.find(({ slug }) => slug === 'own-prices')?.price).toEqual(money(7_777_77n, 'KZT'));
  });

  it('never become nothing', async () => {
    expect(await named('tiny', 'KWD')).toEqual([10n]);
    expect(await named('tiny', 'JPY')).toEqual([1n]);
  });

  it('of a list are those of the cheapest variant', async () => {
    const card = (await list()).items.find(({ slug }) => slug === 'two');
    expect(card).toMatchObject({ price: money(12_80n, 'CNY'), hasMoreVariants: true });
  });

  it.each(['XXX', 'EURO', '', 'kzt'])('in %j are refused', async (currency) => {
    await expect(list({ currency })).rejects.toThrow(CurrencyNotOffered);
    await expect(catalog.products.bySlug('two', currency)).rejects.toThrow(CurrencyNotOffered);
  });
});

describe('one product', () => {
  it('is one statement with its variants, in their order, and their stock', async () => {
    catalog.database.asked.length = 0;
    const product = await catalog.products.bySlug('two', 'CNY');
    expect(product?.variants).toMatchObject([{ sku: 'dear', available: 3, weightGrams: null }, { sku: 'cheap', available: null, weightGrams: 400 }]);
    expect(catalog.database.asked).toEqual(['catalog.product_by_slug']);
  });

  it('is told to be withdrawn, and is unknown by another name', async () => {
    expect(await catalog.products.bySlug('gone', 'CNY')).toMatchObject({ status: 'withdrawn' });
    expect(await catalog.products.bySlug('no-such', 'CNY')).toBeUndefined();
  });
});

describe('the shelf of a cluster', () => {
  it('counts all that is on sale there, the fullest first, in one statement', async () => {
    catalog.database.asked.length = 0;
    expect(await catalog.shelves.ofCluster('liling')).toEqual({
      branches: [{ value: 'dp.visual', count: 10 }, { value: 'g.ceramics', count: 10 }], deliveryKinds: [{ value: 'download', count: 10 }, { value: 'parcel', count: 10 }],
    });
    expect(catalog.database.asked).toEqual(['catalog.shelf_of_cluster']);
    expect(await catalog.shelves.ofCluster('nowhere')).toEqual({ branches: [], deliveryKinds: [] });
  });
});
