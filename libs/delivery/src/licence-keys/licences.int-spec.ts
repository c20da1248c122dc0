import { catalogContext, NotYourProduct } from '@silkport/catalog';
import { clustersContext } from '@silkport/clusters';
import { identityContext } from '@silkport/identity';
import { orderingContext } from '@silkport/ordering';
import { hashBody } from '@silkport/platform';
import { newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { verifyAnswer, verifyLicenceFile } from '../../../licence-verifier/src/index.js';
import { deliveryContext } from '../delivery.context.js';
import { AccessSuspended, LicenceKeyTaken } from '../delivery.errors.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import type { KeyTerms } from './key-terms.js';
import { KeyPlan } from './key-plan.entity.js';
import { KeyFileRefused, KeyPlanRefused, KeysInPool, KeysTwice, LeaseNeeded, LeaseRefused, LicenceKeyUnknown, MachineLimitReached, MachineNotActive, TooManyKeyTries } from './licence-key.errors.js';
import { aKeyPlan, aSellingMerchant, licencesOn } from './testing.js';

let db: TestDatabase;
let delivery: Delivery;
let licences: Awaited<ReturnType<typeof licencesOn>>;

beforeAll(async () => {
  db = await openTestDatabase([clustersContext, catalogContext, identityContext, orderingContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
});
beforeEach(async () => { licences = await licencesOn(db.database, delivery.clock); });
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

const rows = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> => db.dataSource.query(text, values);
const accessesOf = async (entitlementId: string) => (await rows<{ what: string; subject: string | null }>('SELECT what, subject FROM delivery.accesses WHERE entitlement_id = $1 ORDER BY accessed_at, id', [entitlementId]));
const pattern = 'TEST-XXXXX-XXXXX-XXXXX-XXXXX';

/** A seat that was bought and granted, with a generated key of the given terms. */
async function aLicence(terms: Partial<KeyTerms> & { validityDays?: number } = {}) {
  const [variantId, productId] = [newId(), newId()];
  await db.dataSource.getRepository(KeyPlan).insert(aKeyPlan({ variantId, source: 'generated', pattern, ...terms }));
  const order = aPaidOrder([{ deliveryKind: 'licence-key', variantId, productId }]);
  await delivery.deliver(order);
  const [line] = await delivery.reads.ofOrder(order.orderId);
  const key = line?.keys[0] ?? '';
  return { orderId: order.orderId, entitlementId: line?.entitlementId ?? '', expiresAt: line?.expiresAt, productId, variantId, key, licence: { key, productId } };
}

const ask = ({ licence }: Awaited<ReturnType<typeof aLicence>>, fingerprint?: string) => licences.verify.run({ ...licence, fingerprint });
const aRequest = (body: unknown = null, key: string = newId()) => ({ scope: 'a test', key, bodyHash: hashBody(body) });
const pass = (minutes: number) => delivery.clock.advance(minutes * 60_000);
const change = (entitlementId: string, to: 'active' | 'suspended' | 'revoked') => delivery.changeAccess.run({ entitlementId, to, actor: newId(), reason: 'a test' });

describe('a generated key', () => {
  it('is made when it is sold, after its pattern, and ends with its days', async () => {
    const sold = await aLicence({ validityDays: 10, maxMachines: 2, features: ['pro'] });
    expect(sold.key).toMatch(/^TEST-([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(sold.expiresAt).toEqual(new Date(delivery.clock.now().getTime() + 10 * 86_400_000));
    expect(await ask(sold)).toMatchObject({ code: 'valid', licence: { productId: sold.productId, variantId: sold.variantId, machines: 0, terms: { maxMachines: 2, features: ['pro'] } } });
    pass(10 * 24 * 60);
    expect(await ask(sold)).toMatchObject({ code: 'expired' });
  });
});

describe('a verification', () => {
  it('answers of an unknown key, of another product’s and of one that is not sold alike, by one statement each, and slows down who tries many', async () => {
    const sold = await aLicence();
    await delivery.addLicenceKeys.run({ variantId: newId(), keys: ['NOT-SOLD-YET'] });
    const statements: string[] = [];
    const { read } = db.database;
    db.database.read = ((statement: { name: string }, values: unknown[]) => { statements.push(statement.name); return read.call(db.database, statement as never, values); }) as never;
    const client = { address: '192.0.2.7' };
    const unknown = { code: 'unknown', licence: null, aliveUntil: null };
    expect(await licences.verify.run({ ...sold.licence, key: 'NO-SUCH-KEY', client })).toEqual(unknown);
    expect(await licences.verify.run({ ...sold.licence, productId: newId(), client })).toEqual(unknown);
    expect(await licences.verify.run({ ...sold.licence, key: 'NOT-SOLD-YET', client })).toEqual(unknown);
    expect(await licences.verify.run({ ...sold.licence, client })).toMatchObject({ code: 'valid' });
    db.database.read = read;
    expect(statements).toEqual(Array(4).fill('delivery.verify_licence'));
    for (let n = 3; n < 30; n += 1) await licences.verify.run({ ...sold.licence, key: `GUESS-${n}`, client });
    await expect(licences.verify.run({ ...sold.licence, client })).rejects.toThrow(TooManyKeyTries);
    await expect(licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1', client })).rejects.toThrow(TooManyKeyTries);
    expect(await licences.verify.run({ ...sold.licence, client: { address: '192.0.2.8' } })).toMatchObject({ code: 'valid' });
    pass(10);
    expect(await licences.verify.run({ ...sold.licence, client })).toMatchObject({ code: 'valid' });
    expect((await rows<{ count: number }>("SELECT count(*)::int AS count FROM delivery.accesses WHERE what = 'refused' AND subject = 'licence.unknown' AND entitlement_id IS NULL"))[0]?.count).toBe(30);
  });

  it('follows the state of what was bought at once, and notes each kind of answer once a day', async () => {
    const sold = await aLicence();
    expect(await ask(sold)).toMatchObject({ code: 'valid' });
    await change(sold.entitlementId, 'suspended');
    expect([await ask(sold), await ask(sold)]).toMatchObject([{ code: 'suspended' }, { code: 'suspended' }]);
    await change(sold.entitlementId, 'active');
    expect(await ask(sold)).toMatchObject({ code: 'valid' });
    await change(sold.entitlementId, 'revoked');
    expect(await ask(sold)).toMatchObject({ code: 'revoked' });
    expect((await accessesOf(sold.entitlementId)).map(({ what, subject }) => `${what} ${subject}`).toSorted()).toEqual(['key_shown null', 'key_verified null', 'refused licence.revoked', 'refused licence.suspended']);
    await expect(licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1' })).rejects.toThrow(AccessSuspended);
  });
});

describe('machines', () => {
  it('have their places: the same one again, none beyond the last, and one that is freed', async () => {
    const sold = await aLicence({ maxMachines: 2 });
    const activate = (fingerprint: string) => licences.activate.run({ licence: sold.licence, fingerprint, name: `Name of ${fingerprint}` });
    const first = await activate('machine-1');
    expect(await activate('machine-1')).toEqual(first);
    await activate('machine-2');
    await expect(activate('machine-3')).rejects.toThrow(MachineLimitReached);
    expect(await ask(sold, 'machine-1')).toMatchObject({ code: 'valid', licence: { machines: 2 } });
    expect(await ask(sold, 'machine-3')).toMatchObject({ code: 'machine_not_active' });
    expect(await licences.deactivate.run({ licence: { entitlementId: sold.entitlementId }, machine: { machineId: first.machineId } })).toBe(true);
    expect(await licences.deactivate.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } })).toBe(false);
    expect(await ask(sold, 'machine-1')).toMatchObject({ code: 'machine_not_active' });
    await activate('machine-3');
    expect((await licences.reads.ofEntitlement({ id: sold.entitlementId }))[0]?.machines.map(({ fingerprint }) => fingerprint)).toEqual(['machine-2', 'machine-3']);
    expect((await accessesOf(sold.entitlementId)).filter(({ what }) => /activated|refused/.test(what)).map(({ what, subject }) => `${what} ${subject}`).toSorted()).toEqual([
      'key_activated Name of machine-1', 'key_activated Name of machine-2', 'key_activated Name of machine-3', 'key_deactivated Name of machine-1', 'refused delivery.machine_limit_reached', 'refused licence.machine_not_active',
    ]);
  });

  it('race for the last place: one of thirty has it', async () => {
    const sold = await aLicence({ maxMachines: 3 });
    for (const fingerprint of ['machine-a', 'machine-b']) await licences.activate.run({ licence: sold.licence, fingerprint });
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => licences.activate.run({ licence: sold.licence, fingerprint: `racing-machine-${n}` })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : [])).every((reason) => reason instanceof MachineLimitReached)).toBe(true);
    expect((await rows('SELECT 1 FROM delivery.licence_machines m JOIN delivery.licence_keys k ON k.id = m.licence_key_id WHERE k.entitlement_id = $1', [sold.entitlementId]))).toHaveLength(3);
  });

  it('that float lose their places when they are not heard of, unless they are checked out', async () => {
    const sold = await aLicence({ maxMachines: 1, isFloating: true, heartbeatMinutes: 10, leaseMinutes: 120 });
    const activate = (fingerprint: string, leaseMinutes?: number) => licences.activate.run({ licence: sold.licence, fingerprint, leaseMinutes });
    const hear = (fingerprint: string) => licences.hear.run({ licence: sold.licence, fingerprint });
    await activate('machine-1');
    pass(9);
    expect(await hear('machine-1')).toEqual(new Date(delivery.clock.now().getTime() + 600_000));
    pass(9);
    await expect(activate('machine-2')).rejects.toThrow(MachineLimitReached);
    pass(2);
    expect(await ask(sold, 'machine-1')).toMatchObject({ code: 'machine_dead', licence: { machines: 0 } });
    await activate('machine-2');
    await expect(hear('machine-1')).rejects.toThrow(MachineNotActive);
    await expect(activate('machine-1')).rejects.toThrow(MachineLimitReached);

    await expect(activate('machine-2', 121)).rejects.toThrow(LeaseRefused);
    expect(await activate('machine-2', 120)).toMatchObject({ leasedUntil: new Date(delivery.clock.now().getTime() + 120 * 60_000) });
    pass(119);
    expect(await ask(sold, 'machine-2')).toMatchObject({ code: 'valid' });
    await expect(activate('machine-1')).rejects.toThrow(MachineLimitReached);
    await licences.deactivate.run({ licence: sold.licence, machine: { fingerprint: 'machine-2' } });
    await activate('machine-1');
  });

  it('that float are heard by the clocks of two processes, and never share a place', async () => {
    const sold = await aLicence({ maxMachines: 1, isFloating: true, heartbeatMinutes: 10 });
    const [early, late] = await Promise.all([9.99, 10.01].map((minutes) => licencesOn(db.database, new SetClock(new Date(delivery.clock.now().getTime() + minutes * 60_000)))));
    for (let round = 0; round < 8; round += 1) {
      await rows('DELETE FROM delivery.licence_machines m USING delivery.licence_keys k WHERE k.id = m.licence_key_id AND k.entitlement_id = $1', [sold.entitlementId]);
      await licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1' });
      const [heard, activated] = await Promise.allSettled([early?.hear.run({ licence: sold.licence, fingerprint: 'machine-1' }), late?.activate.run({ licence: sold.licence, fingerprint: 'machine-2' })]);
      expect([heard.status, activated.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    }
    await licences.deactivate.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } });
    await late?.activate.run({ licence: sold.licence, fingerprint: 'machine-2' });
    await expect(early?.hear.run({ licence: sold.licence, fingerprint: 'machine-1' })).rejects.toThrow(MachineNotActive);
  });

  it('that do not float keep their places when they are dead', async () => {
    const sold = await aLicence({ maxMachines: 1, heartbeatMinutes: 10 });
    await licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1' });
    pass(11);
    expect(await ask(sold, 'machine-1')).toMatchObject({ code: 'machine_dead', licence: { machines: 1 } });
    await expect(licences.activate.run({ licence: sold.licence, fingerprint: 'machine-2' })).rejects.toThrow(MachineLimitReached);
    await licences.hear.run({ licence: sold.licence, fingerprint: 'machine-1' });
    expect(await ask(sold, 'machine-1')).toMatchObject({ code: 'valid' });
    await expect(licences.hear.run({ licence: { ...sold.licence, key: 'NO-SUCH-KEY' }, fingerprint: 'machine-1' })).rejects.toThrow(LicenceKeyUnknown);
  });
});

describe('a licence file', () => {
  const publicKeys = async () => Object.fromEntries((await licences.signingKeys.published()).map(({ keyId, publicKey }) => [keyId, publicKey]));

  it('proves without network what was bought, to its machine and until its end', async () => {
    const sold = await aLicence({ maxMachines: 2, features: ['pro', '釉'], fileDays: 14, validityDays: 7 });
    await licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1' });
    const { file, expiresAt } = await licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } });
    const check = { publicKeys: await publicKeys(), product: sold.productId, machine: 'machine-1', now: delivery.clock.now().getTime() };
    expect(await verifyLicenceFile(file, check)).toMatchObject({ valid: true, licence: { variant: sold.variantId, seats: 2, features: ['pro', '釉'], sequence: 1, issuer: 'https://silkport.example' } });
    expect(expiresAt).toEqual(sold.expiresAt);
    expect(file).not.toContain(sold.key);
    expect(Buffer.from(file.split('.')[3] ?? '', 'base64url').toString()).not.toContain(sold.key);
    expect(await verifyLicenceFile(file, { ...check, machine: 'machine-2' })).toEqual({ valid: false, code: 'wrong_machine' });
    expect(await licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } })).toMatchObject({ sequence: 2 });
    await expect(licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-2' } })).rejects.toThrow(MachineNotActive);
    expect(await accessesOf(sold.entitlementId)).toContainEqual({ what: 'refused', subject: 'delivery.machine_not_active' });
    await change(sold.entitlementId, 'revoked');
    await expect(licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } })).rejects.toThrow(AccessSuspended);
  });

  it('is signed by a new key when the signing secret has changed, and the old ones verify on', async () => {
    const sold = await aLicence();
    await licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1' });
    const { file } = await licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } });
    const renewed = await licencesOn(db.database, delivery.clock, 'another secret that is used in tests only');
    const { file: next } = await renewed.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } });
    expect(next.split('.')[2]).not.toBe(file.split('.')[2]);
    const check = { publicKeys: await publicKeys(), product: sold.productId, machine: 'machine-1', now: delivery.clock.now().getTime() };
    expect([await verifyLicenceFile(file, check), await verifyLicenceFile(next, check)]).toMatchObject([{ valid: true }, { valid: true }]);
  });

  it('for a floating place ends with its lease', async () => {
    const sold = await aLicence({ maxMachines: 1, isFloating: true, heartbeatMinutes: 10, leaseMinutes: 60 });
    await licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1' });
    await expect(licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } })).rejects.toThrow(LeaseNeeded);
    const { leasedUntil } = await licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1', leaseMinutes: 60 });
    expect((await licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } })).expiresAt).toEqual(leasedUntil);
  });

  it('stays good when the signing key is rotated, and not when that key was compromised; ten that need the first key make one', async () => {
    await rows('DELETE FROM delivery.licence_signing_keys');
    const each = await Promise.all(Array.from({ length: 10 }, () => licencesOn(db.database, delivery.clock)));
    expect(new Set((await Promise.all(each.map(({ signingKeys }) => signingKeys.signer()))).map(({ keyId }) => keyId)).size).toBe(1);
    const sold = await aLicence();
    await licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1' });
    const machine = { fingerprint: 'machine-1' };
    const check = async () => ({ publicKeys: await publicKeys(), product: sold.productId, machine: 'machine-1', now: delivery.clock.now().getTime() });
    const { file: first } = await licences.issueFile.run({ licence: sold.licence, machine });
    await licences.signingKeys.rotate({ isCompromised: false, personId: newId() }, aRequest());
    const { file: second } = await licences.issueFile.run({ licence: sold.licence, machine });
    expect([await verifyLicenceFile(first, await check()), await verifyLicenceFile(second, await check())]).toMatchObject([{ valid: true }, { valid: true }]);
    expect(first.split('.')[2]).not.toBe(second.split('.')[2]);
    await licences.signingKeys.rotate({ isCompromised: true, personId: newId() }, aRequest());
    expect([await verifyLicenceFile(first, await check()), await verifyLicenceFile(second, await check())]).toMatchObject([{ valid: true }, { valid: false, code: 'unknown_signer' }]);
    expect((await rows<{ sealed: Buffer | null }>('SELECT sealed_private_key AS sealed FROM delivery.licence_signing_keys')).filter(({ sealed }) => sealed)).toHaveLength(1);
  });

  it('and answers are told from forged ones', async () => {
    const body = JSON.stringify({ valid: true, nonce: 'one-time' });
    const headers = await licences.signAnswer.run(body);
    const given = { body, headers, publicKeys: await publicKeys(), nonce: 'one-time', now: delivery.clock.now().getTime() };
    expect(await verifyAnswer(given)).toBe('genuine');
    expect(await verifyAnswer({ ...given, body: body.replace('true', 'false') })).toBe('forged');
    expect(await verifyAnswer({ ...given, nonce: 'another' })).toBe('replayed');
    expect(await verifyAnswer({ ...given, now: given.now + 6 * 60_000 })).toBe('too_old');
    expect(await verifyAnswer({ ...given, headers: { ...headers, 'signature-input': headers['signature-input']?.replace(/created=\d+/, 'created=1') } })).toBe('forged');
    expect(await verifyAnswer({ ...given, headers: {} })).toBe('unsigned');
    expect(await verifyAnswer({ ...given, publicKeys: {} })).toBe('unknown_signer');
  });
});

