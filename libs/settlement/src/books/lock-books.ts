import { prepared, statement, type Tx } from '@silkport/platform';

const lock = statement('settlement.lock_books', `SELECT pg_advisory_xact_lock(hashtextextended('settlement.books:' || $1, 0))`);

/**
 * Lets one transaction at a time decide by what has been posted about an order. It is taken before anything is read, in a statement of its
 * own, so that what the holder before it committed is seen.
 */
export async function lockBooks(tx: Tx, orderId: string): Promise<void> {
  await prepared(tx, lock, [orderId]);
}
