import { identityContext } from '@silkport/identity';
import { orderingContext, OrderReads, type OrderPaid } from '@silkport/ordering';
import { newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { aRefund, aRefundedLine, storePaidOrder } from '../../../ordering/src/testing.js';
import { ApiAccessReads } from '../api-access/api-access-reads.js';
import { ApplyTopUp } from '../api-access/apply-top-up.js';
import { CheckApiCall } from '../api-access/check-api-call.js';
import { QuotaUsedUp } from '../api-access/api-access.errors.js';
import { makeCredential } from '../api-access/api-credentials.js';
import { JoinTopUp } from '../api-access/join-top-up.js';
import { RefusedCalls } from '../api-access/refused-calls.js';
import { DataSetReads } from '../data-sets/data-set-reads.js';
import { deliveryContext } from '../delivery.context.js';
import type { AccessChanged } from '../delivery.events.js';
import { OnApiAccessChanged } from '../api-access/on-api-access-changed.js';
import { OnAccessStarted } from '../licence-keys/on-access-started.js';
import { AccessLog } from './access-log.js';
import { OnMoneyMoved } from './on-money-moved.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';

let db: TestDatabase;
let delivery: Delivery;
let reads: ApiAccessReads;
let check: CheckApiCall;
let money: OnMoneyMoved;
let sets: DataSetReads;
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));

