import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { identityContext } from './identity.context.js';
import { hashPassword } from './passwords.js';
import { aSignUp, identityOn } from './testing.js';

const { password } = aSignUp();

let db: TestDatabase;
let identity: ReturnType<typeof identityOn>;

beforeAll(async () => {
  db = await openTestDatabase([identityContext]);
  identity = identityOn(db.database);
});
afterAll(() => db.close());

describe('creating people', () => {
  it('makes eighty accounts with one hash, in the order given, and again leaves them as they are', async () => {
    const passwordHash = await hashPassword(password);
    const people = Array.from({ length: 80 }, (_, index) => ({
      email: `Person${index}@example.com`, passwordHash, name: `Person ${index}`, locale: 'en', isAdmin: index === 0, emailConfirmed: index !== 1,
    } as const));
    const ids = await identity.createPeople.run(people);
    expect(await identity.createPeople.run(people.toReversed())).toEqual(ids.toReversed());
    await identity.addTeamMembers.run(ids.slice(2).map((personId) => ({ personId, merchantId: ids[2] ?? '', role: 'owner' })));

    const admin = await identity.signIn.run({ email: 'person0@example.com', password });
    const unconfirmed = await identity.signIn.run({ email: 'person1@example.com', password });
    const merchant = await identity.signIn.run({ email: 'person79@example.com', password });
    expect(admin.principal).toMatchObject({ personId: ids[0], name: 'Person 0', isAdmin: true, emailConfirmed: true });
    expect(unconfirmed.principal).toMatchObject({ personId: ids[1], isAdmin: false, emailConfirmed: false });
    expect(merchant.principal).toMatchObject({ personId: ids[79], merchantId: ids[2], role: 'owner' });
  });

  it('gives a member the new role', async () => {
    const [personId = ''] = await identity.createPeople.run([{ email: 'lin@example.com', passwordHash: await hashPassword(password), locale: 'zh-CN', emailConfirmed: true }]);
    await identity.addTeamMembers.run([{ personId, merchantId: personId, role: 'staff' }]);
    await identity.addTeamMembers.run([{ personId, merchantId: personId, role: 'owner' }]);
    expect((await identity.signIn.run({ email: 'lin@example.com', password })).principal.role).toBe('owner');
  });
});
