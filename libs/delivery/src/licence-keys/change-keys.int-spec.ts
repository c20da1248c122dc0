import { catalogContext } from '@silkport/catalog';
import { clustersContext } from '@silkport/clusters';
import { identityContext } from '@silkport/identity';
import { orderingContext } from '@silkport/ordering';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { handOver } from '../seats/hand-over.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { KeyPlan } from './key-plan.entity.js';
import { LicenceAwaitsHolder, LicenceKeyRetired, MachineLimitReached } from './licence-key.errors.js';
import { aKeyPlan, aSellingMerchant, licencesOn } from './testing.js';

let db: TestDatabase;
let delivery: Delivery;
let licences: Awaited<ReturnType<typeof licencesOn>>;
let aVariant: Awaited<ReturnType<typeof aSellingMerchant>>;

beforeAll(async () => {
  db = await openTestDatabase([clustersContext, catalogContext, identityContext, orderingContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
  licences = await licencesOn(db.database, delivery.clock);
  aVariant = await aSellingMerchant(licences);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

const rows = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> => db.dataSource.query(text, values);

/** A seat whose key is given after the plan, of a pool with the given keys where there are some. */
async function aSeat({ pool, maxMachines = 1, hasPlan = true }: { pool?: readonly string[]; maxMachines?: number; hasPlan?: boolean } = {}) {
  const [{ variantId }, productId] = [await aVariant(), newId()];
  if (hasPlan) await db.dataSource.getRepository(KeyPlan).insert(aKeyPlan({ variantId, maxMachines, ...(pool ? {} : { source: 'generated', pattern: 'TEST-XXXXX-XXXXX-XXXXX-XXXXX' }) }));
  if (pool) await delivery.addLicenceKeys.run({ variantId, productId, keys: pool });
  await rows('INSERT INTO catalog.stock (variant_id, available) VALUES ($1, $2)', [variantId, (pool?.length ?? 1) - 1]);
  const order = aPaidOrder([{ deliveryKind: 'licence-key', variantId, productId }]);
  await delivery.deliver(order);
  const { entitlementId } = (await delivery.reads.ofOrder(order.orderId, { keysOf: 'none' }))[0] ?? {};
  const id = entitlementId ?? '';
  let generation = 0;
  return {
    id, variantId, productId, order,
    page: async () => (await licences.reads.ofEntitlement({ id }))[0],
    key: async () => (await licences.reads.ofEntitlement({ id }))[0]?.key ?? '',
    change: () => db.database.transaction((tx) => handOver(tx, { entitlementId: id, generation: ++generation }, delivery.clock.now())),
    activate: (key: string, fingerprint: string) => licences.activate.run({ licence: { key, productId }, fingerprint, name: `name of ${fingerprint}` }),
    verify: async (key: string, fingerprint?: string) => (await licences.verify.run({ key, productId, fingerprint })).code,
  };
}

describe('a key whose seat changes hands', () => {
  it('is made anew where it was generated: the one before gives nothing to whoever had it', async () => {
    const seat = await aSeat();
    const before = await seat.key();
    await seat.activate(before, 'old-laptop');
    await seat.change();
    expect([await seat.verify(before), await seat.verify(before, 'old-laptop')]).toEqual(['revoked', 'revoked']);
    await expect(seat.activate(before, 'old-laptop')).rejects.toThrow(LicenceKeyRetired);
    await expect(licences.hear.run({ licence: { key: before, productId: seat.productId }, fingerprint: 'old-laptop' })).rejects.toThrow(LicenceKeyRetired);
    const after = await seat.key();
    expect(after).not.toBe(before);
    expect(await seat.page()).toMatchObject({ knownAt: null, machines: [] });
    await seat.activate(after, 'new-laptop');
    expect(await seat.verify(after, 'new-laptop')).toBe('valid');
    expect(await rows('SELECT fingerprint FROM delivery.licence_machines m JOIN delivery.licence_keys k ON k.id = m.licence_key_id WHERE k.entitlement_id = $1', [seat.id])).toEqual([{ fingerprint: 'new-laptop' }]);
  });

  it('stays as it is where nobody has seen it', async () => {
    const seat = await aSeat({ pool: ['UNSEEN-1', 'UNSEEN-2'] });
    await seat.change();
    expect(await seat.key()).toBe('UNSEEN-1');
  });

  it('of a pool is another one while one is free that nobody was promised, and not for ever', async () => {
    const seat = await aSeat({ pool: Array.from({ length: 9 }, (_, n) => `POOL-${n}`) });
    const had: string[] = [];
    for (let time = 0; time < 5; time += 1) {
      had.push(await seat.key());
      await seat.change();
    }
    expect(had).toEqual(['POOL-0', 'POOL-1', 'POOL-2', 'POOL-3', 'POOL-3']);
    const [counted] = await rows('SELECT count(*) FILTER (WHERE retired_at IS NOT NULL)::int AS retired, count(*) FILTER (WHERE entitlement_id IS NULL)::int AS free FROM delivery.licence_keys WHERE variant_id = $1', [seat.variantId]);
    expect(counted).toEqual({ retired: 3, free: 5 });
    expect(await rows('SELECT available FROM catalog.stock WHERE variant_id = $1', [seat.variantId])).toEqual([{ available: 5 }]);
  });

  it.each([
    ['no other key is free', { pool: ['LAST-1'] }],
    ['its program checks it by itself', { pool: ['PLAIN-1', 'PLAIN-2'], hasPlan: false }],
  ])('is kept where %s, gives no place before its page is opened, and its page tells that it is known', async (_, goods) => {
    const seat = await aSeat(goods);
    const key = await seat.key();
    await seat.activate(key, 'old-laptop');
    await seat.change();
    expect(await seat.verify(key)).toBe('not_ready');
    await expect(seat.activate(key, 'old-laptop')).rejects.toThrow(LicenceAwaitsHolder);
    expect(await seat.page()).toMatchObject({ key, knownAt: delivery.clock.now(), machines: [] });
    await seat.activate(key, 'new-laptop');
    expect([await seat.verify(key, 'new-laptop'), await seat.verify(key, 'old-laptop')]).toEqual(['valid', 'machine_not_active']);
  });

  it('that is promised to an order that is not paid is not taken', async () => {
    const seat = await aSeat({ pool: ['HELD-1', 'HELD-2'] });
    await rows('UPDATE catalog.stock SET available = 0 WHERE variant_id = $1', [seat.variantId]);
    await seat.key();
    await seat.change();
    expect(await seat.page()).toMatchObject({ key: 'HELD-1', knownAt: delivery.clock.now() });
  });

  it('waits for the end of a file of whoever had it, of whom nothing is said', async () => {
    const seat = await aSeat();
    const before = await seat.key();
    await seat.activate(before, 'old-laptop');
    const file = await licences.issueFile.run({ licence: { entitlementId: seat.id }, machine: { fingerprint: 'old-laptop' } });
    await seat.change();
    const after = await seat.key();
    expect((await seat.page())?.machines).toEqual([expect.objectContaining({ fingerprint: null, name: null, platform: null, isFormer: true, freeAt: file.expiresAt })]);
    await expect(seat.activate(after, 'new-laptop')).rejects.toThrow(MachineLimitReached);
    delivery.clock.advance(file.expiresAt.getTime() - delivery.clock.now().getTime());
    await seat.activate(after, 'new-laptop');
    expect((await licences.issueFile.run({ licence: { entitlementId: seat.id }, machine: { fingerprint: 'new-laptop' } })).sequence).toBe(file.sequence + 1);
  });

  it('is a machine\'s again that both of them use', async () => {
    const seat = await aSeat();
    await seat.activate(await seat.key(), 'shared-desk');
    await licences.issueFile.run({ licence: { entitlementId: seat.id }, machine: { fingerprint: 'shared-desk' } });
    await seat.change();
    await seat.activate(await seat.key(), 'shared-desk');
    expect((await seat.page())?.machines).toEqual([expect.objectContaining({ fingerprint: 'shared-desk', name: 'name of shared-desk', isFormer: false, freeAt: null })]);
  });
});
