import { catalogContext } from '@silkport/catalog';
import { identityContext } from '@silkport/identity';
import type { OrderPaid } from '@silkport/ordering';
import { Idempotency, Outbox } from '@silkport/platform';
import { newId } from '@silkport/values';
import fc from 'fast-check';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { aRefund } from '../../../ordering/src/testing.js';
import { deliveryContext } from '../delivery.context.js';
import { AccessExpired, AccessNotReady, AccessRuleRefused, AccessSuspended } from '../delivery.errors.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { AccessRules } from './access-rules.js';
import { ApplyAccessRules } from './apply-access-rules.js';
import { EntitlementAccess } from './entitlement-access.js';
import { transitions, type EntitlementState } from './entitlement.entity.js';
import { ExpireAccess } from './expire-access.js';
import { moveEntitlements, type AccessMove } from './move-entitlements.js';
import { OnMoneyMoved } from './on-money-moved.js';

let db: TestDatabase;
let delivery: Delivery;
let access: EntitlementAccess;
let rules: AccessRules;
let applyRules: ApplyAccessRules;
let expire: ExpireAccess;
let money: OnMoneyMoved;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, catalogContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
  const { clock } = delivery;
  access = new EntitlementAccess(db.database, clock);
  rules = new AccessRules(db.database, new Idempotency(db.database), new Outbox(), clock);
  applyRules = new ApplyAccessRules(db.database, clock);
  expire = new ExpireAccess(db.database, clock);
  money = new OnMoneyMoved(clock);
});
beforeEach(() => db.dataSource.query('TRUNCATE delivery.access_rules, platform.events, platform.waiting_events'));
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

const why = () => ({ actor: 'test', reason: 'a test', at: delivery.clock.now() });
const move = (ids: readonly string[], change: AccessMove) => db.database.transaction((tx) => moveEntitlements(tx, ids, change, why()));
const idsOf = async ({ orderId }: OrderPaid) => (await delivery.reads.ofOrder(orderId)).flatMap(({ entitlementId }) => entitlementId ?? []);
const stateOf = async (id: string) => (await access.find(id))?.state;
const rowsOf = <Row>(table: string, id: string) => db.dataSource.query<Row[]>(`SELECT * FROM delivery.${table} WHERE entitlement_id = $1 ORDER BY id`, [id]);
const told = async (name: string) => (await db.dataSource.query<{ payload: Record<string, unknown> }[]>('SELECT payload FROM platform.events WHERE name = $1 ORDER BY id', [name])).map(({ payload }) => payload);

async function bought(deliveryKind: 'download' | 'course' | 'service' = 'download', quantity = 1): Promise<{ order: OrderPaid; ids: string[]; id: string }> {
  const order = aPaidOrder([{ deliveryKind, quantity }]);
  await delivery.deliverSetUp(order);
  const ids = await idsOf(order);
  return { order, ids, id: ids[0] ?? '' };
}

describe('an entitlement', () => {
  it('is active when nothing withholds it, whatever came in which order', async () => {
    const { id } = await bought();
    await move([id], { hold: 'billing' });
    await move([id], { hold: 'admin' });
    await move([id], { release: 'billing' });
    expect(await stateOf(id)).toBe('suspended');
    await expect(access.requireActive(id)).rejects.toThrow(AccessSuspended);
    await move([id], { release: 'admin' });
    expect((await access.requireActive(id)).state).toBe('active');
    expect((await rowsOf<{ to_state: string }>('entitlement_transitions', id)).map((each) => each.to_state)).toEqual(['active', 'suspended', 'active']);
    expect((await told('delivery.access_changed')).map(({ from, to }) => [from, to])).toEqual([['active', 'suspended'], ['suspended', 'active']]);
  });

  it('goes only where its table of transitions lets it, whatever happens to it', async () => {
    const step = fc.oneof(
      fc.constantFrom<AccessMove>({ hold: 'admin' }, { release: 'admin' }, { hold: 'billing' }, { release: 'billing' }, { hold: 'verdict' }, { release: 'verdict' }, {}, { expiresAt: null }),
      fc.constantFrom<AccessMove>({ isRevoked: true }, { expiresAt: new Date('2026-11-23T07:00:00Z') }, { expiresAt: new Date('2030-01-01T00:00:00Z') }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const { id } = await bought();
      let holds = new Set<string>();
      let before: EntitlementState = 'active';
      for (const each of steps) {
        await move([id], each);
        const state = await stateOf(id);
        expect(state === before || transitions[before].includes(state ?? 'granted')).toBe(true);
        if (transitions[before].length) {
          holds = new Set([...holds, each.hold ?? ''].filter((hold) => hold && hold !== each.release));
          if (state === 'active' || state === 'suspended') expect(state).toBe(holds.size ? 'suspended' : 'active');
        }
        before = state ?? before;
      }
      const noted = await rowsOf<{ from_state: string | null; to_state: string }>('entitlement_transitions', id);
      expect(noted.map((each) => each.from_state)).toEqual([null, ...noted.slice(0, -1).map((each) => each.to_state)]);
      expect(noted.at(-1)?.to_state).toBe(before);
    }), { numRuns: 40 });
  });

  it('is over at the instant of its end, before anybody has swept', async () => {
    const { id } = await bought();
    await move([id], { expiresAt: new Date(delivery.clock.now().getTime() + 60_000) });
    await access.requireActive(id);
    delivery.clock.advance(60_000);
    await expect(access.requireActive(id)).rejects.toThrow(AccessExpired);
    expect(await stateOf(id)).toBe('active');
    await expire.run();
    expect(await stateOf(id)).toBe('expired');
    await move([id], { expiresAt: null });
    expect(await stateOf(id)).toBe('expired');
  });
});

