import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { AssetEmpty, ContentTypeRefused, FileNameRefused } from '../delivery.errors.js';
import { anAsset, deliveryOn, type Delivery } from '../testing.js';

let db: TestDatabase;
let delivery: Delivery;

beforeAll(async () => {
  db = await openTestDatabase([deliveryContext]);
  delivery = await deliveryOn(db.database);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

describe('assets', () => {
  it('are shown in the order they were added, a hundred at once and one more later, without a link to them', async () => {
    const productId = newId();
    const many = Array.from({ length: 100 }, (_, index) => anAsset({ productId, title: { en: `Part ${index}` }, bytes: Buffer.alloc(index + 1, index) }));
    const ids = await delivery.addAssets.run(many);
    await delivery.addAsset.run(anAsset({ productId, title: { en: 'Part 100' }, contentType: 'text/csv; charset=utf-8', bytes: Buffer.alloc(101) }));
    expect(new Set(ids).size).toBe(100);
    expect(await delivery.reads.assetsOfProduct(productId)).toEqual(
      Array.from({ length: 101 }, (_, index) => ({ title: { en: `Part ${index}` }, contentType: index < 100 ? 'application/pdf' : 'text/csv; charset=utf-8', sizeBytes: index + 1 })));
  });

  it('keep their bytes under their own id and real name, with the right SHA-256', async () => {
    const bytes = Buffer.from('人间烟火');
    const id = await delivery.addAsset.run(anAsset({ fileName: '跨境 "guide" (1).txt', contentType: 'text/plain', bytes }));
    const [row] = await db.dataSource.query('SELECT * FROM delivery.assets WHERE id = $1', [id]);
    expect(row).toMatchObject({ storage_key: `assets/${id}/跨境 "guide" (1).txt`, sha256: createHash('sha256').update(bytes).digest('hex'), size_bytes: 12n });
    expect(await buffer(delivery.storage.read(row.storage_key, 0, 11))).toEqual(bytes);
  });

  it.each([
    [{ fileName: '../passwd' }, FileNameRefused], [{ fileName: '..' }, FileNameRefused], [{ fileName: '' }, FileNameRefused], [{ fileName: 'a\\b' }, FileNameRefused],
    [{ fileName: 'a\nb' }, FileNameRefused], [{ fileName: '\ud800.pdf' }, FileNameRefused], [{ fileName: '锦'.repeat(67) }, FileNameRefused],
    [{ contentType: 'pdf' }, ContentTypeRefused], [{ contentType: 'text/html\r\nset-cookie: a=b' }, ContentTypeRefused], [{ bytes: Buffer.alloc(0) }, AssetEmpty],
  ])('are refused, all of them, when one is %j', async (wrong, error) => {
    const good = anAsset();
    await expect(delivery.addAssets.run([good, anAsset(wrong)])).rejects.toThrow(error);
    expect(await delivery.reads.assetsOfProduct(good.productId)).toEqual([]);
  });
});