beforeAll(async () => {
  db = await openTestDatabase([identityContext, orderingContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
  reads = new ApiAccessReads(db.database, clock);
  check = new CheckApiCall(db.database, new RefusedCalls(new AccessLog(db.database, clock)), clock);
  money = new OnMoneyMoved(clock);
  sets = new DataSetReads(db.database);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

const client = { country: 'KZ' };
const rows = <Row>(text: string, values: unknown[]) => db.dataSource.query<Row[]>(text, values);

async function aPlan({ productId = newId(), isTopUp = false, validDays = null }: { productId?: string; isTopUp?: boolean; validDays?: number | null } = {}) {
  const variantId = newId();
  await rows('INSERT INTO delivery.api_plans (variant_id, product_id, merchant_id, is_top_up, quota_units, quota_period, valid_days, scopes, set_at) VALUES ($1, $2, $3, $4, 6, $5, $6, $7, now())',
    [variantId, productId, newId(), isTopUp, 'purchase', validDays, JSON.stringify([{ name: 'read', methods: ['GET'], path: '/', units: 1 }])]);
  return { productId, variantId };
}

/** @returns the entitlement of a paid order of one line */
async function buy(order: OrderPaid): Promise<string> {
  await delivery.deliver(order);
  const [row] = await rows<{ id: string }>('SELECT id FROM delivery.entitlements WHERE order_id = $1', [order.orderId]);
  return row?.id ?? '';
}

const giveBack = (order: OrderPaid, pieces: number, isWhole = false) => db.database.transaction((tx) => money.revoke(tx, aRefund(order, { refundId: newId(), lines: order.lines.map((line) => aRefundedLine(line, { isWhole, pieces })) })));
const left = async (id: string) => (await reads.of(id)).quota?.left;

/** What a job does once it has found the buyer's orders. */
async function joined(topUpId: string, targetId: string): Promise<void> {
  await rows('UPDATE delivery.api_top_ups SET target_id = $2, applied_at = now() WHERE entitlement_id = $1', [topUpId, targetId]);
  await rows(`INSERT INTO delivery.api_meters AS m (entitlement_id, period_at, second_at, minute_at, extra_units) SELECT $1, now(), now(), now(), units FROM delivery.api_top_ups WHERE entitlement_id = $2
    ON CONFLICT (entitlement_id) DO UPDATE SET extra_units = m.extra_units + excluded.extra_units`, [targetId, topUpId]);
}

describe('pieces that are given back of several', () => {
  it('take their calls along, at the gate too, and leave what was used used', async () => {
    const plan = await aPlan();
    const order = aPaidOrder([{ deliveryKind: 'api-access', ...plan, quantity: 5 }]);
    const id = await buy(order);
    expect((await reads.of(id)).quota).toMatchObject({ total: 30, left: 30 });
    const { token } = await db.database.transaction((tx) => makeCredential(tx, { id: newId(), entitlementId: id, name: 'Mill', scopes: null, client }, clock.now()));
    const call = () => check.run({ token: token ?? '', productId: plan.productId, client, method: 'GET', path: '/' });
    for (let calls = 0; calls < 7; calls += 1) await call();
    await giveBack(order, 3);
    expect((await reads.of(id)).quota).toMatchObject({ total: 12, used: 7, left: 5 });
    await giveBack(order, 1);
    expect((await reads.of(id)).quota).toMatchObject({ total: 6, used: 7, left: 0 });
    await expect(call()).rejects.toThrow(QuotaUsedUp);
    expect(await rows('SELECT state, pieces_back FROM delivery.entitlements WHERE id = $1', [id])).toEqual([{ state: 'active', pieces_back: 4 }]);
  });

  it('are the same when they are heard of before the payment, and end it when they are all of it', async () => {
    const order = aPaidOrder([{ deliveryKind: 'api-access', ...(await aPlan()), quantity: 5 }]);
    await giveBack(order, 4);
    const id = await buy(order);
    expect(await left(id)).toBe(6);
    await giveBack(order, 1);
    expect(await rows('SELECT state FROM delivery.entitlements WHERE id = $1', [id])).toEqual([{ state: 'revoked' }]);
  });

  it('are taken off what a top-up has joined, by the piece and as far as they are left', async () => {
    const plan = await aPlan();
    const target = await buy(aPaidOrder([{ deliveryKind: 'api-access', ...plan }]));
    const order = aPaidOrder([{ deliveryKind: 'api-access', ...(await aPlan({ productId: plan.productId, isTopUp: true })), quantity: 5 }]);
    const topUp = await buy(order);
    await joined(topUp, target);
    expect(await left(target)).toBe(36);
    await giveBack(order, 4);
    expect(await left(target)).toBe(12);
    await rows('UPDATE delivery.api_meters SET extra_units = 2 WHERE entitlement_id = $1', [target]);
    const another = aPaidOrder([{ deliveryKind: 'api-access', ...(await aPlan({ productId: plan.productId, isTopUp: true })), quantity: 2 }]);
    await joined(await buy(another), target);
    await rows('UPDATE delivery.api_meters SET extra_units = 3 WHERE entitlement_id = $1', [target]);
    await giveBack(another, 1);
    expect((await reads.of(target)).quota).toMatchObject({ extra: 0, left: 6 });
  });

  it('find their way where the top-up that they join joins another in that moment', async () => {
    const [apply, join] = [new ApplyTopUp(db.database, new OrderReads(db.database), clock), new JoinTopUp(db.database, clock)];
    for (let round = 0; round < 12; round += 1) {
      const productId = newId();
      const plans = [await aPlan({ productId, isTopUp: true }), await aPlan({ productId }), await aPlan({ productId, isTopUp: true })];
      const order = { ...aPaidOrder(plans.map((plan) => ({ deliveryKind: 'api-access', ...plan }))), orderNumber: `SP-JOIN-${round}` };
      await storePaidOrder(db.database, order);
      await buy(order);
      const [first = '', access = '', second = ''] = (await Promise.all(order.lines.map(({ lineId }) => rows<{ id: string }>('SELECT id FROM delivery.entitlements WHERE order_line_id = $1', [lineId])))).map(([row]) => row?.id ?? '');
      await rows('UPDATE delivery.api_top_ups SET target_id = entitlement_id WHERE entitlement_id = $1', [first]);
      await Promise.all([apply.run({ entitlementId: second }), join.run({ topUpId: first, targetId: access })]);
      expect([await left(access), (await reads.of(first)).joinedId, (await reads.of(second)).joinedId]).toEqual([18, access, access]);
    }
  });

  it('take the rows of a data set along, also of the first query', async () => {
    const productId = newId();
    await rows(`INSERT INTO delivery.data_sets (product_id, merchant_id, version, version_hash, tables, row_count, row_quota, provenance, licence_terms, personal_data, examples, described_at)
      VALUES ($1, $2, '1', repeat('a', 64), '[]', 100, 10, '{}', '{}', 'none', '[]', now())`, [productId, newId()]);
    const order = aPaidOrder([{ deliveryKind: 'data-set', productId, quantity: 5 }]);
    const id = await buy(order);
    expect((await sets.held(id)).rows).toMatchObject({ quota: 50 });
    await giveBack(order, 3);
    expect((await sets.held(id)).rows).toMatchObject({ quota: 20, left: 20 });
  });
});

describe('what was sold of an API', () => {
  it('stays, though its merchant lowers the plan afterwards; what is more, its buyers get too', async () => {
    const plan = await aPlan();
    const id = await buy(aPaidOrder([{ deliveryKind: 'api-access', ...plan, quantity: 2 }]));
    const { token } = await db.database.transaction((tx) => makeCredential(tx, { id: newId(), entitlementId: id, name: 'Mill', scopes: null, client }, clock.now()));
    const call = () => check.run({ token: token ?? '', productId: plan.productId, client, method: 'GET', path: '/' });
    const set = (quotaUnits: number | null, quotaPeriod: string, units: number) => rows('UPDATE delivery.api_plans SET quota_units = $2, quota_period = $3, scopes = $4 WHERE variant_id = $1', [plan.variantId, quotaUnits, quotaPeriod, JSON.stringify([{ name: 'read', methods: ['GET'], path: '/', units }])]);
    await set(1, 'purchase', 6);
    expect(await call()).toMatchObject({ quota: 12, units: 1, usedUnits: 1 });
    expect(await reads.of(id)).toMatchObject({ quota: { total: 12, left: 11 }, plan: { scopes: [{ units: 1 }] } });
    await set(9, 'purchase', 0);
    expect(await call()).toMatchObject({ quota: 18, units: 0 });
    await set(1, 'day', 1);
    expect(await call()).toMatchObject({ quota: 12, quotaPeriod: 'purchase', usedUnits: 2 });
    expect(await reads.of(id)).toMatchObject({ quota: { total: 12, left: 10, renewedAt: null } });
    await set(null, 'day', 1);
    expect(await call()).toMatchObject({ quota: null });
    const later = await buy(aPaidOrder([{ deliveryKind: 'api-access', ...plan }]));
    await set(1, 'purchase', 1);
    expect([(await reads.of(later)).quota, await left(id)]).toEqual([null, 9]);
  });
});

describe('what is good for some days', () => {
  async function disputed(order: OrderPaid, result?: 'won'): Promise<void> {
    const { orderId, orderNumber, total, lines } = order;
    const heard = { disputeId: 'dp_1', orderId, orderNumber, disputed: total, at: '2026-11-24T08:00:00Z', lines: lines.map(({ lineId, merchantId, total: share, payable }) => ({ lineId, merchantId, total: share, payable })) };
    await db.database.transaction((tx) => (result ? money.settle(tx, { ...heard, result }) : money.suspend(tx, heard)));
  }
  const changed = async (id: string) => (await rows<{ payload: AccessChanged }>("SELECT payload FROM platform.events WHERE name = 'delivery.access_changed' AND payload ->> 'entitlementId' = $1 ORDER BY id", [id])).map(({ payload }) => payload);
  const ends = async (id: string) => (await rows<{ expires_at: Date | null }>('SELECT expires_at FROM delivery.entitlements WHERE id = $1', [id]))[0]?.expires_at;

  it('begins when it can be used first, whether it had waited for a decision or a bank', async () => {
    const order = aPaidOrder([{ deliveryKind: 'api-access', ...(await aPlan({ validDays: 30 })) }]);
    await disputed(order);
    const id = await buy(order);
    expect(await ends(id)).toBeNull();
    await disputed(order, 'won');
    const [change] = await changed(id);
    expect(change).toMatchObject({ from: 'suspended', to: 'active', isFirst: true });
    await db.database.transaction((tx) => new OnApiAccessChanged(clock).follow(tx, change as AccessChanged));
    expect(await ends(id)).toEqual(new Date('2026-12-24T08:00:00Z'));
  });

  it('does not begin anew when access comes back', async () => {
    const order = aPaidOrder([{ deliveryKind: 'api-access', ...(await aPlan({ validDays: 30 })) }]);
    const id = await buy(order);
    const end = await ends(id);
    await disputed(order);
    await disputed(order, 'won');
    for (const change of await changed(id)) await db.database.transaction((tx) => new OnApiAccessChanged(clock).follow(tx, change));
    expect([await ends(id), end]).toEqual([end, new Date('2026-12-23T08:00:00Z')]);
  });

  it('is so of a licence, too: no day passes while it is withheld', async () => {
    const variantId = newId();
    await rows("INSERT INTO delivery.key_plans (variant_id, product_id, merchant_id, source, pattern, terms, validity_days, changed_at) VALUES ($1, $2, $3, 'generated', 'XXXXXXXXXXXXXXXXXX', '{}', 10, now())", [variantId, newId(), newId()]);
    const order = aPaidOrder([{ deliveryKind: 'licence-key', variantId }]);
    await disputed(order);
    const id = await buy(order);
    expect(await ends(id)).toBeNull();
    await disputed(order, 'won');
    for (const change of await changed(id)) await db.database.transaction((tx) => new OnAccessStarted(clock).start(tx, change));
    expect(await ends(id)).toEqual(new Date('2026-12-04T08:00:00Z'));
  });
});

describe('pieces of what has seats', () => {
  const seatsOf = (order: OrderPaid) => rows<{ id: string; seat: number; state: string }>('SELECT id, seat, state FROM delivery.entitlements WHERE order_id = $1 ORDER BY seat', [order.orderId]);
  const ended = async (order: OrderPaid) => (await seatsOf(order)).filter(({ state }) => state === 'revoked').map(({ seat }) => seat);
  const given = (id: string | undefined) => rows("INSERT INTO delivery.seat_holders (entitlement_id, email, generation, given_at) VALUES ($1, 'a@example.kz', 1, '2026-11-24T08:00:00Z')", [id]);

  it('end those seats that nobody was given, then those that nobody has used, and then the newest', async () => {
    const order = aPaidOrder([{ deliveryKind: 'course', quantity: 5 }]);
    await buy(order);
    const seats = await seatsOf(order);
    for (const seat of [3, 4, 5]) await given(seats[seat - 1]?.id);
    const log = new AccessLog(db.database, clock);
    for (const seat of [1, 3, 5]) await log.note({ entitlementId: seats[seat - 1]?.id ?? null, what: 'lesson_opened' });
    const endedAfter: number[][] = [];
    for (let pieces = 0; pieces < 4; pieces += 1) {
      await giveBack(order, 1);
      endedAfter.push(await ended(order));
    }
    expect(endedAfter).toEqual([[2], [1, 2], [1, 2, 4], [1, 2, 4, 5]]);
  });
});
