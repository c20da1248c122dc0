import { pricingContext, type ListedPrice } from '@silkport/pricing';
import { clustersContext } from '@silkport/clusters';
import { money, newId, SystemClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { catalogContext } from './catalog.context.js';
import { NotYourProduct } from './catalog.errors.js';
import { MerchantPriceReads } from './merchant-price-reads.js';
import { SetVariantPrices } from './set-variant-prices.js';
import { aMerchant, aProduct, catalogOn, type Catalog } from './testing.js';

let db: TestDatabase;
let catalog: Catalog;
let setPrices: SetVariantPrices;

beforeAll(async () => {
  db = await openTestDatabase([pricingContext, clustersContext, catalogContext]);
  catalog = await catalogOn(db.database);
  setPrices = new SetVariantPrices(db.database, new SystemClock());
});
afterAll(() => db.close());

const nothing = () => Promise.resolve();
const yuan = (fen: bigint) => money(fen, 'CNY');

async function published(...variantPrices: bigint[]) {
  const slug = `listed-${newId()}`;
  const variants = variantPrices.map((fen, index) => ({ sku: `${slug}-${index}`, name: { en: `Size ${index}` }, prices: [yuan(fen)] as const }));
  const [first, ...others] = variants;
  if (!first) throw new Error('A product has a variant');
  const [product] = await catalog.publish.run([aProduct({ slug, variants: [{ ...first, prices: [yuan(variantPrices[0] ?? 1n)] }, ...others.map((each) => ({ ...each, prices: [...each.prices] as [typeof each.prices[0]] }))] })]);
  if (!product) throw new Error('Nothing was published');
  const set = (prices: readonly ListedPrice[], variant = 0, merchantId = aMerchant.id) =>
    setPrices.run({ merchantId, productId: product.productId, variantId: product.variantIds[variant] ?? '', prices }, nothing);
  const card = async (currency: string, country?: string) => (await catalog.products.list({ locale: 'en', currency, country, limit: 100 })).items.find((each) => each.slug === slug)?.price;
  const page = async (currency: string, country?: string) => (await catalog.products.bySlug(slug, currency, country))?.variants.map(({ price }) => price);
  return { ...product, slug, set, card, page };
}

describe('a price list', () => {
  it('is what the card and the page show, market by market', async () => {
    const bowl = await published(6800n);
    await bowl.set([yuan(6800n), money(990n, 'USD'), { ...money(790n, 'USD'), market: 'KZ' }]);
    for (const read of [bowl.card, async (...ask: Parameters<typeof bowl.page>) => (await bowl.page(...ask))?.[0]]) {
      expect([await read('USD'), await read('USD', 'SG'), await read('USD', 'KZ')]).toEqual([money(990n, 'USD'), money(990n, 'USD'), money(790n, 'USD')]);
    }
  });

  it('of the cheapest variant is on the card, whichever that is in a currency', async () => {
    const book = await published(5000n, 9000n);
    expect(await book.card('CNY')).toEqual(yuan(5000n));
    await book.set([yuan(9000n), money(100n, 'USD')], 1);
    expect([await book.card('CNY'), await book.card('USD')]).toEqual([yuan(5000n), money(100n, 'USD')]);
    await book.set([yuan(1000n)], 1);
    expect([await book.card('CNY'), (await book.card('USD'))?.amountMinor]).toEqual([yuan(1000n), 152n]);
  });

  it('keeps what was asked before as it was, and sorts by what is asked now', async () => {
    const bowl = await published(6800n);
    await bowl.set([yuan(7000n)]);
    await bowl.set([yuan(7000n)]);
    const rows = await db.dataSource.query('SELECT amount_minor::int AS fen, valid_to IS NULL AS "isOpen" FROM catalog.prices WHERE variant_id = $1 ORDER BY valid_from NULLS FIRST', [bowl.variantIds[0]]);
    expect(rows).toEqual([{ fen: 6800, isOpen: false }, { fen: 7000, isOpen: true }]);
    expect(await db.dataSource.query('SELECT from_price_minor::int AS fen FROM catalog.products WHERE id = $1', [bowl.productId])).toEqual([{ fen: 7000 }]);
  });

  it('is its merchant’s alone to change', async () => {
    const bowl = await published(6800n);
    await expect(bowl.set([yuan(1n)], 0, newId())).rejects.toThrow(NotYourProduct);
    const other = await published(100n);
    await expect(setPrices.run({ merchantId: aMerchant.id, productId: bowl.productId, variantId: other.variantIds[0] ?? '', prices: [yuan(1n)] }, nothing)).rejects.toThrow(NotYourProduct);
    expect(await bowl.card('CNY')).toEqual(yuan(6800n));
  });

  it('is changed whole or not at all', async () => {
    const bowl = await published(6800n);
    await expect(setPrices.run({ merchantId: aMerchant.id, productId: bowl.productId, variantId: bowl.variantIds[0] ?? '', prices: [yuan(1n)] }, () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
    expect([await bowl.card('CNY'), (await bowl.page('CNY'))?.[0]]).toEqual([yuan(6800n), yuan(6800n)]);
  });

  it('set by eight at once is one of the eight', async () => {
    const bowl = await published(6800n);
    await Promise.all(Array.from({ length: 8 }, (_, index) => bowl.set([yuan(BigInt(1000 + index)), money(BigInt(100 + index), 'USD')])));
    const [cny, usd] = [await bowl.card('CNY'), await bowl.card('USD')];
    expect((cny?.amountMinor ?? 0n) - 1000n).toBe((usd?.amountMinor ?? 0n) - 100n);
    expect(await db.dataSource.query('SELECT count(*)::int AS n FROM catalog.prices WHERE variant_id = $1 AND valid_to IS NULL', [bowl.variantIds[0]])).toEqual([{ n: 2 }]);
  });

  it('is never two prices for the same at once: the database refuses them', async () => {
    const bowl = await published(6800n);
    const add = (market: string | null, from: string, to: string | null) => db.dataSource.query(
      `INSERT INTO catalog.prices (id, variant_id, currency, amount_minor, is_main, market, valid_from, valid_to) VALUES (gen_random_uuid(), $1, 'USD', 1, false, $2, $3, $4)`, [bowl.variantIds[0], market, from, to]);
    await add('KZ', '2027-01-01', '2027-02-01');
    await add('KZ', '2027-02-01', null);
    await add(null, '2027-01-15', null);
    await expect(add('KZ', '2027-01-31', '2027-02-02')).rejects.toThrow('prices_never_overlap');
    await expect(add(null, '2030-01-01', null)).rejects.toThrow('prices_never_overlap');
    await expect(add('UZ', '2027-01-02', '2027-01-01')).rejects.toThrow(/range|while/);
  });

  it('is read by its merchant with what is to come, in one statement', async () => {
    const bowl = await published(6800n);
    const later = new Date('2099-01-01T00:00:00.123Z');
    await bowl.set([yuan(6800n), { ...money(990n, 'USD'), market: 'KZ', validFrom: later }]);
    const reads = new MerchantPriceReads(catalog.database);
    catalog.database.asked.length = 0;
    const product = await reads.ofProduct(bowl.productId, aMerchant.id);
    expect(catalog.database.asked).toEqual(['catalog.prices_of_merchant_product']);
    expect(product?.variants[0]?.prices).toEqual([yuan(6800n), { ...money(990n, 'USD'), market: 'KZ', validFrom: later }]);
    expect(await reads.ofProduct(bowl.productId, newId())).toBeUndefined();
  });
});

describe('a currency that stands still', () => {
  it('leaves cards and pages with the merchant’s price, and says so', async () => {
    const bowl = await published(6800n);
    await db.dataSource.query(`INSERT INTO pricing.rate_sets (id, base, effective_date, source, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000aa', 'CNY', '2026-10-01', 'half a file', now())`);
    await db.dataSource.query(`INSERT INTO pricing.rates (rate_set_id, currency, rate) VALUES ('00000000-0000-4000-8000-0000000000aa', 'CNY', 1)`);
    const half = await catalogOn(db.database, false);
    const card = (await half.products.list({ locale: 'en', currency: 'KZT', limit: 100 })).items.find(({ slug }) => slug === bowl.slug);
    expect(card).toMatchObject({ price: yuan(6800n), priceStop: 'missing' });
    expect((await half.products.bySlug(bowl.slug, 'KZT'))?.variants[0]).toMatchObject({ price: yuan(6800n), priceStop: 'missing' });
    expect((await half.products.bySlug(bowl.slug, 'CNY'))?.variants[0]).toMatchObject({ price: yuan(6800n), priceStop: null });
  });
});
