import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { checkTransaction } from './check-transaction.js';
import type { LedgerTransaction } from './posting.js';

const post = statement('ledger.post', `
  WITH posted AS (
    INSERT INTO ledger.transactions (id, key, kind, reference, occurred_at)
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) ON CONFLICT (key) DO NOTHING RETURNING id, key, occurred_at),
  added AS (
    INSERT INTO ledger.postings (transaction_id, position, account, currency, amount_minor, occurred_at)
    SELECT posted.id, wanted.position, wanted.account, wanted.currency, wanted.amount_minor, posted.occurred_at
    FROM unnest($6::uuid[], $7::smallint[], $8::text[], $9::text[], $10::bigint[]) AS wanted (id, position, account, currency, amount_minor) JOIN posted USING (id))
  SELECT key FROM posted`);

/**
 * Posts any number of transactions in one statement. A key that is in the ledger already is skipped whole; of two at once the second waits
 * for the first. Keys are taken in their order, so that two calls cannot wait for each other.
 * @returns the keys that this call posted @throws PostingRefused for what is not balanced, before anything is written
 */
export async function postTransactions(tx: Tx, transactions: readonly LedgerTransaction[]): Promise<ReadonlySet<string>> {
  if (!transactions.length) return new Set();
  const wanted = transactions.map((transaction) => {
    checkTransaction(transaction);
    return { ...transaction, id: newId() };
  }).toSorted((left, right) => (left.key < right.key ? -1 : 1));
  const postings = wanted.flatMap(({ id, postings: lines }) => lines.map(({ account, amount }, position) => ({ id, position, account, ...amount })));
  const rows = await prepared<{ key: string }>(tx, post, [
    wanted.map(({ id }) => id), wanted.map(({ key }) => key), wanted.map(({ kind }) => kind), wanted.map(({ reference }) => reference), wanted.map(({ occurredAt }) => occurredAt),
    postings.map(({ id }) => id), postings.map(({ position }) => position), postings.map(({ account }) => account), postings.map(({ currency }) => currency),
    postings.map(({ amountMinor }) => amountMinor.toString()),
  ]);
  return new Set(rows.map(({ key }) => key));
}
