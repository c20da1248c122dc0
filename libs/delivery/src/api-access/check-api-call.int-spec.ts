import { setTimeout as wait } from 'node:timers/promises';
import { newId, SetClock } from '@silkport/values';
import { Idempotency } from '@silkport/platform';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { AccessExpired, AccessSuspended, EntitlementUnknown } from '../delivery.errors.js';
import { AccessLog } from '../entitlements/access-log.js';
import { ApiAccessReads } from './api-access-reads.js';
import { ApiAccessElsewhere, CallsTooFast, CredentialForeign, CredentialRefused, QuotaUsedUp, ScopeRefused, TooManyCredentials, TopUpUnfit } from './api-access.errors.js';
import type { ApiPlanTerms } from './api-plan-view.js';
import { CheckApiCall } from './check-api-call.js';
import { EndOverlaps } from './end-overlaps.js';
import { GiveBackCall } from './give-back-call.js';
import { IssueCredential } from './issue-credential.js';
import { JoinTopUp } from './join-top-up.js';
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

async function bought(changed: Partial<ApiPlanTerms> = {}, quantity = 1, productId = newId()): Promise<Bought> {
  const [entitlementId, variantId] = [newId(), newId()];
  const plan = { ...terms, ...changed };
  await db.dataSource.query(`INSERT INTO delivery.api_plans VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())`,
    [variantId, productId, newId(), plan.isTopUp, plan.quotaUnits, plan.quotaPeriod, plan.perSecond, plan.perMinute, plan.validDays, plan.upstreamUrl, JSON.stringify(plan.scopes)]);
  await db.dataSource.query(`INSERT INTO delivery.entitlements (id, order_id, order_line_id, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at, activated_at)
    VALUES ($1, $2, $3, $4, $5, $6, 'api-access', $7, 'active', $8, $8)`, [entitlementId, newId(), newId(), productId, variantId, newId(), quantity, clock.now()]);
  return { entitlementId, productId, variantId };
}