describe('a pool', () => {
  let aVariant: Awaited<ReturnType<typeof aSellingMerchant>>;
  beforeAll(async () => { aVariant = await aSellingMerchant(await licencesOn(db.database, delivery.clock)); });
  const importing = (variant: { variantId: string; merchantId: string }, csv: string, key = newId()) => licences.importKeys.run({ ...variant, personId: newId(), csv }, aRequest(csv, key));
  const stockOf = async (variantId: string) => (await rows<{ available: number }>('SELECT available FROM catalog.stock WHERE variant_id = $1', [variantId]))[0]?.available;

  it('takes a file whole or not at all, once, and puts as many on sale', async () => {
    const variant = await aVariant();
    const once = newId();
    expect(await importing(variant, '\uFEFFkey\r\nAAAA-1\r\n"AAAA-2"\r\n\r\nAAAA-3', once)).toBe(3);
    expect(await importing(variant, '\uFEFFkey\r\nAAAA-1\r\n"AAAA-2"\r\n\r\nAAAA-3', once)).toBe(3);
    expect(await stockOf(variant.variantId)).toBe(3);
    await expect(importing(variant, 'BBBB-1\nBBBB-2\nBBBB-1\nBBBB-3\nBBBB-2')).rejects.toEqual(expect.objectContaining({ constructor: KeysTwice, params: { keys: 2, lines: '3, 5' } }));
    await expect(importing(await aVariant(), 'BBBB-1\nAAAA-2\nAAAA-1')).rejects.toEqual(expect.objectContaining({ constructor: KeysInPool, params: { keys: 2, lines: '2, 3' } }));
    for (const csv of ['', 'key\n', 'BBBB-1\nB B\n', 'BBBB-1\nBBBB-2,x', 'BBB', '"BBBB', `BBBB-1\nB\u0000BBB`]) await expect(importing(variant, csv)).rejects.toThrow(KeyFileRefused);
    expect(await stockOf(variant.variantId)).toBe(3);
    expect((await rows('SELECT 1 FROM delivery.licence_keys WHERE key LIKE $1', ['BBBB%']))).toEqual([]);
    await expect(delivery.addLicenceKeys.run({ variantId: newId(), keys: ['AAAA-1'] })).rejects.toThrow(LicenceKeyTaken);
  });

  it('of two files with the same keys at once has one', async () => {
    const variant = await aVariant();
    const keys = Array.from({ length: 500 }, (_, n) => `RACE-${n}`);
    const outcomes = await Promise.allSettled([importing(variant, keys.join('\n')), importing(variant, keys.toReversed().join('\n'))]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { constructor: KeysInPool } });
    expect(await stockOf(variant.variantId)).toBe(500);
  });

  it('gets a key back that nobody has seen, and no other', async () => {
    const variant = await aVariant();
    await importing(variant, 'BACK-1\nBACK-2\nBACK-3');
    const order = aPaidOrder([{ deliveryKind: 'licence-key', variantId: variant.variantId, quantity: 3 }]);
    await delivery.deliver(order);
    await rows('UPDATE catalog.stock SET available = 0 WHERE variant_id = $1', [variant.variantId]);
    const [unseen, seen, used] = await rows<{ id: string; product_id: string; key: string }>('SELECT e.id, e.product_id, k.key FROM delivery.entitlements e JOIN delivery.licence_keys k ON k.entitlement_id = e.id WHERE e.order_id = $1 ORDER BY e.seat', [order.orderId]);
    await licences.reads.ofEntitlement({ id: seen?.id ?? '' });
    await licences.activate.run({ licence: { key: used?.key ?? '', productId: used?.product_id ?? '' }, fingerprint: 'machine-1' });
    for (const each of [unseen, seen, used]) {
      await change(each?.id ?? '', 'revoked');
      await db.database.transaction((tx) => licences.ended.end(tx, { entitlementId: each?.id ?? '', to: 'revoked' } as never));
    }
    expect(await stockOf(variant.variantId)).toBe(1);
    expect(await rows('SELECT key FROM delivery.licence_keys WHERE variant_id = $1 AND entitlement_id IS NULL', [variant.variantId])).toEqual([{ key: unseen?.key }]);
    expect((await accessesOf(unseen?.id ?? '')).map(({ what }) => what)).toEqual(['key_returned']);
    expect(await rows('SELECT 1 FROM delivery.licence_machines m JOIN delivery.licence_keys k ON k.id = m.licence_key_id WHERE k.entitlement_id = $1 AND m.deactivated_at IS NULL', [used?.id])).toEqual([]);
  });

  it('keeps the key, and the stock has its number again, when the money went back before the key was given', async () => {
    const variant = await aVariant();
    await importing(variant, 'KEPT-1\nKEPT-2');
    const order = aPaidOrder([{ deliveryKind: 'licence-key', variantId: variant.variantId, quantity: 2 }]);
    await rows('UPDATE catalog.stock SET available = 0 WHERE variant_id = $1', [variant.variantId]);
    await rows('INSERT INTO delivery.line_access (order_line_id, order_id, is_revoked) VALUES ($1, $2, true)', [order.lines[0]?.lineId, order.orderId]);
    await delivery.deliver(order);
    await delivery.deliver(order);
    expect(await stockOf(variant.variantId)).toBe(2);
    expect(await rows('SELECT 1 FROM delivery.licence_keys WHERE variant_id = $1 AND entitlement_id IS NULL', [variant.variantId])).toHaveLength(2);
  });

  it('is read and revoked at once in either order: a key that was shown never goes back', async () => {
    const variant = await aVariant();
    const [keys, orders] = [Array.from({ length: 12 }, (_, n) => `SEEN-${n}`), Array.from({ length: 12 }, () => aPaidOrder([{ deliveryKind: 'licence-key', variantId: variant.variantId }]))];
    await importing(variant, keys.join('\n'));
    await delivery.deliver(...orders);
    const shown = await Promise.all(orders.map(async ({ orderId }, n) => {
      const [entitlement] = await rows<{ id: string }>('SELECT id FROM delivery.entitlements WHERE order_id = $1', [orderId]);
      const entitlementId = entitlement?.id ?? '';
      const revoke = async () => {
        await change(entitlementId, 'revoked');
        await db.database.transaction((tx) => licences.ended.end(tx, { entitlementId, to: 'revoked' } as never));
      };
      const revoked = n % 2 ? revoke() : undefined;
      const [seen] = await Promise.all([delivery.reads.ofOrder(orderId), revoked ?? revoke()]);
      return seen[0]?.keys ?? [];
    }));
    const free = await rows<{ key: string }>('SELECT key FROM delivery.licence_keys WHERE variant_id = $1 AND entitlement_id IS NULL', [variant.variantId]);
    expect(shown.flat().filter((key) => free.some((each) => each.key === key))).toEqual([]);
  });

  it('has a plan that does not contradict itself or its product', async () => {
    const variant = await aVariant();
    const terms: KeyTerms = { maxMachines: 1, isFloating: false, heartbeatMinutes: null, leaseMinutes: null, fileDays: 30, features: [] };
    const plan = { ...variant, source: 'generated' as const, pattern, terms, validityDays: null };
    await licences.setPlan.run(plan);
    await licences.setPlan.run({ ...plan, validityDays: 5 });
    expect(await rows('SELECT validity_days FROM delivery.key_plans WHERE variant_id = $1', [variant.variantId])).toEqual([{ validity_days: 5 }]);
    await expect(licences.setPlan.run({ ...plan, ...await aVariant('download') })).rejects.toThrow(KeyPlanRefused);
    await expect(licences.setPlan.run({ ...plan, merchantId: newId() })).rejects.toThrow(NotYourProduct);
    await expect(licences.setPlan.run({ ...plan, ...await aVariant('subscription'), validityDays: 5 })).rejects.toThrow(KeyPlanRefused);
    const wrong = [{ pattern: null }, { pattern: 'XXXX-XXXX-XXXX-XXX' }, { pattern: 'xxxx-XXXX-XXXX-XXXX-XXXX' }, { source: 'pool' as const }, { terms: { ...terms, isFloating: true } }, { terms: { ...terms, leaseMinutes: 5 } }];
    for (const each of wrong) await expect(licences.setPlan.run({ ...plan, ...each })).rejects.toThrow(KeyPlanRefused);
  });
});
