import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { ledgerContext } from './ledger.context.js';
import { postTransactions } from './post-transactions.js';
import { aTransaction } from './testing.js';

let db: TestDatabase;

beforeAll(async () => { db = await openTestDatabase([ledgerContext]); });
afterAll(() => db.close());

type Line = readonly [account: string, currency: string, amountMinor: number];
const at = '2026-11-23T08:00:00Z';
const addTransaction = (id: string) => `INSERT INTO ledger.transactions (id, key, kind, reference, occurred_at) VALUES ('${id}', '${id}', 'capture', 'x', '${at}');`;
const addPostings = (id: string, lines: readonly Line[], first = 0, when = at) => `INSERT INTO ledger.postings (transaction_id, position, account, currency, amount_minor, occurred_at) VALUES ${
  lines.map(([account, currency, amount], index) => `('${id}', ${first + index}, '${account}', '${currency}', ${amount}, '${when}')`).join(', ')};`;
const balanced: Line[] = [['bank', 'EUR', 5], ['commission', 'EUR', -5]];

/** One database transaction of raw SQL, as an operator with a terminal might write it. */
const run = (...steps: string[]) => db.database.transaction(async (tx) => { for (const step of steps) await tx.query(step); });
const kept = async (id: string) => (await db.dataSource.query('SELECT FROM ledger.transactions t LEFT JOIN ledger.postings p ON p.transaction_id = t.id WHERE t.id = $1', [id])).length as number;

describe('the ledger in raw SQL', () => {
  it('takes a transaction that is balanced in each currency', async () => {
    const id = newId();
    await run(addTransaction(id), addPostings(id, [...balanced, ['fx', 'KWD', 7], ['bank', 'KWD', -7]]));
    expect(await kept(id)).toBe(4);
  });

  it('takes one whose writer used a savepoint', async () => {
    const id = newId();
    await run('SAVEPOINT here', addTransaction(id), 'SAVEPOINT there', addPostings(id, balanced), 'RELEASE SAVEPOINT there');
    expect(await kept(id)).toBe(2);
  });

  it.each<[string, (id: string) => string[], string]>([
    ['postings that do not sum to zero', (id) => [addTransaction(id), addPostings(id, [['bank', 'EUR', 5], ['commission', 'EUR', -4]])], 'sum to zero'],
    ['postings that sum to zero over two currencies only', (id) => [addTransaction(id), addPostings(id, [['bank', 'EUR', 5], ['commission', 'USD', -5]])], 'sum to zero'],
    ['a transaction without postings', (id) => [addTransaction(id)], 'fewer than two postings'],
    ['a posting of nothing', (id) => [addTransaction(id), addPostings(id, [...balanced, ['fx', 'EUR', 0]])], 'amount_minor_check'],
    ['postings without a transaction', (id) => [addPostings(id, balanced)], 'with their transaction, or never'],
    ['postings at another instant than their transaction', (id) => [addTransaction(id), addPostings(id, balanced, 0, '2026-01-01T00:00:00Z')], 'with their transaction, or never'],
    ['unbalanced postings after the check at commit was called early', (id) => [addTransaction(id), addPostings(id, balanced), 'SET CONSTRAINTS ALL IMMEDIATE', addPostings(id, [['bank', 'EUR', 9]], 2)], 'sum to zero'],
    ['a transaction whose check is called before its postings', (id) => ['SET CONSTRAINTS ALL IMMEDIATE', addTransaction(id), addPostings(id, balanced)], 'fewer than two postings'],
    ['a transaction that says another wrote it', (id) => [addTransaction(id).replace('occurred_at)', 'occurred_at, recorded_in)').replace(`'${at}')`, `'${at}', '3')`)], 'fewer than two postings'],
    ['the same key again', (id) => [addTransaction(id), addPostings(id, balanced), addTransaction(id).replace(`'${id}'`, `'${newId()}'`)], 'transactions_key_key'],
  ])('refuses %s', async (_, steps, why) => {
    const id = newId();
    await expect(run(...steps(id))).rejects.toThrow(why);
    expect(await kept(id)).toBe(0);
  });

  it('refuses postings that come later, balanced as they may be', async () => {
    const id = newId();
    await run(addTransaction(id), addPostings(id, balanced));
    await expect(run(addPostings(id, balanced, 2))).rejects.toThrow('with their transaction, or never');
    expect(await kept(id)).toBe(2);
  });

  it.each([
    'UPDATE ledger.transactions SET kind = kind', 'DELETE FROM ledger.transactions', 'TRUNCATE ledger.transactions', 'TRUNCATE ledger.transactions, ledger.postings',
    'UPDATE ledger.postings SET amount_minor = amount_minor + 1', 'DELETE FROM ledger.postings', 'TRUNCATE ledger.postings', 'TRUNCATE ledger.postings CASCADE',
    `INSERT INTO ledger.transactions SELECT * FROM ledger.transactions ON CONFLICT (id) DO UPDATE SET kind = 'other'`,
  ])('refuses %s', async (sql) => {
    await db.database.transaction((tx) => postTransactions(tx, [aTransaction()]));
    const rows = () => db.dataSource.query('SELECT * FROM ledger.transactions t JOIN ledger.postings p ON p.transaction_id = t.id ORDER BY t.id, p.position');
    const before = await rows();
    await expect(db.dataSource.query(sql)).rejects.toThrow('append-only');
    expect(await rows()).toEqual(before);
  });

  it('is stored in tables that match the entities', async () => {
    const { upQueries } = await db.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
