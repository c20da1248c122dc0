import { pricingContext } from '@silkport/pricing';
import { encodeCursor, InvalidCursor } from '@silkport/platform';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { catalogContext } from './catalog.context.js';
import type { NewProduct } from './publish-products.js';
import type { SearchRequest } from './search-reads.js';
import { aMerchant, aProduct, catalogOn, type Catalog } from './testing.js';

let db: TestDatabase;
let catalog: Catalog;

const glazes = Array.from({ length: 20 }, (_, index) => aProduct({ slug: `glaze-${index}`, name: { en: `Glaze recipe ${index}`, 'zh-CN': `釉料配方${index}` }, taxonomyId: 'dp.visual.font', deliveryKind: 'download', clusterId: index % 2 ? 'jingdezhen' : 'liling' }));
const goods: NewProduct[] = [
  aProduct({ slug: 'report', name: { en: 'Category report', 'zh-CN': '跨境电商品类报告' }, taxonomyId: 'dp.visual.font', deliveryKind: 'download', clusterId: 'yiwu' }),
  aProduct({ slug: 'bowl', name: { en: 'Porcelain tea bowl', 'zh-CN': '瓷茶碗' }, tags: { en: ['tea', 'celadon'] }, description: { en: 'Thrown by hand in Jingdezhen.' } }),
  aProduct({ slug: 'panel', name: { en: 'Studio panel', 'zh-CN': '陶瓷壁画' }, description: { en: 'Signed by its maker, of porcelain.' } }),
  aProduct({ slug: 'lantern', name: { en: 'Paper lantern', 'zh-CN': '纸灯笼' }, taxonomyId: 'dp.visual.font', deliveryKind: 'download', clusterId: 'yiwu' }),
  aProduct({ slug: 'adapter', name: { en: 'Adapter USB-C 65W', 'zh-CN': '充电器' }, taxonomyId: 'dp.visual.font', deliveryKind: 'download', clusterId: 'yiwu' }),
  aProduct({ slug: 'film', name: { en: 'The long river', 'zh-CN': '长河' }, taxonomyId: 'dp.visual.font', deliveryKind: 'download', clusterId: 'yiwu', description: { en: 'A film of the river and its boats.' } }),
];
const gone = aProduct({ slug: 'gone', name: { en: 'Porcelain whistle' } });

beforeAll(async () => {
  db = await openTestDatabase([pricingContext, catalogContext]);
  catalog = await catalogOn(db.database);
  const published = await catalog.publish.run([...glazes, ...goods, gone]);
  await catalog.withdraw.run({ productId: published.at(-1)?.productId ?? '', merchantId: aMerchant.id });
});
afterAll(() => db.close());

const search = (query: string, change: Partial<SearchRequest> = {}) => catalog.searches.search({ query, locale: 'en', currency: 'CNY', limit: 24, ...change });
const slugs = async (query: string, change?: Partial<SearchRequest>) => (await search(query, change)).items.map(({ slug }) => slug);

describe('search', () => {
  it.each([
    ['跨境电商', ['report']], ['陶瓷', ['bowl', 'panel']], ['керамика', ['bowl', 'panel']], ['КЕРАМИКА', ['bowl', 'panel']], ['porcelain', ['bowl', 'panel']], ['PORCELÁIN', ['bowl', 'panel']],
    ['porcel', ['bowl', 'panel']], ['茶', ['bowl', 'panel']], ['usb-c', ['adapter']], ['USBC', ['adapter']], ['studio panel', ['panel']], ['celadon tea', ['bowl']], ['old kiln lantern', ['lantern']], ['the river', ['film']],
  ])('finds %j as it is written', async (query, wanted) => {
    const page = await search(query);
    expect(page.items.map(({ slug }) => slug).toSorted()).toEqual(wanted);
    expect(page.isApproximate).toBe(false);
  });

  it.each([
    ['cermaics', 'bowl'], ['Ceramica', 'bowl'], ['Cerámica', 'bowl'], ['porcelan', 'bowl'], ['Jingdezen', 'bowl'], ['керамка', 'bowl'], ['керамики', 'bowl'], ['lantren', 'lantern'], ['papr lantren', 'lantern'],
    ['porcelan tea', 'bowl'], ['陶瓷飞机', 'panel'],
  ])('finds what %j may have meant, and says so', async (query, wanted) => {
    const page = await search(query);
    expect(page.items.map(({ slug }) => slug)).toContain(wanted);
    expect(page.isApproximate).toBe(true);
  });

  it.each(['lantren', 'papr lantren'])('takes a slip for the nearest word only: %s', async (query) => {
    expect(await slugs(query)).toEqual(['lantern']);
  });

  it('puts a name before a description', async () => {
    expect(await slugs('porcelain')).toEqual(['bowl', 'panel']);
  });

  it('finds nothing where nothing comes near, in as few statements as that takes', async () => {
    catalog.database.asked.length = 0;
    expect(await search('zzqqxx')).toEqual({ items: [], nextCursor: undefined, isApproximate: false, facets: { clusters: [], categories: [], deliveryKinds: [] } });
    expect(catalog.database.asked).toEqual(['catalog.search', 'catalog.similar_words']);
  });

  it('asks once for words that are there', async () => {
    catalog.database.asked.length = 0;
    await search('glaze', { clusterId: 'liling' });
    expect(catalog.database.asked).toEqual(['catalog.search:cluster']);
  });

  it('leaves out what has been withdrawn', async () => {
    expect(await slugs('whistle')).toEqual([]);
    expect(await slugs('whistel')).toEqual([]);
  });
});

