import { prepared, statement } from '@silkport/platform';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { ledgerContext } from './ledger.context.js';
import { LedgerReads } from './ledger-reads.js';
import { postTransactions } from './post-transactions.js';
import { postedByReference } from './posted-transactions.js';
import type { LedgerTransaction } from './posting.js';
import { aTransaction, posting } from './testing.js';

let db: TestDatabase;
let reads: LedgerReads;

beforeAll(async () => {
  db = await openTestDatabase([ledgerContext]);
  reads = new LedgerReads(db.database);
});
afterAll(() => db.close());

const post = (...transactions: LedgerTransaction[]) => db.database.transaction((tx) => postTransactions(tx, transactions));

describe('postTransactions', () => {
  it('posts many at once and says which', async () => {
    const [one, other] = [aTransaction(), aTransaction()];
    expect(await post(one, other)).toEqual(new Set([one.key, other.key]));
    expect(await reads.transactionsOf(one.reference)).toMatchObject([one]);
  });

  it('skips what is there, whole, and posts the rest', async () => {
    const one = aTransaction();
    await post(one);
    const changed = { ...one, postings: [posting('bank', 1n), posting('commission', -1n)] };
    const other = aTransaction();
    expect(await post(changed, other)).toEqual(new Set([other.key]));
    expect(await reads.transactionsOf(one.reference)).toMatchObject([one]);
  });

  it('posts a key that is named twice in one call once', async () => {
    const one = aTransaction();
    expect(await post(one, one)).toEqual(new Set([one.key]));
    expect(await reads.transactionsOf(one.reference)).toHaveLength(1);
  });

  it('posts the reverse of what was read from the ledger as a transaction of its own', async () => {
    const one = aTransaction();
    await post(one);
    const [read] = await reads.transactionsOf(one.reference);
    if (!read) throw new Error('Nothing was posted');
    const reverse = { ...read, key: newId(), postings: read.postings.map(({ account, amount }) => posting(account, -amount.amountMinor)) };
    expect(await post(reverse)).toEqual(new Set([reverse.key]));
    expect(await reads.transactionsOf(one.reference)).toHaveLength(2);
  });

  it('posts nothing of a call with one that is not balanced', async () => {
    const one = aTransaction();
    await expect(post(one, aTransaction({ postings: [posting('bank', 1n)] }))).rejects.toThrow('fewer than two postings');
    expect(await reads.wasPosted([one.key])).toEqual(new Set());
  });

  it('keeps amounts beyond what a float can hold', async () => {
    const one = aTransaction({ postings: [posting('bank', 9_007_199_254_740_993n), posting('commission', -9_007_199_254_740_993n)] });
    await post(one);
    expect(await reads.transactionsOf(one.reference)).toMatchObject([one]);
  });

  it('posts once when two post the same at once, and both know which did', async () => {
    const one = aTransaction();
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(one)));
    expect(answers.map(({ size }) => size).toSorted()).toEqual([0, 0, 0, 0, 0, 1]);
    expect(await reads.transactionsOf(one.reference)).toMatchObject([one]);
  });

  it('lets two that post the same keys in another order both end', async () => {
    const all = Array.from({ length: 12 }, () => aTransaction());
    const sizes = await Promise.all([post(...all), post(...all.toReversed()), post(...all), post(...all.toReversed())]);
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBe(12);
  });

  it('has nothing of a transaction whose connection dies before it commits, and takes it again', async () => {
    const one = aTransaction();
    const pid = statement('test.backend', 'SELECT pg_backend_pid() AS pid');
    const dying = db.database.transaction(async (tx) => {
      await postTransactions(tx, [one]);
      const [backend] = await prepared<{ pid: number }>(tx, pid);
      await db.dataSource.query('SELECT pg_terminate_backend($1)', [backend?.pid]);
      await postTransactions(tx, [aTransaction({ reference: one.reference })]);
    });
    await expect(dying).rejects.toThrow();
    expect(await reads.transactionsOf(one.reference)).toEqual([]);
    expect(await post(one)).toEqual(new Set([one.key]));
  });

  it('lets the second go on when the first is killed', async () => {
    const one = aTransaction();
    let posted: () => void = () => undefined;
    const isPosted = new Promise<void>((resolve) => { posted = resolve; });
    const first = db.database.transaction(async (tx) => {
      await postTransactions(tx, [one]);
      posted();
      await tx.query('SELECT pg_sleep(0.2)');
      throw new Error('killed');
    });
    const [, second] = await Promise.all([expect(first).rejects.toThrow('killed'), isPosted.then(() => post(one))]);
    expect(second).toEqual(new Set([one.key]));
  });

  it('takes two orders of eight postings each in one statement', async () => {
    const anOrder = () => aTransaction({ postings: [
      posting(`buyer_clearing:${newId()}`, 10_000n), posting('tax_payable:KZ', -1_600n), posting('fx', -8_400n), posting('fx', 66_000n, 'CNY'), posting('commission', -6_600n, 'CNY'),
      posting('tax_payable:CN', -396n, 'CNY'), posting('merchant_reserve:m', -5_900n, 'CNY'), posting('merchant_payable:m', -53_104n, 'CNY'),
    ] });
    const [one, other] = [anOrder(), anOrder()];
    let statements = 0;
    await db.database.transaction(async (tx) => {
      const client = (await tx.queryRunner?.connect()) as { query: (config: object) => Promise<unknown> };
      const { query } = client;
      client.query = (config) => {
        statements += 1;
        return query.call(client, config);
      };
      await postTransactions(tx, [one, other]).finally(() => { client.query = query; });
    });
    expect(statements).toBe(1);
    expect([await reads.transactionsOf(one.reference), await reads.transactionsOf(other.reference)]).toMatchObject([[one], [other]]);
  });
});

describe('what a transaction sees', () => {
  it('is what it has posted itself, before it commits', async () => {
    const one = aTransaction();
    await db.database.transaction(async (tx) => {
      await postTransactions(tx, [one]);
      expect(await postedByReference(tx, [one.reference])).toMatchObject([one]);
      expect(await reads.wasPosted([one.key])).toEqual(new Set());
    });
    expect(await reads.wasPosted([one.key, 'sale:none'])).toEqual(new Set([one.key]));
  });
});
