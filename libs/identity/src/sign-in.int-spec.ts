import { hashBody } from '@silkport/platform';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { identityContext } from './identity.context.js';
import { SignInRefused, TooManyTries } from './identity.errors.js';
import { hashPassword } from './passwords.js';
import { aSignUp, identityOn } from './testing.js';

const { email, password } = aSignUp();
const minute = 60_000;
const day = 24 * 60 * minute;
const merchantId = '019a0000-0000-7000-8000-000000000001';
const laterMerchantId = '019a0000-0000-7000-8000-000000000000';

let db: TestDatabase;
let identity: ReturnType<typeof identityOn>;
let personId: string;
let passwordHash: string;

beforeAll(async () => {
  db = await openTestDatabase([identityContext]);
  passwordHash = await hashPassword(password);
});
beforeEach(async () => {
  await db.dataSource.query('TRUNCATE identity.people, identity.sign_in_failures CASCADE');
  identity = identityOn(db.database);
  const ids = await identity.createPeople.run([{ email, passwordHash, locale: 'ru', emailConfirmed: true }]);
  personId = ids[0] ?? '';
});
afterAll(() => db.close());

const wrong = (address?: string, givenEmail = email) => identity.signIn.run({ email: givenEmail, password: 'not the password', address });
const sessions = () => db.dataSource.query('SELECT * FROM identity.sessions');

describe('signing in', () => {
  it('gives a token that names the person for thirty days', async () => {
    const { token, principal, expiresAt } = await identity.signIn.run({ email: ' AIGERIM@example.kz', password, userAgent: 'x'.repeat(1000) });
    expect(principal).toEqual({ personId, sessionId: token.split('.')[0], email, locale: 'ru', isAdmin: false, emailConfirmed: true });
    expect(expiresAt).toEqual(new Date(identity.clock.now().getTime() + 30 * day));
    expect((await sessions())[0].user_agent).toHaveLength(300);
    identity.clock.advance(30 * day - 1);
    expect(await identity.sessions.principalOf(token)).toEqual(principal);
    identity.clock.advance(1);
    expect(await identity.sessions.principalOf(token)).toBeUndefined();
  });

  it('names the merchant whose team the person joined first', async () => {
    await identity.addTeamMembers.run([{ personId, merchantId, role: 'staff' }]);
    identity.clock.advance(day);
    await identity.addTeamMembers.run([{ personId, merchantId: laterMerchantId, role: 'owner' }]);
    const { token } = await identity.signIn.run({ email, password });
    expect(await identity.sessions.principalOf(token)).toMatchObject({ merchantId, role: 'staff' });
  });

  it('refuses a wrong password and an unknown e-mail with the same words, and starts no session', async () => {
    const refusals = await Promise.all([wrong(), wrong(undefined, 'nobody@example.kz')].map((each) => each.catch((error: unknown) => error)));
    expect(refusals).toEqual([new SignInRefused(), new SignInRefused()]);
    expect(await sessions()).toEqual([]);
  });

  it('refuses strange input as any other wrong e-mail', async () => {
    for (const strange of ['', '\u0000', 'x'.repeat(100_000), "' OR 1=1 --"]) await expect(wrong('::1', strange)).rejects.toThrow(SignInRefused);
  });

  it('answers a repeated request with the same session', async () => {
    const request = { scope: 'POST /v1/sessions', key: 'first-key', bodyHash: hashBody({ email, password }) };
    const [one, two] = await Promise.all([identity.signIn.run({ email, password }, request), identity.signIn.run({ email, password }, request)]);
    expect(two).toEqual(one);
    expect(await sessions()).toHaveLength(1);
  });

  it('is recorded in the audit log, and so is signing out', async () => {
    const { principal } = await identity.signIn.run({ email, password, address: '203.0.113.7' });
    await identity.signOut.run(principal);
    await identity.signOut.run(principal);
    const entries = await db.dataSource.query('SELECT action, happened_at, details FROM identity.audit_entries WHERE person_id = $1 ORDER BY id', [personId]);
    expect(entries).toEqual([
      { action: 'identity.signed_in', happened_at: identity.clock.now(), details: { sessionId: principal.sessionId, address: '203.0.113.7' } },
      { action: 'identity.signed_out', happened_at: identity.clock.now(), details: { sessionId: principal.sessionId } },
    ]);
  });
});

