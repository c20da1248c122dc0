import { statement, type Database } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { Account, AccountKind } from './accounts.js';

/** What a kind of transaction is to a matter: our own word of it, or the other side's; each moves the same account the opposite way. */
export interface Role {
  readonly kind: string;
  readonly matter: string;
  readonly side: 'ours' | 'theirs';
  readonly accountKind: AccountKind;
}

/** A matter that is not even: its two sides do not sum to zero. A side that has said nothing is null. */
export interface OpenMatter {
  readonly reference: string;
  readonly matter: string;
  readonly account: Account;
  readonly ours: Money | null;
  readonly theirs: Money | null;
}

interface Row { reference: string; matter: string; account: Account; currency: string; ours: bigint | null; theirs: bigint | null }

const open = statement('ledger.open_matters', `
  WITH role AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS r (kind, matter, side, account_kind)),
    touched AS (SELECT DISTINCT t.reference, r.matter FROM ledger.transactions t JOIN role r USING (kind) WHERE t.occurred_at >= $5 AND t.occurred_at < $6)
  SELECT t.reference, r.matter, p.account, p.currency,
    (sum(p.amount_minor) FILTER (WHERE r.side = 'ours'))::bigint AS ours, (sum(p.amount_minor) FILTER (WHERE r.side = 'theirs'))::bigint AS theirs
  FROM touched JOIN ledger.transactions t USING (reference) JOIN role r ON r.kind = t.kind AND r.matter = touched.matter
    JOIN ledger.postings p ON p.transaction_id = t.id AND split_part(p.account, ':', 1) = r.account_kind
  GROUP BY 1, 2, 3, 4 HAVING sum(p.amount_minor) <> 0 ORDER BY 1, 2, 3, 4`);

/** Matters of which something happened in the period and that are not even by now, whatever else has happened to them since. */
export async function readOpenMatters(database: Database, roles: readonly Role[], from: Date, to: Date): Promise<OpenMatter[]> {
  const rows = await database.read<Row>(open, [
    roles.map(({ kind }) => kind), roles.map(({ matter }) => matter), roles.map(({ side }) => side), roles.map(({ accountKind }) => accountKind), from, to,
  ]);
  return rows.map(({ reference, matter, account, currency, ours, theirs }) => ({
    reference, matter, account, ours: ours === null ? null : money(ours, currency), theirs: theirs === null ? null : money(theirs, currency),
  }));
}
