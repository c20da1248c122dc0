import { catalogContext, holdStock, NotYourProduct, releaseStock } from '@silkport/catalog';
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
  it('answers of an unknown key, of another product’s and of one that is not sold alike, by one statement each, and sends away who tries many, but nobody who has a key', async () => {
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
    const guess = { ...sold.licence, key: 'GUESS-30', client };
    const activateGuess = () => licences.activate.run({ licence: { ...sold.licence, key: 'GUESS-31' }, fingerprint: 'machine-1', client });
    await expect(licences.verify.run(guess)).rejects.toThrow(TooManyKeyTries);
    await expect(activateGuess()).rejects.toThrow(TooManyKeyTries);
    expect(await licences.verify.run({ ...sold.licence, client })).toMatchObject({ code: 'valid' });
    expect(await licences.activate.run({ licence: sold.licence, fingerprint: 'machine-1', client })).toMatchObject({ entitlementId: sold.entitlementId });
    expect(await licences.verify.run({ ...guess, client: { address: '192.0.2.8' } })).toEqual(unknown);
    pass(10);
    await expect(activateGuess()).rejects.toThrow(LicenceKeyUnknown);
    expect((await rows<{ count: number }>("SELECT count(*)::int AS count FROM delivery.accesses WHERE what = 'refused' AND subject = 'licence.unknown' AND entitlement_id IS NULL"))[0]?.count).toBe(30 + 1);
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

describe('a key as people type it', () => {
  it('is found in small letters and with blanks, by every call', async () => {
    const sold = await aLicence({ maxMachines: 1, heartbeatMinutes: 10 });
    const licence = { ...sold.licence, key: ` ${sold.key.toLowerCase().replaceAll('-', '- ')} ` };
    const client = { address: '192.0.2.9' };
    expect(await licences.verify.run({ ...licence, client })).toMatchObject({ code: 'valid' });
    await licences.activate.run({ licence, fingerprint: 'machine-1', client });
    expect(await licences.hear.run({ licence, fingerprint: 'machine-1', client })).toBeInstanceOf(Date);
    await expect(licences.activate.run({ licence, fingerprint: 'machine-2', client })).rejects.toThrow(MachineLimitReached);
    expect(await licences.deactivate.run({ licence, machine: { fingerprint: 'machine-1' }, client })).toMatchObject({ wasActive: true });
    expect(await accessesOf(sold.entitlementId)).toContainEqual({ what: 'refused', subject: 'delivery.machine_limit_reached' });
  });

  it('is not another one where a pool tells capitals from small letters', async () => {
    const [variantId, productId] = [newId(), newId()];
    await delivery.addLicenceKeys.run({ variantId, keys: ['case-Two', 'CASE-TWO', 'Case-Three'] });
    const order = aPaidOrder([{ deliveryKind: 'licence-key', variantId, productId, quantity: 3 }]);
    await delivery.deliver(order);
    const seatOf = async (key: string) => (await licences.verify.run({ key, productId })).licence?.seat;
    expect([await seatOf('case-Two'), await seatOf('CASE-TWO'), await seatOf('case-two'), await seatOf('Case -Three'), await seatOf('case-three')]).toEqual([1, 2, 2, 3, undefined]);
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
    expect(await licences.deactivate.run({ licence: { entitlementId: sold.entitlementId }, machine: { machineId: first.machineId } })).toEqual({ wasActive: true, freeAt: null });
    expect(await licences.deactivate.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } })).toEqual({ wasActive: false, freeAt: null });
    expect(await ask(sold, 'machine-1')).toMatchObject({ code: 'machine_not_active' });
    await activate('machine-3');
    expect((await licences.reads.ofEntitlement({ id: sold.entitlementId }))[0]?.machines.map(({ fingerprint }) => fingerprint)).toEqual(['machine-2', 'machine-3']);
    expect((await accessesOf(sold.entitlementId)).filter(({ what }) => /activated|refused/.test(what)).map(({ what, subject }) => `${what} ${subject}`).toSorted()).toEqual([
      'key_activated Name of machine-1', 'key_activated Name of machine-2', 'key_activated Name of machine-3', 'key_deactivated Name of machine-1', 'refused delivery.machine_limit_reached', 'refused licence.machine_not_active',
    ]);
  });

  it('that have a file keep their places when they are deactivated, until the file ends or the merchant frees them', async () => {
    const sold = await aLicence({ maxMachines: 1, fileDays: 5 });
    const activate = (fingerprint: string) => licences.activate.run({ licence: sold.licence, fingerprint });
    const first = await activate('machine-1');
    await licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } });
    pass(24 * 60);
    const { expiresAt } = await licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } });
    const off = { licence: { entitlementId: sold.entitlementId }, machine: { machineId: first.machineId } };
    expect(await licences.deactivate.run(off)).toEqual({ wasActive: true, freeAt: expiresAt });
    expect(await licences.deactivate.run(off)).toEqual({ wasActive: false, freeAt: expiresAt });
    expect(await ask(sold, 'machine-1')).toMatchObject({ code: 'machine_not_active', licence: { machines: 1 } });
    expect((await licences.reads.ofEntitlement({ id: sold.entitlementId }))[0]?.machines).toMatchObject([{ fingerprint: 'machine-1', freeAt: expiresAt }]);
    await expect(activate('machine-2')).rejects.toThrow(MachineLimitReached);
    await expect(licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } })).rejects.toThrow(MachineNotActive);
    await activate('machine-1');
    expect((await licences.reads.machinesOf(sold.entitlementId))).toMatchObject([{ fingerprint: 'machine-1', freeAt: null }]);
    await licences.deactivate.run(off);
    pass(5 * 24 * 60 - 1);
    await expect(activate('machine-2')).rejects.toThrow(MachineLimitReached);
    pass(1);
    const second = await activate('machine-2');
    await expect(activate('machine-1')).rejects.toThrow(MachineLimitReached);
    await licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-2' } });
    expect(await licences.deactivate.run({ ...off, machine: { machineId: second.machineId }, freesAtOnce: true })).toEqual({ wasActive: true, freeAt: null });
    await activate('machine-1');
  });

  it('that are checked out stay so when they are activated again, and a file of the lease keeps the place that is checked in', async () => {
    const sold = await aLicence({ maxMachines: 1, isFloating: true, heartbeatMinutes: 10, leaseMinutes: 120 });
    const activate = (fingerprint: string, leaseMinutes?: number) => licences.activate.run({ licence: sold.licence, fingerprint, leaseMinutes });
    const { leasedUntil } = await activate('machine-1', 60);
    pass(5);
    expect(await activate('machine-1')).toMatchObject({ leasedUntil });
    pass(30);
    expect(await ask(sold, 'machine-1')).toMatchObject({ code: 'valid' });
    await licences.issueFile.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } });
    await activate('machine-1', 1);
    pass(11);
    expect(await ask(sold, 'machine-1')).toMatchObject({ code: 'machine_dead', licence: { machines: 1 } });
    await expect(activate('machine-2')).rejects.toThrow(MachineLimitReached);
    expect(await licences.deactivate.run({ licence: sold.licence, machine: { fingerprint: 'machine-1' } })).toEqual({ wasActive: true, freeAt: leasedUntil });
    pass(14);
    expect(await activate('machine-2')).toMatchObject({ leasedUntil: null });
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

  it('is not signed by a process with another signing secret, which ends no key; only a rotation by an admin does', async () => {
    const sold = await aLicence();
    const machine = { fingerprint: 'machine-1' };
    await licences.activate.run({ licence: sold.licence, ...machine });
    const { file } = await licences.issueFile.run({ licence: sold.licence, machine });
    const before = await rows('SELECT * FROM delivery.licence_signing_keys ORDER BY id');
    const strange = await licencesOn(db.database, delivery.clock, 'another secret that is used in tests only');
    await expect(strange.issueFile.run({ licence: sold.licence, machine })).rejects.toThrow(/sealed by another SIGNING_SECRET/);
    await expect(strange.signingKeys.signer()).rejects.toThrow(/sealed by another SIGNING_SECRET/);
    expect(await strange.signingKeys.published()).toEqual(await licences.signingKeys.published());
    expect(await rows('SELECT * FROM delivery.licence_signing_keys ORDER BY id')).toEqual(before);
    await strange.signingKeys.rotate({ isCompromised: false, personId: newId() }, aRequest());
    const { file: next } = await strange.issueFile.run({ licence: sold.licence, machine });
    const check = { publicKeys: await publicKeys(), product: sold.productId, machine: 'machine-1', now: delivery.clock.now().getTime() };
    expect([await verifyLicenceFile(file, check), await verifyLicenceFile(next, check)]).toMatchObject([{ valid: true }, { valid: true }]);
    pass(1);
    await expect(licences.issueFile.run({ licence: sold.licence, machine })).rejects.toThrow(/sealed by another SIGNING_SECRET/);
    await licences.signingKeys.rotate({ isCompromised: false, personId: newId() }, aRequest());
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

  it('and answers are told from forged ones, and from those to other questions', async () => {
    const asked = { call: 'verify' as const, key: ' glaze-1 ', product: newId(), fingerprint: 'machine-1', nonce: 'one-time' };
    const { body, headers } = await licences.signAnswer.run({ valid: true }, asked);
    const given = { body, headers, publicKeys: await publicKeys(), asked, now: delivery.clock.now().getTime() };
    expect(await verifyAnswer(given)).toBe('genuine');
    expect(await verifyAnswer({ ...given, body: body.replace('true', 'false') })).toBe('forged');
    expect(await verifyAnswer({ ...given, asked: { ...asked, nonce: 'another' } })).toBe('replayed');
    const others = [{ key: 'GLAZE-2' }, { key: 'glaze-1' }, { product: newId() }, { fingerprint: 'machine-2' }, { fingerprint: undefined }, { call: 'activate' as const }];
    for (const other of others) expect(await verifyAnswer({ ...given, asked: { ...asked, ...other } })).toBe('other_question');
    const unbound = await licences.signAnswer.run({ valid: true }, { ...asked, fingerprint: null });
    expect(await verifyAnswer({ ...given, ...unbound })).toBe('other_question');
    expect(await verifyAnswer({ ...given, ...unbound, asked: { ...asked, fingerprint: undefined } })).toBe('genuine');
    const posing = await licences.signAnswer.run({ valid: true, nonce: 'x', fingerprint: 'x', keySha256: 'x' }, asked);
    expect(await verifyAnswer({ ...given, ...posing })).toBe('genuine');
    expect(body).not.toContain('glaze-1');
    expect(await verifyAnswer({ ...given, now: given.now + 6 * 60_000 })).toBe('too_old');
    expect(await verifyAnswer({ ...given, headers: { ...headers, 'signature-input': headers['signature-input']?.replace(/created=\d+/, 'created=1') } })).toBe('forged');
    expect(await verifyAnswer({ ...given, headers: {} })).toBe('unsigned');
    expect(await verifyAnswer({ ...given, publicKeys: {} })).toBe('unknown_signer');
  });
});

