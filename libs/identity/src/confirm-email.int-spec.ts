import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { confirmationExpiry, emailConfirmationToken } from './email-confirmation-token.js';
import { identityContext } from './identity.context.js';
import { ConfirmationLinkExpired, ConfirmationLinkInvalid } from './identity.errors.js';
import { aSignUp, identityOn } from './testing.js';

const { email } = aSignUp();
const week = 7 * 24 * 3_600_000;

let db: TestDatabase;
let identity: ReturnType<typeof identityOn>;
let personId: string;
let link: string;

beforeAll(async () => { db = await openTestDatabase([identityContext]); });
beforeEach(async () => {
  await db.dataSource.query('TRUNCATE identity.people CASCADE');
  identity = identityOn(db.database);
  ({ personId } = await identity.signUp.run(aSignUp()));
  link = emailConfirmationToken(identity.signatures, { personId, email }, confirmationExpiry(identity.clock.now()));
});
afterAll(() => db.close());

const confirmations = () => db.dataSource.query("SELECT person_id, happened_at FROM identity.audit_entries WHERE action = 'identity.email_confirmed' AND person_id = $1", [personId]);

describe('confirming an e-mail', () => {
  it('makes the address the person’s own', async () => {
    expect(await identity.people.confirmedEmailOf(personId)).toBeUndefined();
    expect(await identity.confirmEmail.run(link)).toEqual({ personId, email });
    expect(await identity.people.confirmedEmailOf(personId)).toBe(email);
    expect((await identity.signIn.run(aSignUp())).principal.emailConfirmed).toBe(true);
  });

  it('happens once, however often the link is opened, and is recorded', async () => {
    const confirmedAt = identity.clock.now();
    await Promise.all([identity.confirmEmail.run(link), identity.confirmEmail.run(link)]);
    identity.clock.advance(1000);
    expect(await identity.confirmEmail.run(link)).toEqual({ personId, email });
    expect(await confirmations()).toEqual([{ person_id: personId, happened_at: confirmedAt }]);
  });

  it('works to the last second of seven days, and not after', async () => {
    identity.clock.advance(week);
    await expect(identity.confirmEmail.run(link)).rejects.toThrow(ConfirmationLinkExpired);
    identity.clock.advance(-1);
    expect(await identity.confirmEmail.run(link)).toEqual({ personId, email });
  });

  it('refuses a link that was altered or made for another address', async () => {
    const [id, seconds, signature] = link.split('.');
    const forAnother = emailConfirmationToken(identity.signatures, { personId, email: 'other@example.kz' }, confirmationExpiry(identity.clock.now()));
    for (const token of [`${id}.${Number(seconds) + 60}.${signature}`, forAnother, 'nonsense', '']) {
      await expect(identity.confirmEmail.run(token)).rejects.toThrow(ConfirmationLinkInvalid);
    }
    expect(await identity.people.confirmedEmailOf(personId)).toBeUndefined();
    expect(await confirmations()).toEqual([]);
  });
});
