import { prepared, statement, type Tx } from '@silkport/platform';
import { money } from '@silkport/values';
import type { Account } from './accounts.js';
import type { LedgerTransaction } from './posting.js';

/** A transaction as it stands in the ledger. */
export interface PostedTransaction extends LedgerTransaction {
  readonly id: string;
  readonly recordedAt: Date;
}

export interface PostedRow {
  id: string; key: string; kind: string; reference: string; occurredAt: Date; recordedAt: Date;
  account: Account; currency: string; amountMinor: bigint;
}

export const postedColumns = `t.id, t.key, t.kind, t.reference, t.occurred_at AS "occurredAt", t.recorded_at AS "recordedAt", p.account, p.currency, p.amount_minor AS "amountMinor"`;
export const postedOrder = 'ORDER BY t.occurred_at, t.id, p.position';

const byReference = statement('ledger.posted_by_reference',
  `SELECT ${postedColumns} FROM ledger.transactions t JOIN ledger.postings p ON p.transaction_id = t.id WHERE t.reference = ANY($1::text[]) ${postedOrder}`);

/** All that was posted about an order or a payout, seen from within a transaction, oldest first. */
export async function postedByReference(tx: Tx, references: readonly string[]): Promise<PostedTransaction[]> {
  return references.length ? postedTransactions(await prepared<PostedRow>(tx, byReference, [references])) : [];
}

/** Rows of `postedColumns` in `postedOrder`, gathered by transaction. */
export function postedTransactions(rows: readonly PostedRow[]): PostedTransaction[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((group) => {
    const [{ id, key, kind, reference, occurredAt, recordedAt }] = group as [PostedRow];
    return { id, key, kind, reference, occurredAt, recordedAt, postings: group.map(({ account, currency, amountMinor }) => ({ account, amount: money(amountMinor, currency) })) };
  });
}
