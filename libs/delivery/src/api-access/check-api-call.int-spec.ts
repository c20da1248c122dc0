import { setTimeout as wait } from 'node:timers/promises';
import { newId, SetClock } from '@silkport/values';
import { Idempotency } from '@silkport/platform';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { AccessExpired, AccessSuspended } from '../delivery.errors.js';
import { AccessLog } from '../entitlements/access-log.js';
import { ApiAccessReads } from './api-access-reads.js';
import { CallsTooFast, CredentialForeign, CredentialRefused, QuotaUsedUp, ScopeRefused, TooManyCredentials } from './api-access.errors.js';
import type { ApiPlanTerms } from './api-plan-view.js';
import { CheckApiCall } from './check-api-call.js';
import { GiveBackCall } from './give-back-call.js';
import { IssueCredential } from './issue-credential.js';
import { NoteApiCalls } from './note-api-calls.js';
import { RefusedCalls } from './refused-calls.js';
import { RevokeCredential } from './revoke-credential.js';
import { RotateCredential } from './rotate-credential.js';

let db: TestDatabase;
let clock: SetClock;
let check: CheckApiCall;
let issue: IssueCredential;
let rotate: RotateCredential;
let log: AccessLog;

beforeAll(async () => {
  db = await openTestDatabase([deliveryContext]);
  clock = new SetClock(new Date('2026-11-24T08:00:00.500Z'));
  log = new AccessLog(db.database, clock);
  check = new CheckApiCall(db.database, new RefusedCalls(log), clock);
  const idempotency = new Idempotency(db.database);
  issue = new IssueCredential(db.database, idempotency, clock);
  rotate = new RotateCredential(db.database, idempotency, clock);
});
afterAll(() => db.close());
const setClock = (instant: string) => clock.advance(new Date(instant).getTime() - clock.now().getTime());
beforeEach(() => setClock('2026-11-24T08:00:00.500Z'));

const terms: ApiPlanTerms = {
  isTopUp: false, quotaUnits: 10, quotaPeriod: 'day', perSecond: null, perMinute: null, validDays: null, upstreamUrl: null,
  scopes: [{ name: 'read', methods: ['GET'], path: '/', units: 1 }, { name: 'manage', methods: ['GET', 'POST'], path: '/admin', units: 3 }],
};

interface Bought { readonly entitlementId: string; readonly productId: string; readonly variantId: string }

async function bought(changed: Partial<ApiPlanTerms> = {}, quantity = 1): Promise<Bought> {
  const [entitlementId, productId, variantId] = [newId(), newId(), newId()];
  const plan = { ...terms, ...changed };
  await db.dataSource.query(`INSERT INTO delivery.api_plans VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())`,
    [variantId, productId, newId(), plan.isTopUp, plan.quotaUnits, plan.quotaPeriod, plan.perSecond, plan.perMinute, plan.validDays, plan.upstreamUrl, JSON.stringify(plan.scopes)]);
  await db.dataSource.query(`INSERT INTO delivery.entitlements (id, order_id, order_line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at, activated_at)
    VALUES ($1, $2, $3, $4, $5, $6, 'api-access', $7, 'active', $8, $8)`, [entitlementId, newId(), newId(), productId, variantId, newId(), quantity, clock.now()]);
  return { entitlementId, productId, variantId };
}

async function withToken(changed: Partial<ApiPlanTerms> = {}, quantity = 1): Promise<Bought & { token: string; credentialId: string }> {
  const thing = await bought(changed, quantity);
  const { id, token } = await issue.run({ entitlementId: thing.entitlementId, name: 'Warehouse', scopes: null, client: { country: 'KZ' } });
  return { ...thing, token: token ?? '', credentialId: id };
}

const client = { country: 'KZ' };
const get = ({ token, productId }: { token: string; productId: string }, path = '/looms') => check.run({ token, productId, client, method: 'GET', path });
const usage = async (entitlementId: string) => (await db.dataSource.query('SELECT calls, units, refused, given_back FROM delivery.api_usage WHERE entitlement_id = $1 ORDER BY scope', [entitlementId])) as Record<string, bigint>[];