async function withToken(changed: Partial<ApiPlanTerms> = {}, quantity = 1, productId = newId()): Promise<Bought & { token: string; credentialId: string }> {
  const thing = await bought(changed, quantity, productId);
  const { id, token } = await issue.run({ generation: 0, entitlementId: thing.entitlementId, name: 'Warehouse', scopes: null, client: { country: 'KZ' } });
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

  it('takes of a call without an answer’s body what its own scope costs, and else what the body would', async () => {
    const thing = await withToken({ scopes: [{ name: 'all', methods: ['GET'], path: '/', units: 5 }, { name: 'probe', methods: ['HEAD'], path: '/', units: 0 }, { name: 'files', methods: ['GET'], path: '/files', units: 2 }] });
    const head = (path: string) => check.run({ token: thing.token, productId: thing.productId, client, method: 'HEAD', path });
    expect(await head('/looms')).toMatchObject({ scope: 'probe', units: 0, usedUnits: 0 });
    expect(await head('/files/a')).toMatchObject({ scope: 'files', units: 2 });
    expect(await get(thing)).toMatchObject({ scope: 'all', units: 5 });
  });

  it('refuses calls that the plan or the credential does not have, and takes nothing for them', async () => {
    const thing = await withToken();
    await expect(check.run({ token: thing.token, productId: thing.productId, client, method: 'DELETE', path: '/looms' })).rejects.toThrow(ScopeRefused);
    const narrow = await issue.run({ generation: 0, entitlementId: thing.entitlementId, name: 'Reader', scopes: ['read'], client });
    await expect(get({ token: narrow.token ?? '', productId: thing.productId }, '/admin')).rejects.toThrow(ScopeRefused);
    await expect(issue.run({ generation: 0, entitlementId: thing.entitlementId, name: 'More', scopes: ['write'], client })).rejects.toThrow(ScopeRefused);
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

  it('shuts nobody out after a clock that was years ahead, and gives nothing twice to one that goes back a little', async () => {
    const thing = await withToken({ quotaUnits: 2, perMinute: 2 });
    setClock('2031-05-01T12:00:00.000Z');
    await get(thing);
    await get(thing);
    setClock('2026-11-24T23:59:30.000Z');
    expect(await get(thing)).toMatchObject({ usedUnits: 1, minuteCalls: 1 });
    setClock('2026-11-25T00:00:00.000Z');
    await get(thing);
    await get(thing);
    setClock('2026-11-24T23:59:59.000Z');
    await expect(get(thing)).rejects.toThrow(QuotaUsedUp);
    expect((await new ApiAccessReads(db.database, clock).of(thing.entitlementId)).quota).toMatchObject({ used: 2, left: 0 });
    await new NoteApiCalls(db.database, clock).run();
    expect((await log.of(thing.entitlementId)).filter(({ what }) => what === 'api_called').map(({ times }) => times)).toEqual([2, 2, 1]);
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
    const note = new NoteApiCalls(db.database, clock);
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

describe('a top-up that is an access of its own', () => {
  const topUpTerms = { isTopUp: true, quotaPeriod: 'purchase', quotaUnits: 8 } as const;
  async function aTopUp(productId: string) {
    const topUp = await withToken(topUpTerms, 1, productId);
    await db.dataSource.query('INSERT INTO delivery.api_top_ups (entitlement_id, units, piece_units, target_id, bought_at, applied_at) VALUES ($1, 8, 8, $1, $2, $2)', [topUp.entitlementId, clock.now()]);
    return topUp;
  }
  const join = (topUp: Bought, target: Bought) => new JoinTopUp(db.database, clock).run({ topUpId: topUp.entitlementId, targetId: target.entitlementId });
  const quotaOf = async ({ entitlementId }: Bought) => (await new ApiAccessReads(db.database, clock).of(entitlementId)).quota;

  it('adds what is left of it to the access that its buyer names, once, though it is asked many times at once and called meanwhile', async () => {
    const target = await withToken({ quotaUnits: 2, quotaPeriod: 'purchase' });
    const topUp = await aTopUp(target.productId);
    for (let calls = 0; calls < 3; calls += 1) await get(topUp);
    const [calls] = await Promise.all([Promise.allSettled(Array.from({ length: 5 }, () => get(topUp))), ...Array.from({ length: 8 }, () => join(topUp, target))]);
    const late = calls.filter(({ status }) => status === 'fulfilled').length;
    expect(await quotaOf(target)).toMatchObject({ left: 2 + 8 - 3 - late, extra: 8 - 3 - late });
    expect((await new ApiAccessReads(db.database, clock).of(topUp.entitlementId))).toMatchObject({ joinedId: target.entitlementId, canJoin: false, credentials: [], quota: { left: 0 } });
    await expect(get(topUp)).rejects.toThrow(CredentialRefused);
    await expect(issue.run({ generation: 0, entitlementId: topUp.entitlementId, name: 'Again', scopes: null, client })).rejects.toThrow(ApiAccessElsewhere);
    await expect(join(topUp, await bought({}, 1, target.productId))).rejects.toThrow(ApiAccessElsewhere);
  });

  it('sends what a failed call gives back after what it has joined', async () => {
    const target = await bought({ quotaPeriod: 'purchase' });
    const topUp = await aTopUp(target.productId);
    const failed = await get(topUp, '/admin');
    await join(topUp, target);
    expect(await quotaOf(target)).toMatchObject({ extra: 5 });
    await new GiveBackCall(db.database, clock).run(failed);
    expect(await quotaOf(target)).toMatchObject({ extra: 8 });
    expect(await quotaOf(topUp)).toMatchObject({ left: 0 });
  });

  it('takes along what had joined it', async () => {
    const target = await bought({ quotaPeriod: 'purchase' });
    const [first, second] = [await aTopUp(target.productId), await aTopUp(target.productId)];
    await join(second, first);
    await join(first, target);
    expect(await quotaOf(target)).toMatchObject({ extra: 16 });
    expect((await new ApiAccessReads(db.database, clock).of(second.entitlementId)).joinedId).toBe(target.entitlementId);
  });

  it('joins nothing of another API, nothing that is over or without a quota, and not itself', async () => {
    const topUp = await aTopUp(newId());
    const [foreign, endless, over] = [await bought(), await bought({ quotaUnits: null }, 1, topUp.productId), await bought({}, 1, topUp.productId)];
    await db.dataSource.query('UPDATE delivery.entitlements SET expires_at = $2 WHERE id = $1', [over.entitlementId, clock.now()]);
    for (const target of [foreign, endless, over, topUp]) await expect(join(topUp, target)).rejects.toThrow(TopUpUnfit);
    expect(await quotaOf(topUp)).toMatchObject({ left: 8 });
  });
});

describe('credentials', () => {
  it('are rotated with an overlap, after which the old one is refused', async () => {
    const thing = await withToken();
    const next = await rotate.run({ generation: 0, entitlementId: thing.entitlementId, credentialId: thing.credentialId, overlapHours: 1, client });
    await get(thing);
    await get({ token: next.token ?? '', productId: thing.productId });
    setClock('2026-11-24T09:00:01.000Z');
    await expect(get(thing)).rejects.toThrow(CredentialRefused);
    await get({ token: next.token ?? '', productId: thing.productId });
  });

  it('do not come back with a clock that goes back', async () => {
    const thing = await withToken();
    await rotate.run({ generation: 0, entitlementId: thing.entitlementId, credentialId: thing.credentialId, overlapHours: 1, client });
    setClock('2026-11-24T09:00:01.000Z');
    await new EndOverlaps(db.database, clock).run();
    setClock('2026-11-24T08:30:00.000Z');
    await expect(get(thing)).rejects.toThrow(CredentialRefused);
  });

  it('are not made for whoever lost the seat while they asked', async () => {
    const thing = await withToken();
    await db.dataSource.query('UPDATE delivery.entitlements SET generation = 1 WHERE id = $1', [thing.entitlementId]);
    await expect(issue.run({ generation: 0, entitlementId: thing.entitlementId, name: 'Mine still', scopes: null, client })).rejects.toThrow(EntitlementUnknown);
    await expect(rotate.run({ generation: 0, entitlementId: thing.entitlementId, credentialId: thing.credentialId, overlapHours: 1, client })).rejects.toThrow(EntitlementUnknown);
    expect((await issue.run({ generation: 1, entitlementId: thing.entitlementId, name: 'The next holder’s', scopes: null, client })).token).toMatch(/^spk_/);
  });

  it('are made once for a repeated request, which is not told the secret again', async () => {
    const { entitlementId } = await bought();
    const request = { scope: 'test', key: newId(), bodyHash: 'a' };
    const wanted = { generation: 0, entitlementId, name: 'Once', scopes: null, client };
    const first = await issue.run(wanted, request);
    expect(await issue.run(wanted, request)).toEqual({ id: first.id, prefix: first.prefix, token: null });
    expect((await new ApiAccessReads(db.database, clock).of(entitlementId)).credentials).toHaveLength(1);
  });

  it('are at most twenty, and each of them can be replaced with an overlap, once', async () => {
    const { entitlementId } = await bought();
    const ids: string[] = [];
    for (let made = 0; made < 20; made += 1) ids.push((await issue.run({ generation: 0, entitlementId, name: `No. ${made}`, scopes: null, client })).id);
    await expect(issue.run({ generation: 0, entitlementId, name: 'One more', scopes: null, client })).rejects.toThrow(TooManyCredentials);
    const replace = (credentialId: string) => rotate.run({ generation: 0, entitlementId, credentialId, overlapHours: 1, client });
    for (const id of ids) await replace(id);
    await expect(replace(ids[0] ?? '')).rejects.toThrow(TooManyCredentials);
  });
});
