import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { identityContext } from './identity.context.js';
import { recordAudit } from './record-audit.js';

const happenedAt = new Date('2026-11-23T08:00:00Z');

let db: TestDatabase;

beforeAll(async () => { db = await openTestDatabase([identityContext]); });
afterAll(() => db.close());

const entries = () => db.dataSource.query('SELECT person_id, action, happened_at, details FROM identity.audit_entries');

describe('the audit log', () => {
  it('keeps who did what and when, with amounts in its details', async () => {
    const personId = newId();
    await db.database.transaction((tx) => recordAudit(tx, { personId, action: 'catalog.price_changed', happenedAt, details: { amountMinor: 1250n } }));
    expect(await entries()).toEqual([{ person_id: personId, action: 'catalog.price_changed', happened_at: happenedAt, details: { amountMinor: '1250' } }]);
  });

  it('has nothing of a transaction that was taken back', async () => {
    const before = await entries();
    const failing = db.database.transaction(async (tx) => {
      await recordAudit(tx, { action: 'catalog.price_changed', happenedAt });
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect(await entries()).toEqual(before);
  });

  it.each([
    "UPDATE identity.audit_entries SET action = 'nothing.happened'",
    'DELETE FROM identity.audit_entries',
    'TRUNCATE identity.audit_entries',
  ])('refuses %s', async (sql) => {
    const before = await entries();
    expect(before).not.toEqual([]);
    await expect(db.dataSource.query(sql)).rejects.toThrow('append-only');
    expect(await entries()).toEqual(before);
  });

  it('is stored in tables that match the entities', async () => {
    const { upQueries } = await db.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