describe('signing out', () => {
  it('ends this session and no other', async () => {
    const here = await identity.signIn.run({ email, password });
    const elsewhere = await identity.signIn.run({ email, password });
    await identity.signOut.run(here.principal);
    expect(await identity.sessions.principalOf(here.token)).toBeUndefined();
    expect(await identity.sessions.principalOf(elsewhere.token)).toEqual(elsewhere.principal);
  });

  it('cannot end the session of another person', async () => {
    const { token, principal } = await identity.signIn.run({ email, password });
    await identity.signOut.run({ sessionId: principal.sessionId, personId: merchantId });
    expect(await identity.sessions.principalOf(token)).toEqual(principal);
  });
});

describe('guessing a password', () => {
  it('is stopped after ten failures for one e-mail, even with the right one, until the quarter of an hour is over', async () => {
    for (let tries = 0; tries < 10; tries += 1) await expect(wrong(`203.0.113.${tries}`)).rejects.toThrow(SignInRefused);
    identity.clock.advance(5 * minute);
    await expect(identity.signIn.run({ email, password })).rejects.toEqual(new TooManyTries({ count: 10 }));
    identity.clock.advance(10 * minute);
    expect((await identity.signIn.run({ email, password })).principal.personId).toBe(personId);
  });

  it('is stopped just as soon when the guesses come all at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => wrong()));
    const names = outcomes.map((each) => (each.status === 'rejected' ? (each.reason as Error).name : 'in'));
    expect(names.filter((name) => name === 'SignInRefused')).toHaveLength(10);
    expect(names.filter((name) => name === 'TooManyTries')).toHaveLength(6);
  });

  it('is stopped for one client address over many e-mails, and for no other address', async () => {
    for (let tries = 0; tries < 50; tries += 1) await expect(wrong('203.0.113.7', `guess${tries}@example.kz`)).rejects.toThrow(SignInRefused);
    await expect(identity.signIn.run({ email, password, address: '203.0.113.7' })).rejects.toThrow(TooManyTries);
    expect((await identity.signIn.run({ email, password, address: '203.0.113.8' })).principal.personId).toBe(personId);
  });

  it('is forgiven for the e-mail by the right password, but not for the address', async () => {
    for (let tries = 0; tries < 9; tries += 1) await expect(wrong('203.0.113.7')).rejects.toThrow(SignInRefused);
    await identity.signIn.run({ email, password, address: '203.0.113.7' });
    expect(await db.dataSource.query('SELECT subject, failures FROM identity.sign_in_failures')).toEqual([{ subject: 'address:203.0.113.7', failures: 9 }]);
  });

  it('is forgotten once its window is over', async () => {
    await expect(wrong()).rejects.toThrow(SignInRefused);
    identity.clock.advance(15 * minute - 1);
    await identity.pruneExpired.run();
    expect(await db.dataSource.query('SELECT subject FROM identity.sign_in_failures')).toHaveLength(1);
    identity.clock.advance(1);
    await identity.pruneExpired.run();
    expect(await db.dataSource.query('SELECT subject FROM identity.sign_in_failures')).toEqual([]);
  });
});

describe('old sessions', () => {
  it('are forgotten a month after they expired', async () => {
    await identity.signIn.run({ email, password });
    identity.clock.advance(60 * day - 1);
    await identity.pruneExpired.run();
    expect(await sessions()).toHaveLength(1);
    identity.clock.advance(1);
    await identity.pruneExpired.run();
    expect(await sessions()).toEqual([]);
  });
});