describe('a reading of an order', () => {
  it('shows and notes the keys that were asked for, and whence, and no other', async () => {
    const [variantId, productId] = [newId(), newId()];
    await db.dataSource.getRepository(KeyPlan).insert(aKeyPlan({ variantId, source: 'generated', pattern, maxMachines: 1 }));
    const { orderId, lines: [line] } = aPaidOrder([{ deliveryKind: 'licence-key', variantId, productId, quantity: 3 }]);
    await delivery.deliver({ ...aPaidOrder([]), orderId, lines: line ? [line] : [] });
    const shown = () => rows('SELECT e.seat, x.client_country AS country, x.user_agent AS agent FROM delivery.accesses x JOIN delivery.entitlements e ON e.id = x.entitlement_id WHERE e.order_id = $1 AND what = $2 ORDER BY e.seat', [orderId, 'key_shown']);
    const keysOf = async (...given: Parameters<typeof delivery.reads.ofOrder> extends [string, ...infer Rest] ? Rest : never) => (await delivery.reads.ofOrder(orderId, ...given)).map(({ keys }) => keys.length);
    expect(await keysOf({ keysOf: 'none' })).toEqual([0, 0, 0]);
    const second = (await delivery.reads.ofOrder(orderId, { keysOf: 'none' }))[1]?.entitlementId ?? '';
    expect(await licences.reads.placesOf({ id: second })).toEqual([{ id: expect.any(String), knownAt: null, terms: expect.objectContaining({ maxMachines: 1 }), machines: [] }]);
    expect(await shown()).toEqual([]);
    const client = { country: 'DE', userAgent: 'a browser' };
    expect(await keysOf({ client, keysOf: { entitlementId: second } })).toEqual([0, 1, 0]);
    expect(await shown()).toEqual([{ seat: 2, country: 'DE', agent: 'a browser' }]);
    expect(await keysOf({ client: { country: 'FR', userAgent: 'another' }, keysOf: 'all' })).toEqual([1, 1, 1]);
    expect(await shown()).toEqual([1, 2, 3].map((seat) => (seat === 2 ? { seat, country: 'DE', agent: 'a browser' } : { seat, country: 'FR', agent: 'another' })));
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
    await expect(importing(variant, 'BBBB-1\nAAAA-2\nAAAA-1')).rejects.toEqual(expect.objectContaining({ constructor: KeysInPool, params: { keys: 2, lines: '2, 3' } }));
    for (const csv of ['', 'key\n', 'BBBB-1\nB B\n', 'BBBB-1\nBBBB-2,x', 'BBB', '"BBBB', `BBBB-1\nB\u0000BBB`]) await expect(importing(variant, csv)).rejects.toThrow(KeyFileRefused);
    expect(await stockOf(variant.variantId)).toBe(3);
    expect((await rows('SELECT 1 FROM delivery.licence_keys WHERE key LIKE $1', ['BBBB%']))).toEqual([]);
    const [{ productId } = { productId: '' }] = await rows<{ productId: string }>('SELECT product_id AS "productId" FROM delivery.licence_keys WHERE key = $1', ['AAAA-1']);
    await expect(delivery.addLicenceKeys.run({ variantId: newId(), productId, keys: ['AAAA-1'] })).rejects.toThrow(LicenceKeyTaken);
  });

  it('says nothing of other products\' pools, whose keys may be the same, and who tried what is written down', async () => {
    const [mine, theirs] = [await aVariant(), await aVariant()];
    expect(await importing(mine, 'SAME-1\nSAME-2')).toBe(2);
    expect(await importing(theirs, 'SAME-1\nSAME-2\nSAME-3')).toBe(3);
    await expect(importing(theirs, 'SAME-3\nSAME-4')).rejects.toEqual(expect.objectContaining({ constructor: KeysInPool, params: { keys: 1, lines: '1' } }));
    expect(await rows('SELECT action, details ->> \'keys\' AS keys FROM identity.audit_entries WHERE details ->> \'variantId\' = $1 ORDER BY happened_at, id', [theirs.variantId])).toEqual([
      { action: 'delivery.licence_keys_imported', keys: '3' }, { action: 'delivery.licence_keys_refused', keys: '2' },
    ]);
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

  it('is what is on sale, and keys that are generated are without end, whichever way the plan goes', async () => {
    const variant = await aVariant();
    const terms: KeyTerms = { maxMachines: null, isFloating: false, heartbeatMinutes: null, leaseMinutes: null, fileDays: 30, features: [] };
    const fromPool = () => licences.setPlan.run({ ...variant, source: 'pool', pattern: null, terms, validityDays: null });
    const generated = () => licences.setPlan.run({ ...variant, source: 'generated', pattern, terms, validityDays: null });
    await fromPool();
    expect(await stockOf(variant.variantId)).toBe(0);
    await importing(variant, 'FLIP-1\nFLIP-2\nFLIP-3');
    expect(await stockOf(variant.variantId)).toBe(3);
    const orderId = newId();
    await db.database.transaction((tx) => holdStock(tx, orderId, [{ variantId: variant.variantId, quantity: 2 }]));
    await fromPool();
    expect(await stockOf(variant.variantId)).toBe(1);
    await generated();
    expect(await stockOf(variant.variantId)).toBeUndefined();
    await importing(variant, 'FLIP-4');
    expect(await stockOf(variant.variantId)).toBeUndefined();
    await fromPool();
    expect(await stockOf(variant.variantId)).toBe(2);
    await db.database.transaction((tx) => releaseStock(tx, orderId));
    expect(await stockOf(variant.variantId)).toBe(4);
    await rows('UPDATE catalog.stock SET available = 100 WHERE variant_id = $1', [variant.variantId]);
    await fromPool();
    expect(await stockOf(variant.variantId)).toBe(4);
  });

  it('has as much on sale as keys when files and plans come at once', async () => {
    const variants = await Promise.all(Array.from({ length: 6 }, () => aVariant()));
    const terms: KeyTerms = { maxMachines: null, isFloating: false, heartbeatMinutes: null, leaseMinutes: null, fileDays: 30, features: [] };
    const plan = (variant: { variantId: string; merchantId: string }, source: 'pool' | 'generated') => licences.setPlan.run({ ...variant, source, pattern: source === 'pool' ? null : pattern, terms, validityDays: null });
    await Promise.all(variants.slice(0, 3).map((each) => plan(each, 'generated')));
    await Promise.all(variants.flatMap((each, n) => [plan(each, n < 3 ? 'pool' : 'generated'), importing(each, `ONCE-${n}-A\nONCE-${n}-B`)]));
    expect(await Promise.all(variants.map(({ variantId }) => stockOf(variantId)))).toEqual([2, 2, 2, undefined, undefined, undefined]);
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