describe('the gate of calls', () => {
  it('lets through exactly 500 of 1,000 parallel calls on a quota of 500, and counts just those', async () => {
    const thing = await withToken({ quotaUnits: 500, quotaPeriod: 'purchase' });
    const results = await Promise.allSettled(Array.from({ length: 1000 }, () => get(thing)));
    const refused = results.filter((each) => each.status === 'rejected');
    expect([results.length - refused.length, refused.every(({ reason }) => reason instanceof QuotaUsedUp)]).toEqual([500, true]);
    expect(await usage(thing.entitlementId)).toEqual([{ calls: 500n, units: 500n, refused: 500n, given_back: 0n }]);
  });

  it('takes what each scope costs, the longest path first, in whatever letters and escapes it comes', async () => {
    const thing = await withToken({ quotaUnits: 8 });
    expect((await get(thing)).scope).toBe('read');
    expect((await get(thing, '/admin')).scope).toBe('manage');
    expect(await get(thing, '/ADMIN/users')).toMatchObject({ scope: 'manage', units: 3, usedUnits: 7 });
    expect((await get(thing, '/administrators')).scope).toBe('read');
    await expect(get(thing)).rejects.toThrow(QuotaUsedUp);
  });

  it('refuses calls that the plan or the credential does not have, and takes nothing for them', async () => {
    const thing = await withToken();
    await expect(check.run({ token: thing.token, productId: thing.productId, client, method: 'DELETE', path: '/looms' })).rejects.toThrow(ScopeRefused);
    const narrow = await issue.run({ entitlementId: thing.entitlementId, name: 'Reader', scopes: ['read'], client });
    await expect(get({ token: narrow.token ?? '', productId: thing.productId }, '/admin')).rejects.toThrow(ScopeRefused);
    await expect(issue.run({ entitlementId: thing.entitlementId, name: 'More', scopes: ['write'], client })).rejects.toThrow(ScopeRefused);
    expect(await usage(thing.entitlementId)).toEqual([]);
  });

  it('refuses credentials that are forged, foreign, revoked or none, all in the same words but the foreign', async () => {
    const [thing, other] = [await withToken(), await withToken()];
    const forged = `${thing.token.slice(0, -43)}${other.token.slice(-43)}`;
    for (const token of [forged, 'spk_x', '', `${thing.token}'--`]) await expect(get({ ...thing, token })).rejects.toThrow(CredentialRefused);
    await expect(get({ token: thing.token, productId: other.productId })).rejects.toThrow(CredentialForeign);
    await expect(get({ token: thing.token, productId: '../admin' })).rejects.toThrow(CredentialRefused);
    await new RevokeCredential(db.database, clock).run(thing.entitlementId, thing.credentialId);
    await expect(get(thing)).rejects.toThrow(CredentialRefused);
    // Nobody who calls waits for its refusal to be written down.
    const refused = async () => (await log.of(thing.entitlementId)).filter(({ what }) => what === 'refused').map(({ subject }) => subject ?? '').toSorted();
    for (let tries = 0; tries < 100 && (await refused()).length < 2; tries += 1) await wait(10);
    expect(await refused()).toEqual(['delivery.credential_foreign', 'delivery.credential_refused']);
  });

  it('keeps no secret: only the hash of it is in the database', async () => {
    const { token, entitlementId } = await withToken();
    const [row] = await db.dataSource.query('SELECT c::text AS text FROM delivery.api_credentials c WHERE entitlement_id = $1', [entitlementId]);
    expect((row as { text: string }).text).toContain(token.slice(0, 16));
    expect((row as { text: string }).text).not.toContain(token.slice(-43));
  });

  it('follows the entitlement: stopped and ended at once', async () => {
    const thing = await withToken();
    await db.dataSource.query("UPDATE delivery.entitlements SET state = 'suspended' WHERE id = $1", [thing.entitlementId]);
    await expect(get(thing)).rejects.toThrow(AccessSuspended);
    await db.dataSource.query("UPDATE delivery.entitlements SET state = 'active', expires_at = $2 WHERE id = $1", [thing.entitlementId, clock.now()]);
    await expect(get(thing)).rejects.toThrow(AccessExpired);
  });

  it('holds to the rate of a second and of a minute, and to its windows when a clock goes back', async () => {
    const thing = await withToken({ perSecond: 2, perMinute: 3, quotaUnits: null });
    await get(thing);
    await get(thing);
    await expect(get(thing)).rejects.toThrow(CallsTooFast);
    setClock('2026-11-24T07:59:00.000Z');
    await expect(get(thing)).rejects.toThrow(CallsTooFast);
    setClock('2026-11-24T08:00:01.000Z');
    await get(thing);
    setClock('2026-11-24T08:00:02.000Z');
    await expect(get(thing)).rejects.toThrow(CallsTooFast);
    setClock('2026-11-24T08:01:00.000Z');
    expect(await get(thing)).toMatchObject({ minuteCalls: 1, quota: null });
  });

  it('begins the quota anew at midnight in UTC, for each piece that was bought', async () => {
    const thing = await withToken({ quotaUnits: 1 }, 2);
    await get(thing);
    await get(thing);
    await expect(get(thing)).rejects.toThrow(QuotaUsedUp);
    setClock('2026-11-25T00:00:00.000Z');
    expect(await get(thing)).toMatchObject({ usedUnits: 1, quota: 2 });
  });

  it('takes top-ups only when the quota is used up, and gives a failed call back where it came from', async () => {
    const thing = await withToken({ quotaUnits: 2 });
    await db.dataSource.query('UPDATE delivery.api_meters SET extra_units = 2 WHERE entitlement_id = $1', [thing.entitlementId]);
    await get(thing);
    const split = await get(thing, '/admin');
    expect(split).toMatchObject({ units: 3, fromExtra: 2, usedUnits: 2, extraUnits: 0 });
    await new GiveBackCall(db.database, clock).run(split);
    const [meter] = await db.dataSource.query('SELECT used_units, extra_units FROM delivery.api_meters WHERE entitlement_id = $1', [thing.entitlementId]);
    expect(meter).toEqual({ used_units: 1n, extra_units: 2n });
    expect((await usage(thing.entitlementId))[0]).toEqual({ calls: 1n, units: 0n, refused: 0n, given_back: 1n });
  });

  it('answers a merchant’s own gateway by scope and units', async () => {
    const { token, productId } = await withToken({ quotaUnits: 5 });
    expect(await check.run({ token, productId, client, scope: 'manage' })).toMatchObject({ scope: 'manage', units: 3 });
    expect(await check.run({ token, productId, client, units: 2 })).toMatchObject({ scope: 'read', units: 2, usedUnits: 5 });
    await expect(check.run({ token, productId, client, scope: 'unknown' })).rejects.toThrow(ScopeRefused);
  });

  it('is proof of use by the hour and country/region, however often it is written down', async () => {
    const thing = await withToken();
    const note = new NoteApiCalls(db.database);
    await get(thing);
    await note.run();
    await get(thing);
    await get(thing, '/admin');
    await note.run();
    await note.run();
    const called = (await log.of(thing.entitlementId)).filter(({ what }) => what === 'api_called');
    expect(called).toEqual([expect.objectContaining({ times: 3, country: 'KZ', at: new Date('2026-11-24T08:00:00Z') })]);
  });
});

