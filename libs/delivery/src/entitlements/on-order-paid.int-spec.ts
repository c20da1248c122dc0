import { identityContext } from '@silkport/identity';
import { orderingContext } from '@silkport/ordering';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { AccessChangeRefused, EntitlementUnknown, LicenceKeyTaken } from '../delivery.errors.js';
import { GiveWhatIsSetUp } from './give-what-is-set-up.js';
import { aPaidOrder, anAsset, deliveryOn, type Delivery } from '../testing.js';

let db: TestDatabase;
let delivery: Delivery;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, orderingContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
});
beforeEach(() => db.dataSource.query('TRUNCATE delivery.entitlements, delivery.assets, delivery.licence_keys, delivery.parcels CASCADE'));
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

const rowsOf = (table: string) => db.dataSource.query(`SELECT * FROM delivery.${table} ORDER BY 1`);
const keysOf = (count: number) => Array.from({ length: count }, () => `KEY-${newId()}`);

describe('a paid order', () => {
  it('gives each line what its kind is', async () => {
    const order = aPaidOrder([{ deliveryKind: 'download' }, { deliveryKind: 'licence-key', quantity: 2 }, { deliveryKind: 'service' }, { deliveryKind: 'parcel', quantity: 3 }]);
    const [download, licence, service, parcel] = order.lines;
    const keys = keysOf(3);
    await delivery.addLicenceKeys.run({ variantId: licence?.variantId ?? '', keys });
    const guide = await delivery.addAsset.run(anAsset({ productId: download?.productId ?? '' }));
    await delivery.deliverSetUp(order);

    const lines = await delivery.reads.ofOrder(order.orderId);
    expect(lines).toHaveLength(5);
    const of = (lineId = '') => lines.find(({ orderLineId }) => orderLineId === lineId);
    expect(of(download?.lineId)).toMatchObject({
      state: 'active', deliveryKind: 'download', parcelState: null, keys: [], merchantId: download?.merchantId,
      assets: [{ id: guide, title: { en: 'Guide', 'zh-CN': '指南' }, fileName: 'guide.pdf', contentType: 'application/pdf', sizeBytes: 16, completedCount: 0, version: null, locale: null, platform: null, isCurrent: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    const seats = lines.filter(({ orderLineId }) => orderLineId === licence?.lineId);
    expect(seats).toMatchObject([1, 2].map((seat) => ({ seat, state: 'active', deliveryKind: 'licence-key', quantity: 1, keys: [expect.any(String)], assets: [] })));
    expect(seats.flatMap((each) => each.keys)).toEqual(keys.slice(0, 2));
    expect(of(service?.lineId)).toMatchObject({ state: 'active', deliveryKind: 'service', keys: [], assets: [] });
    expect(of(parcel?.lineId)).toMatchObject({ entitlementId: null, state: null, deliveryKind: 'parcel', parcelState: 'to_ship', quantity: 3 });
    expect(await rowsOf('entitlement_transitions')).toMatchObject(Array(4).fill({ from_state: null, to_state: 'active', actor: 'order-paid' }));
  });

  it('is granted once however often it is told of, one after the other or at once', async () => {
    const order = aPaidOrder([{ deliveryKind: 'licence-key', quantity: 2 }, { deliveryKind: 'parcel' }]);
    await delivery.addLicenceKeys.run({ variantId: order.lines[0]?.variantId ?? '', keys: keysOf(10) });
    await delivery.deliverSetUp(order);
    await Promise.all([delivery.deliverSetUp(order), delivery.deliverSetUp(order), delivery.deliverSetUp(order)]);
    expect(await rowsOf('entitlements')).toMatchObject([{ seat: 1 }, { seat: 2 }]);
    expect(await rowsOf('parcels')).toHaveLength(1);
    expect((await rowsOf('licence_keys')).filter((key: { entitlement_id: string | null }) => key.entitlement_id)).toHaveLength(2);
  });

  it('comes with others: each has its own, and ordering is told of each what is there at once', async () => {
    await db.dataSource.query('TRUNCATE platform.events, platform.waiting_events');
    const [files, parcel, service, again] = [aPaidOrder([{ deliveryKind: 'download' }, { deliveryKind: 'service' }]), aPaidOrder([{ deliveryKind: 'parcel' }]), aPaidOrder([{ deliveryKind: 'service' }]), aPaidOrder([{ deliveryKind: 'download' }])];
    await delivery.deliverSetUp(again);
    await delivery.deliverSetUp(files, parcel, service, again);
    const told = await db.dataSource.query<{ payload: object }[]>("SELECT payload FROM platform.events JOIN platform.waiting_events ON event_id = id WHERE name = 'ordering.lines_delivered' ORDER BY id");
    expect(told.map(({ payload }) => payload)).toMatchObject([again, files].map(({ orderId, lines }) => ({ orderId, lineIds: [lines[0]?.lineId] })));
    expect((await delivery.reads.ofOrder(files.orderId)).map(({ state }) => state)).toEqual(['active', 'active']);
    expect([(await rowsOf('entitlements')).length, (await rowsOf('parcels')).length]).toEqual([4, 1]);
  });

  it('gives no key twice when twenty orders take ten keys at once; of those that no key is left for, ordering is told', async () => {
    const variantId = newId();
    await delivery.addLicenceKeys.run({ variantId, keys: keysOf(10) });
    const orders = Array.from({ length: 20 }, () => aPaidOrder([{ deliveryKind: 'licence-key', variantId }]));
    for (let waiting = orders; waiting.length;) {
      const outcomes = await Promise.allSettled(waiting.map((order) => delivery.deliverSetUp(order)));
      waiting = waiting.filter((_, index) => outcomes[index]?.status === 'rejected');
    }
    const given = await Promise.all(orders.map(async (order) => ({ order, lines: await delivery.reads.ofOrder(order.orderId) })));
    expect(new Set(given.flatMap(({ lines }) => lines).flatMap(({ keys }) => keys)).size).toBe(10);
    const without = given.filter(({ lines }) => lines[0]?.state === 'revoked').map(({ order }) => order);
    expect(without).toHaveLength(10);
    const told = await db.dataSource.query<{ payload: { orderId: string } }[]>("SELECT payload FROM platform.events WHERE name = 'ordering.lines_undeliverable'");
    expect(told.map(({ payload }) => payload).filter(({ orderId }) => orders.some((order) => order.orderId === orderId)).toSorted((left, right) => (left.orderId < right.orderId ? -1 : 1)))
      .toEqual(without.map(({ orderId, lines }) => ({ orderId, lines: [{ lineId: lines[0]?.lineId, pieces: 1 }], reason: 'no licence key was left' })).toSorted((left, right) => (left.orderId < right.orderId ? -1 : 1)));
  });

  it('gives what there is when the pool has too few keys, and the last seats end', async () => {
    await db.dataSource.query('TRUNCATE platform.events, platform.waiting_events');
    const order = aPaidOrder([{ deliveryKind: 'download' }, { deliveryKind: 'licence-key', quantity: 3 }, { deliveryKind: 'licence-key', quantity: 2 }, { deliveryKind: 'parcel' }]);
    const [download, some, none] = order.lines;
    await delivery.addLicenceKeys.run({ variantId: some?.variantId ?? '', keys: keysOf(2) });
    await delivery.deliverSetUp(order);
    await delivery.deliverSetUp(order);
    const lines = await delivery.reads.ofOrder(order.orderId);
    const of = (line: typeof some) => lines.filter(({ orderLineId }) => orderLineId === line?.lineId).map(({ seat, state, keys }) => [seat, state, keys.length]);
    expect(of(some)).toEqual([[1, 'active', 1], [2, 'active', 1], [3, 'revoked', 0]]);
    expect(of(none)).toEqual([[1, 'revoked', 0], [2, 'revoked', 0]]);
    const events = await db.dataSource.query<{ name: string; payload: object }[]>("SELECT name, payload FROM platform.events WHERE name IN ('ordering.lines_undeliverable', 'ordering.lines_delivered') ORDER BY name");
    expect(events.map(({ name, payload }) => ({ name, ...payload }))).toEqual([
      { name: 'ordering.lines_delivered', orderId: order.orderId, lineIds: [download?.lineId, some?.lineId], deliveredAt: expect.any(String) },
      { name: 'ordering.lines_undeliverable', orderId: order.orderId, lines: [{ lineId: some?.lineId, pieces: 1 }, { lineId: none?.lineId, pieces: 2 }], reason: 'no licence key was left' },
    ]);
  });

  it('with two lines of one variant takes other keys for each', async () => {
    const variantId = newId();
    await delivery.addLicenceKeys.run({ variantId, keys: keysOf(3) });
    const order = aPaidOrder([{ deliveryKind: 'licence-key', variantId }, { deliveryKind: 'licence-key', variantId, quantity: 2 }]);
    await delivery.deliverSetUp(order);
    expect(new Set((await delivery.reads.ofOrder(order.orderId)).flatMap(({ keys }) => keys)).size).toBe(3);
  });

  it('waits with what its merchant has set nothing up for, says so, and is delivered once there is something', async () => {
    await db.dataSource.query('TRUNCATE platform.events, platform.waiting_events');
    const order = aPaidOrder([{ deliveryKind: 'download' }, { deliveryKind: 'stream' }, { deliveryKind: 'course' }, { deliveryKind: 'api-access' }, { deliveryKind: 'subscription' }, { deliveryKind: 'service' }]);
    const [download, stream, course, api, subscription] = order.lines;
    await delivery.deliver(order);
    const give = new GiveWhatIsSetUp(db.database, delivery.clock);
    await give.run();
    const standing = async () => new Map((await delivery.reads.ofOrder(order.orderId)).map(({ orderLineId, state, isSetUp }) => [orderLineId, [state, isSetUp]]));
    const delivered = async () => (await db.dataSource.query<{ payload: { lineIds: string[] } }[]>("SELECT payload FROM platform.events WHERE name = 'ordering.lines_delivered' ORDER BY id")).flatMap(({ payload }) => payload.lineIds);
    for (const line of [download, stream, course, api]) expect((await standing()).get(line?.lineId ?? '')).toEqual(['granted', false]);
    expect(await delivered()).toEqual([subscription?.lineId]);
    await delivery.addAsset.run(anAsset({ productId: download?.productId ?? '' }));
    await db.dataSource.query(`INSERT INTO delivery.course_versions (product_id, version, merchant_id, modules, set_at) VALUES ($1, 1, $1, '[]', now())`, [course?.productId]);
    await give.run();
    await give.run();
    const after = await standing();
    expect([download, stream, course, api].map((line) => after.get(line?.lineId ?? ''))).toEqual([['active', true], ['granted', false], ['active', true], ['granted', false]]);
    expect((await delivered()).toSorted()).toEqual([subscription, download, course].map((line) => line?.lineId ?? '').toSorted());
  });
});

describe('a pool of licence keys', () => {
  it('takes the same keys again without doubling them, and no key of another variant of the product, whoever else has the same', async () => {
    const [variantId, other, productId] = [newId(), newId(), newId()];
    const keys = keysOf(3);
    expect(await delivery.addLicenceKeys.run({ variantId, productId, keys })).toBe(3);
    expect(await delivery.addLicenceKeys.run({ variantId, productId, keys: [...keys, 'KEY-4'] })).toBe(1);
    await expect(delivery.addLicenceKeys.run({ variantId: other, productId, keys: ['KEY-5', 'KEY-4'] })).rejects.toThrow(LicenceKeyTaken);
    expect(await rowsOf('licence_keys')).toHaveLength(4);
    expect(await delivery.addLicenceKeys.run({ variantId: newId(), productId: newId(), keys: ['KEY-5', 'KEY-4'] })).toBe(2);
  });
});

describe('access to what was bought', () => {
  it('is suspended, restored and revoked for good, with a note of each', async () => {
    const order = aPaidOrder([{ deliveryKind: 'licence-key' }]);
    await delivery.addLicenceKeys.run({ variantId: order.lines[0]?.variantId ?? '', keys: ['KEY-6'] });
    await delivery.deliverSetUp(order);
    const line = async () => (await delivery.reads.ofOrder(order.orderId))[0];
    const entitlementId = (await line())?.entitlementId ?? '';
    const admin = newId();
    const change = (to: 'active' | 'suspended' | 'revoked') => delivery.changeAccess.run({ entitlementId, to, actor: admin, reason: 'a dispute' });
    await change('suspended');
    expect(await line()).toMatchObject({ state: 'suspended', keys: [] });
    await change('active');
    expect(await line()).toMatchObject({ state: 'active', keys: ['KEY-6'] });
    await change('revoked');
    await change('revoked');
    await expect(change('active')).rejects.toThrow(AccessChangeRefused);
    expect((await rowsOf('entitlement_transitions')).map((each: { to_state: string }) => each.to_state)).toEqual(['active', 'suspended', 'active', 'revoked']);
    await expect(delivery.changeAccess.run({ entitlementId: newId(), to: 'revoked', actor: admin, reason: 'none' })).rejects.toThrow(EntitlementUnknown);
  });
});