describe('what withholds an entitlement', () => {
  const disputeOf = (order: OrderPaid) => ({
    disputeId: 'dp_1', orderId: order.orderId, orderNumber: order.orderNumber, disputed: order.total, at: '2026-11-24T08:00:00Z',
    lines: order.lines.map(({ lineId, merchantId, total, payable }) => ({ lineId, merchantId, total, payable })),
  });

  it('is seen by whoever waited for it: a dispute that was being noted is not overtaken by a renewal', async () => {
    const { order, id } = await bought();
    await move([id], { hold: 'billing' });
    let release: Promise<unknown> | undefined;
    await db.database.transaction(async (tx) => {
      await money.suspend(tx, disputeOf(order));
      release = move([id], { release: 'billing' });
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await release;
    expect(await stateOf(id)).toBe('suspended');
  });

  it('is kept although something else withholds it already, and each side takes back its own only', async () => {
    const { id } = await bought();
    const change = (to: 'active' | 'suspended', merchantId?: string) => delivery.changeAccess.run({ entitlementId: id, to, actor: newId(), reason: 'a reason', merchantId });
    const [{ merchantId } = { merchantId: '' }] = await db.dataSource.query<{ merchantId: string }[]>('SELECT merchant_id AS "merchantId" FROM delivery.entitlements WHERE id = $1', [id]);
    await move([id], { hold: 'billing' });
    expect(await change('suspended')).toBe('suspended');
    await move([id], { release: 'billing' });
    expect(await stateOf(id)).toBe('suspended');
    expect(await change('active', merchantId)).toBe('suspended');
    expect(await change('active')).toBe('active');
  });

  it('before it is granted lets nobody say that it was delivered', async () => {
    const order = aPaidOrder([{ deliveryKind: 'download' }, { deliveryKind: 'download' }]);
    const refund = aRefund(order, { refundId: newId() });
    await db.database.transaction((tx) => money.revoke(tx, { ...refund, lines: refund.lines.slice(0, 1) }));
    await delivery.deliverSetUp(order);
    expect((await told('ordering.lines_delivered')).map(({ lineIds }) => lineIds)).toEqual([[order.lines[1]?.lineId]]);
    const disputed = aPaidOrder([{ deliveryKind: 'download' }]);
    await db.database.transaction((tx) => money.suspend(tx, disputeOf(disputed)));
    await delivery.deliverSetUp(disputed);
    expect((await told('ordering.lines_delivered'))).toHaveLength(1);
    await db.database.transaction((tx) => money.settle(tx, { ...disputeOf(disputed), result: 'won' }));
    expect((await told('ordering.lines_delivered')).map(({ orderId }) => orderId)).toEqual([order.orderId, disputed.orderId]);
  });
});

describe('seats', () => {
  it('that were revoked by hand are those that a refund of a piece is for', async () => {
    const { order, ids } = await bought('course', 2);
    await delivery.changeAccess.run({ entitlementId: ids[0] ?? '', to: 'revoked', actor: newId(), reason: 'left the firm' });
    const refund = aRefund(order, { refundId: newId() });
    await db.database.transaction((tx) => money.revoke(tx, { ...refund, lines: refund.lines.map((line) => ({ ...line, isWhole: false, pieces: 1 })) }));
    expect(await Promise.all(ids.map(stateOf))).toEqual(['revoked', 'active']);
  });

  it('end one by one as their pieces are given back, the last first', async () => {
    const { order, ids } = await bought('course', 3);
    expect(ids).toHaveLength(3);
    const refund = aRefund(order, { refundId: newId() });
    const byPiece = { ...refund, lines: refund.lines.map((line) => ({ ...line, isWhole: false, pieces: 1 })) };
    await db.database.transaction((tx) => money.revoke(tx, byPiece));
    expect(await Promise.all(ids.map(stateOf))).toEqual(['active', 'active', 'revoked']);
    await db.database.transaction((tx) => money.revoke(tx, byPiece));
    expect(await Promise.all(ids.map(stateOf))).toEqual(['active', 'revoked', 'revoked']);
    await db.database.transaction((tx) => money.revoke(tx, refund));
    expect(await Promise.all(ids.map(stateOf))).toEqual(['revoked', 'revoked', 'revoked']);
  });

  it('that were given back before they were granted are granted revoked', async () => {
    const order = aPaidOrder([{ deliveryKind: 'course', quantity: 3 }]);
    const refund = aRefund(order, { refundId: newId() });
    await db.database.transaction((tx) => money.revoke(tx, { ...refund, lines: refund.lines.map((line) => ({ ...line, isWhole: false, pieces: 2 })) }));
    await delivery.deliverSetUp(order);
    expect(await Promise.all((await idsOf(order)).map(stateOf))).toEqual(['active', 'revoked', 'revoked']);
  });

  it('are not what three pieces of a service are: a refund of one leaves its right whole', async () => {
    const { order, ids, id } = await bought('service', 3);
    expect(ids).toHaveLength(1);
    const refund = aRefund(order, { refundId: newId() });
    await db.database.transaction((tx) => money.revoke(tx, { ...refund, lines: refund.lines.map((line) => ({ ...line, isWhole: false, pieces: 1 })) }));
    expect(await stateOf(id)).toBe('active');
  });
});

describe('a rule of a market', () => {
  const admin = newId();
  const decide = (rule: { country?: string; taxonomyId?: string; productId?: string }) =>
    rules.decide({ country: 'KZ', reason: 'a decree', source: 'Decree 1', ...rule }, admin, { scope: `test:${newId()}`, key: newId(), bodyHash: 'x' });

  it('withholds what was bought and what is bought under it, and gives both free when it is lifted', async () => {
    const before = await bought();
    const elsewhere = await bought('service');
    const productId = before.order.lines[0]?.productId ?? '';
    const ruleId = await decide({ productId });
    await applyRules.run({ ruleId });
    expect(await stateOf(before.id)).toBe('suspended');
    expect(await stateOf(elsewhere.id)).toBe('active');

    const after = aPaidOrder([{ deliveryKind: 'download', productId }]);
    await delivery.deliverSetUp(after);
    const [waiting = ''] = await idsOf(after);
    expect(await stateOf(waiting)).toBe('granted');
    await expect(access.requireActive(waiting)).rejects.toThrow(AccessNotReady);
    expect((await told('ordering.lines_delivered')).map(({ orderId }) => orderId)).not.toContain(after.orderId);

    await rules.lift(ruleId, admin);
    await rules.lift(ruleId, admin);
    await applyRules.run({ ruleId });
    expect(await Promise.all([before.id, waiting].map(stateOf))).toEqual(['active', 'active']);
    expect((await told('ordering.lines_delivered')).map(({ orderId }) => orderId)).toContain(after.orderId);
  });

  it('of a class concerns all that hangs below it, in its market only', async () => {
    const { id } = await bought();
    for (const [country, expected] of [['VN', 'active'], ['KZ', 'suspended']] as const) {
      await applyRules.run({ ruleId: await decide({ country, taxonomyId: 'dp.pub' }) });
      expect(await stateOf(id)).toBe(expected);
    }
  });

  it('reaches what was being granted in its moment', async () => {
    const { id, order } = await bought();
    const ruleId = await decide({ productId: order.lines[0]?.productId ?? '' });
    await applyRules.runRecent();
    expect(await stateOf(id)).toBe('suspended');
    await rules.lift(ruleId, admin);
    await applyRules.runRecent();
    expect(await stateOf(id)).toBe('active');
  });

  it('names a market and one thing', async () => {
    await expect(decide({ country: 'XX', productId: newId() })).rejects.toThrow(AccessRuleRefused);
    await expect(decide({})).rejects.toThrow(AccessRuleRefused);
    await expect(decide({ taxonomyId: 'dp.pub', productId: newId() })).rejects.toThrow(AccessRuleRefused);
    await expect(decide({ taxonomyId: 'nothing' })).rejects.toThrow(AccessRuleRefused);
    expect(await rules.list()).toEqual([]);
  });
});
