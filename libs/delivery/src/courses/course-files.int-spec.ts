import { identityContext } from '@silkport/identity';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { WithdrawFile } from '../files/withdraw-file.js';
import { anAsset, aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { CourseReads } from './course-reads.js';
import { SetCourse } from './set-course.js';

let db: TestDatabase;
let delivery: Delivery;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

it('a file that its merchant took back is in no lesson any more, neither for who learns nor for who teaches', async () => {
  const productId = newId();
  const [kept = '', taken = ''] = await delivery.addAssets.run([anAsset({ productId }), anAsset({ productId })]);
  const order = aPaidOrder([{ deliveryKind: 'course', productId }]);
  await delivery.deliver(order);
  const [held] = await db.dataSource.query<{ id: string }[]>('SELECT id FROM delivery.entitlements WHERE product_id = $1', [productId]);
  const courses = new CourseReads(db.database);
  const lesson = { assetIds: [taken, kept] };
  expect((await courses.filesOf(held?.id ?? '', lesson)).map(({ id }) => id)).toEqual([taken, kept]);
  await new WithdrawFile(db.database, delivery.clock).run({ productId, fileId: taken, reason: 'a misprint', personId: newId() });
  expect((await courses.filesOf(held?.id ?? '', lesson)).map(({ id }) => id)).toEqual([kept]);
  expect((await courses.filesOfProduct(productId)).map(({ id }) => id)).toEqual([kept]);
  expect(await courses.filesOf(newId(), lesson)).toEqual([]);
  const modules = (assetId: string) => [{ title: { en: 'Weaving' }, lessons: [{ title: { en: 'First' }, body: { en: 'Begin' }, assetIds: [assetId] }] }];
  const set = (assetId: string) => new SetCourse(db.database, delivery.clock).run({ productId, merchantId: newId(), personId: null, basedOn: 0, modules: modules(assetId) as never });
  await expect(set(taken)).rejects.toMatchObject({ code: 'delivery.course_refused' });
  expect(await set(kept)).toBe(1);
});
