import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { Account } from './accounts.js';

export interface StatementRequest {
  readonly account: Account;
  readonly currency: string;
  /** First instant; from the beginning where null. */
  readonly from: Date | null;
  /** The instant after the last; to this day where null. */
  readonly to: Date | null;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface StatementEntry {
  readonly transactionId: string;
  readonly key: string;
  readonly kind: string;
  readonly reference: string;
  readonly occurredAt: Date;
  /** Above zero a debit, below zero a credit. */
  readonly amount: Money;
  /** Of the account after this entry. */
  readonly balance: Money;
}

/** `opening` + amounts = `closing`: of the whole period, whatever the page. */
export interface LedgerStatement {
  readonly opening: Money;
  readonly closing: Money;
  readonly entries: readonly StatementEntry[];
  readonly nextCursor: string | undefined;
}

interface Sums { opening: bigint; closing: bigint; before: bigint }
interface Row { transactionId: string; position: number; key: string; kind: string; reference: string; occurredAt: Date; at: string; amountMinor: bigint }

const ofAccount = 'FROM ledger.postings WHERE account = $1 AND currency = $2';
const sumsOf = statement('ledger.statement_sums', `
  SELECT coalesce(sum(amount_minor) FILTER (WHERE occurred_at < $3), 0)::bigint AS opening, coalesce(sum(amount_minor), 0)::bigint AS closing,
    coalesce(sum(amount_minor) FILTER (WHERE occurred_at < $3 OR ($5::timestamptz IS NOT NULL AND (occurred_at, transaction_id, position) <= ($5, $6::uuid, $7::smallint))), 0)::bigint AS before
  ${ofAccount} AND occurred_at < $4`);
const entriesOf = statement('ledger.statement', `
  SELECT p.transaction_id AS "transactionId", p.position, t.key, t.kind, t.reference, p.occurred_at AS "occurredAt",
    to_char(p.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, p.amount_minor AS "amountMinor"
  FROM (SELECT * ${ofAccount} AND occurred_at >= $3 AND occurred_at < $4 AND ($5::timestamptz IS NULL OR (occurred_at, transaction_id, position) > ($5, $6::uuid, $7::smallint))
    ORDER BY occurred_at, transaction_id, position LIMIT $8) AS p
  JOIN ledger.transactions t ON t.id = p.transaction_id ORDER BY p.occurred_at, p.transaction_id, p.position`);

/** Entries in the order of what happened, which is not always that of recording. @throws InvalidCursor */
export async function readStatement(database: Database, { account, currency, from, to, cursor, limit }: StatementRequest): Promise<LedgerStatement> {
  const after = cursor ? decodeCursor(cursor, ['instant', 'id', 'number']) : [null, null, null];
  const values = [account, currency, from ?? '-infinity', to ?? 'infinity', ...after];
  const [[sums], rows] = await Promise.all([database.read<Sums>(sumsOf, values), database.read<Row>(entriesOf, [...values, limit + 1])]);
  if (!sums) throw new Error('A sum without a row');
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  let balance = sums.before;
  const entries = shown.map(({ transactionId, key, kind, reference, occurredAt, amountMinor }) => {
    balance += amountMinor;
    return { transactionId, key, kind, reference, occurredAt, amount: money(amountMinor, currency), balance: money(balance, currency) };
  });
  const nextCursor = rows.length > limit && last ? encodeCursor([last.at, last.transactionId, last.position]) : undefined;
  return { opening: money(sums.opening, currency), closing: money(sums.closing, currency), entries, nextCursor };
}
