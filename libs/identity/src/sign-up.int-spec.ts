import { hashBody, IdempotencyKeyReused } from '@silkport/platform';
import { isId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { confirmationExpiry, emailConfirmationToken } from './email-confirmation-token.js';
import { identityContext } from './identity.context.js';
import { ConfirmationLinkInvalid, EmailInvalid, PasswordLengthRefused, SignInRefused } from './identity.errors.js';
import { aSignUp, identityOn } from './testing.js';

let db: TestDatabase;
let identity: ReturnType<typeof identityOn>;

beforeAll(async () => {
  db = await openTestDatabase([identityContext]);
  identity = identityOn(db.database);
});
beforeEach(() => db.dataSource.query('TRUNCATE identity.people, platform.events, platform.idempotent_requests CASCADE'));
afterAll(() => db.close());

const people = () => db.dataSource.query('SELECT * FROM identity.people');
const events = () => db.dataSource.query('SELECT name, payload FROM platform.events ORDER BY id');

async function confirmed(signUp = aSignUp()): Promise<string> {
  const { personId } = await identity.signUp.run(signUp);
  await identity.confirmEmail.run(linkOf(personId, signUp.email));
  return personId;
}

const linkOf = (personId: string, email: string) => emailConfirmationToken(identity.signatures, { personId, email }, confirmationExpiry(identity.clock.now()));

describe('signing up', () => {
  it('opens an unconfirmed account, and asks for the confirmation mail', async () => {
    const { personId } = await identity.signUp.run(aSignUp({ email: ' Aigerim@Example.KZ ' }));
    expect(await people()).toMatchObject([
      { id: personId, email: 'aigerim@example.kz', name: 'Айгерім', locale: 'ru', is_admin: false, email_confirmed_at: null, created_at: identity.clock.now() },
    ]);
    expect(await events()).toEqual([{ name: 'identity.person_signed_up', payload: { personId } }]);
    expect(await identity.people.personForMail(personId)).toEqual({ personId, email: 'aigerim@example.kz', name: 'Айгерім', locale: 'ru', emailConfirmed: false });
  });

  it('never keeps the password itself', async () => {
    await identity.signUp.run(aSignUp());
    expect(JSON.stringify([await people(), await events()])).not.toContain('steppe and sky');
  });

  it('answers the same for an e-mail that has a confirmed account, changes nothing there, and tells its owner', async () => {
    const first = await confirmed();
    const [before] = await people();
    const again = await identity.signUp.run(aSignUp({ email: 'AIGERIM@example.kz', password: 'another password', name: 'Mallory' }));
    expect(Object.keys(again)).toEqual(['personId']);
    expect(isId(again.personId)).toBe(true);
    expect(again.personId).not.toBe(first);
    expect(await people()).toEqual([before]);
    expect((await events()).at(-1)).toEqual({ name: 'identity.sign_up_repeated', payload: { personId: first } });
  });

  it('replaces an account that nobody has confirmed, whose link, session and password are then worth nothing', async () => {
    const strangers = await identity.signUp.run(aSignUp({ password: 'a strangers password' }));
    const { token } = await identity.signIn.run({ email: 'aigerim@example.kz', password: 'a strangers password' });
    const owners = await identity.signUp.run(aSignUp());
    expect(await people()).toMatchObject([{ id: owners.personId }]);
    expect(await identity.sessions.principalOf(token)).toBeUndefined();
    expect(await identity.people.personForMail(strangers.personId)).toBeUndefined();
    await expect(identity.confirmEmail.run(linkOf(strangers.personId, 'aigerim@example.kz'))).rejects.toThrow(ConfirmationLinkInvalid);
    await expect(identity.signIn.run({ email: 'aigerim@example.kz', password: 'a strangers password' })).rejects.toThrow(SignInRefused);
    expect((await identity.signIn.run(aSignUp())).principal.personId).toBe(owners.personId);
  });

  it('keeps an unconfirmed account that is in a merchant’s team', async () => {
    const { personId } = await identity.signUp.run(aSignUp());
    await identity.addTeamMembers.run([{ personId, merchantId: personId, role: 'staff' }]);
    await identity.signUp.run(aSignUp({ password: 'another password' }));
    expect(await people()).toMatchObject([{ id: personId }]);
  });

  it('makes one person of sign-ups with one e-mail that come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => identity.signUp.run(aSignUp())));
    const [person, ...others] = await people();
    expect(others).toEqual([]);
    expect(answers.map(({ personId }) => personId)).toContain(person.id);
    expect(await events()).toHaveLength(6);
  });

  it('answers a repeated request with the same id, and signs up once', async () => {
    const request = { scope: 'POST /v1/people', key: 'first-key', bodyHash: hashBody(aSignUp()) };
    const [one, two] = await Promise.all([identity.signUp.run(aSignUp(), request), identity.signUp.run(aSignUp(), request)]);
    expect(await identity.signUp.run(aSignUp(), request)).toEqual(one);
    expect(two).toEqual(one);
    expect(await events()).toHaveLength(1);
    await expect(identity.signUp.run(aSignUp(), { ...request, bodyHash: hashBody('another') })).rejects.toThrow(IdempotencyKeyReused);
  });

  it.each(['aigerim', 'aigerim@', '@example.kz', 'a b@example.kz', 'a@b@c', `${'x'.repeat(250)}@e.kz`])('refuses the e-mail %s', async (email) => {
    await expect(identity.signUp.run(aSignUp({ email }))).rejects.toThrow(EmailInvalid);
    expect(await people()).toEqual([]);
  });

  it('refuses a password of nine characters', async () => {
    await expect(identity.signUp.run(aSignUp({ password: 'ninechars' }))).rejects.toThrow(PasswordLengthRefused);
    expect(await people()).toEqual([]);
  });

  it('takes a name of any script, without control characters, cut to 200 characters', async () => {
    await identity.signUp.run(aSignUp({ name: `\u0000${'𠮷'.repeat(300)}` }));
    expect((await people())[0].name).toBe('𠮷'.repeat(200));
  });
});
