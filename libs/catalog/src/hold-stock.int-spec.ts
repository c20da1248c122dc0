import { pricingContext } from '@silkport/pricing';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { catalogContext } from './catalog.context.js';
import { SoldOut } from './catalog.errors.js';
import { holdStock, releaseStock, sellHeldStock } from './hold-stock.js';
import { aProduct, catalogOn, type Catalog } from './testing.js';

let db: TestDatabase;
let catalog: Catalog;

beforeAll(async () => {
  db = await openTestDatabase([pricingContext, catalogContext]);
  catalog = await catalogOn(db.database);
});
afterAll(() => db.close());

/** A new product's variant with so many pieces. */
async function variantOf(stock?: number): Promise<string> {
  const product = aProduct();
  const [variant] = product.variants;
  const [published] = await catalog.publish.run([{ ...product, variants: [{ ...variant, ...(stock === undefined ? {} : { stock }) }] }]);
  return published?.variantIds[0] ?? '';
}

const hold = (variantIds: readonly string[], quantity = 1, orderId = newId()) =>
  db.database.transaction((tx) => holdStock(tx, orderId, variantIds.map((variantId) => ({ variantId, quantity })))).then(() => orderId);
const release = (orderId: string) => db.database.transaction((tx) => releaseStock(tx, orderId));
const left = async (variantId: string): Promise<number> => (await db.dataSource.query('SELECT available FROM catalog.stock WHERE variant_id = $1', [variantId]))[0]?.available;
const held = async (variantId: string): Promise<number> => (await db.dataSource.query('SELECT coalesce(sum(quantity), 0)::int AS n FROM catalog.stock_holds WHERE variant_id = $1', [variantId]))[0]?.n;

describe('stock', () => {
  it('of five goes to five of sixteen who want it at once, and the others are told', async () => {
    const variantId = await variantOf(5);
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => hold([variantId])));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(11);
    for (const { reason } of refused) {
      expect(reason).toBeInstanceOf(SoldOut);
      expect(reason).toMatchObject({ variantIds: [variantId] });
    }
    expect([await left(variantId), await held(variantId)]).toEqual([0, 5]);
  });

  it('is taken by fifty pairs that want two things in opposite order, and none waits for ever', async () => {
    const pair = [await variantOf(100), await variantOf(100)];
    await Promise.all(Array.from({ length: 50 }, (_, index) => hold(index % 2 ? pair : pair.toReversed())));
    expect([await left(pair[0] ?? ''), await left(pair[1] ?? '')]).toEqual([50, 50]);
  });

  it('is neither lost nor made while orders take and give back in opposite order', async () => {
    const pair = [await variantOf(20), await variantOf(20)];
    await Promise.all(Array.from({ length: 50 }, async (_, index) => {
      const orderId = await hold(index % 2 ? pair : pair.toReversed()).catch(() => undefined);
      if (orderId) await release(orderId);
    }));
    expect([await left(pair[0] ?? ''), await left(pair[1] ?? '')]).toEqual([20, 20]);
    expect(await held(pair[0] ?? '')).toBe(0);
  });

  it('is not touched where one thing of several is short', async () => {
    const [plenty, few] = [await variantOf(100), await variantOf(2)];
    await expect(hold([plenty, few], 3)).rejects.toMatchObject({ variantIds: [few] });
    expect([await left(plenty), await left(few), await held(plenty)]).toEqual([100, 2, 0]);
  });

  it('is not touched by more than there is', async () => {
    const variantId = await variantOf(5);
    for (const quantity of [6, 999]) await expect(hold([variantId], quantity)).rejects.toThrow(SoldOut);
    expect([await left(variantId), await held(variantId)]).toEqual([5, 0]);
    await hold([variantId], 5);
    expect(await left(variantId)).toBe(0);
  });

  it('comes back once, however often and however many at once give it back', async () => {
    const variantId = await variantOf(5);
    const orderId = await hold([variantId], 3);
    await Promise.all(Array.from({ length: 8 }, () => release(orderId)));
    await release(orderId);
    expect([await left(variantId), await held(variantId)]).toEqual([5, 0]);
  });

  it('that was sold does not come back', async () => {
    const variantId = await variantOf(5);
    const orderId = await hold([variantId], 2);
    await db.database.transaction((tx) => sellHeldStock(tx, orderId));
    await release(orderId);
    expect([await left(variantId), await held(variantId)]).toEqual([3, 0]);
  });

  it('is not promised when the order that wanted it is not kept', async () => {
    const variantId = await variantOf(5);
    const orderId = newId();
    await expect(db.database.transaction(async (tx) => {
      await holdStock(tx, orderId, [{ variantId, quantity: 4 }]);
      throw new Error('no order');
    })).rejects.toThrow('no order');
    expect(await left(variantId)).toBe(5);
  });

  it('has no end where none is counted', async () => {
    const variantId = await variantOf();
    await hold([variantId], 10_000);
    expect(await held(variantId)).toBe(0);
  });
});