describe('facets', () => {
  it('count all matches, however the page is narrowed', async () => {
    const facets = {
      clusters: [{ value: 'jingdezhen', count: 12 }, { value: 'liling', count: 10 }, { value: 'yiwu', count: 4 }],
      categories: [{ value: 'dp.visual', count: 24 }, { value: 'g.ceramics', count: 2 }],
      deliveryKinds: [{ value: 'download', count: 24 }, { value: 'parcel', count: 2 }],
    };
    expect((await search('kiln')).facets).toEqual(facets);
    const narrowed = await search('kiln', { clusterId: 'liling', deliveryKind: 'download', limit: 4 });
    expect(narrowed.facets).toEqual(facets);
  });

  it('narrow by place, category at each level and delivery', async () => {
    expect(await slugs('kiln', { clusterId: 'yiwu' })).toHaveLength(4);
    for (const taxonomyId of ['goods', 'g.ceramics', 'g.ceramics.tea']) expect((await slugs('kiln', { taxonomyId })).toSorted()).toEqual(['bowl', 'panel']);
    expect(await slugs('kiln', { deliveryKind: 'service' })).toEqual([]);
    expect(await slugs('kiln', { clusterId: 'jingdezhen', taxonomyId: 'goods', deliveryKind: 'parcel' })).toHaveLength(2);
  });

  it('are known for a page that the filters leave empty', async () => {
    expect((await search('kiln', { clusterId: 'nowhere' })).facets.clusters).toHaveLength(3);
  });
});

describe('pages of a search', () => {
  it.each(['kiln', 'glaze', 'glzae'])('bring each match of %j once', async (query) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search(query, { limit: 7, cursor });
      seen.push(...page.items.map(({ slug }) => slug));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(query === 'kiln' ? 26 : 20);
    expect(seen).toHaveLength(new Set(seen).size);
  });

  it('end where a forged place lies beyond the last, and refuse one that is no place', async () => {
    for (const place of [10_000_000, -5]) expect((await search('kiln', { cursor: encodeCursor([place]) })).items.length).toBe(place < 0 ? 24 : 0);
    for (const cursor of ['nonsense', encodeCursor(['7']), encodeCursor([1.5]), encodeCursor([1, 2])]) await expect(search('kiln', { cursor })).rejects.toThrow(InvalidCursor);
  });
});

describe('a hostile query', () => {
  it.each([
    '', '   ', '!!! ?? ...', '\0', '\0\0tea\0', "'", "''''", '\\', "\\'; DROP TABLE catalog.products; --", '& | ! <-> ()', 'a:*', ':A', '<2>', "it's", '"tea" -bowl', '%_%', '\ud800', '😀😀', '\u202e\u200f',
  ])('is answered: %j', async (query) => {
    expect((await search(query)).items.length).toBeLessThanOrEqual(24);
  });

  it.each([['letters', 'a'], ['characters', '陶'], ['words', 'tea '], ['quotes', "'\\"], ['operators', '&'], ['slips', 'glzae '], ['accents', 'e\u0301']])('of five thousand %s is answered soon', async (_, part) => {
    const started = performance.now();
    await search(part.repeat(5000));
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('is no query when nothing in it can be searched for', async () => {
    catalog.database.asked.length = 0;
    for (const query of ['', ' \n', '!!! ??', '\0', '😀']) expect((await search(query)).items).toEqual([]);
    expect(catalog.database.asked).toEqual([]);
  });
});

describe('the index of words', () => {
  it('is what a slip is looked up in', async () => {
    await db.dataSource.query(`INSERT INTO catalog.words SELECT 'word' || translate(n::text, '0123456789', 'abcdefghij') FROM generate_series(1, 20000) n ON CONFLICT DO NOTHING`);
    await db.dataSource.query('ANALYZE catalog.words');
    const plan: { 'QUERY PLAN': string }[] = await db.dataSource.query(`EXPLAIN SELECT word FROM catalog.words WHERE word % 'cermaics'`);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('words_similar');
  });
});
