import { prepared, statement, type Tx } from '@silkport/platform';

const lock = statement('settlement.lock_books', `
  SELECT pg_advisory_xact_lock(hashtextextended('settlement.books:' || order_id, 0)) FROM unnest($1::text[]) AS order_id`);

/**
 * Lets one transaction at a time decide by what has been posted about an order. It is taken before anything is read, in a statement of its
 * own, so that what the holder before it committed is seen; of many in the order of their ids, so that two cannot wait for each other.
 */
export async function lockBooks(tx: Tx, ...orderIds: readonly string[]): Promise<void> {
  await prepared(tx, lock, [orderIds.toSorted()]);
}