describe('credentials', () => {
  it('are rotated with an overlap, after which the old one is refused', async () => {
    const thing = await withToken();
    const next = await rotate.run({ entitlementId: thing.entitlementId, credentialId: thing.credentialId, overlapHours: 1, client });
    await get(thing);
    await get({ token: next.token ?? '', productId: thing.productId });
    setClock('2026-11-24T09:00:01.000Z');
    await expect(get(thing)).rejects.toThrow(CredentialRefused);
    await get({ token: next.token ?? '', productId: thing.productId });
  });

  it('are made once for a repeated request, which is not told the secret again', async () => {
    const { entitlementId } = await bought();
    const request = { scope: 'test', key: newId(), bodyHash: 'a' };
    const wanted = { entitlementId, name: 'Once', scopes: null, client };
    const first = await issue.run(wanted, request);
    expect(await issue.run(wanted, request)).toEqual({ id: first.id, prefix: first.prefix, token: null });
    expect((await new ApiAccessReads(db.database, clock).of(entitlementId)).credentials).toHaveLength(1);
  });

  it('are at most twenty', async () => {
    const { entitlementId } = await bought();
    for (let made = 0; made < 20; made += 1) await issue.run({ entitlementId, name: `No. ${made}`, scopes: null, client });
    await expect(issue.run({ entitlementId, name: 'One more', scopes: null, client })).rejects.toThrow(TooManyCredentials);
  });
});
