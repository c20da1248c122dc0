import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import { accountKinds, type Account, type AccountKind } from './accounts.js';
import { readOpenMatters, type OpenMatter, type Role } from './open-matters.js';
import { readStatement, type LedgerStatement, type StatementRequest } from './ledger-statement.js';
import { postedColumns, postedOrder, postedTransactions, type PostedRow, type PostedTransaction } from './posted-transactions.js';

export interface AccountBalance {
  readonly account: Account;
  readonly balance: Money;
}

/** Sums over the whole ledger: `currencies` is zero in each, always; `kinds` is where it lies. */
export interface TrialBalance {
  readonly currencies: readonly Money[];
  readonly kinds: readonly { readonly kind: AccountKind; readonly balance: Money }[];
}

/** `month` is `2026-11`, by UTC. */
export interface MonthlySum {
  readonly month: string;
  readonly kind: AccountKind;
  readonly amount: Money;
}

interface Sum { account: string; currency: string; sum: bigint }

const one = statement('ledger.balance', 'SELECT coalesce(sum(amount_minor), 0)::bigint AS sum FROM ledger.postings WHERE account = $1 AND currency = $2');
const named = statement('ledger.balances',
  'SELECT account, currency, sum(amount_minor)::bigint AS sum FROM ledger.postings WHERE account = ANY($1::text[]) GROUP BY account, currency ORDER BY account, currency');
const ofKind = statement('ledger.balances_of_kind', `SELECT account, currency, sum(amount_minor)::bigint AS sum FROM ledger.postings
  WHERE account >= $1 AND account < $2 GROUP BY account, currency ORDER BY account, currency`);
const all = statement('ledger.trial_balance',
  `SELECT split_part(account, ':', 1) AS account, currency, sum(amount_minor)::bigint AS sum FROM ledger.postings GROUP BY 1, 2 ORDER BY 1, 2`);
const known = statement('ledger.known_keys', 'SELECT key FROM ledger.transactions WHERE key = ANY($1::text[])');
const byKeys = statement('ledger.transactions_by_key', `SELECT ${postedColumns} FROM ledger.transactions t JOIN ledger.postings p ON p.transaction_id = t.id WHERE t.key = ANY($1::text[]) ${postedOrder}`);
const byMonth = statement('ledger.monthly', `SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, account, currency, sum(amount_minor)::bigint AS sum FROM ledger.postings
  WHERE account = ANY($1::text[]) AND occurred_at >= $2 AND occurred_at < $3 GROUP BY 1, 2, 3 ORDER BY 1, 3, 2`);
const about = statement('ledger.transactions_of', `SELECT ${postedColumns} FROM ledger.transactions t JOIN ledger.postings p ON p.transaction_id = t.id WHERE t.reference = $1 ${postedOrder}`);

/** The ledger as it is asked: balances are sums of postings, above zero a debit. */
@Injectable()
export class LedgerReads {
  constructor(private readonly database: Database) {}

  async balance(account: Account, currency: string): Promise<Money> {
    const [row] = await this.database.read<{ sum: bigint }>(one, [account, currency]);
    return money(row?.sum ?? 0n, currency);
  }

  /** Of one account, of all accounts of a kind, or of all that one owner has; accounts that were used, also those at zero now. */
  async balances({ kind, owner }: { readonly kind?: AccountKind; readonly owner?: string }): Promise<AccountBalance[]> {
    const rows = owner === undefined && kind && accountKinds[kind].owner !== 'none'
      ? await this.database.read<Sum>(ofKind, [`${kind}:`, `${kind};`])
      : await this.database.read<Sum>(named, [accountsOf(kind, owner)]);
    return rows.map(({ account, currency, sum }) => ({ account: account as Account, balance: money(sum, currency) }));
  }

  /** @throws InvalidCursor */
  statement(request: StatementRequest): Promise<LedgerStatement> {
    return readStatement(this.database, request);
  }

  async trialBalance(): Promise<TrialBalance> {
    const rows = await this.database.read<Sum>(all);
    const sums = new Map<string, bigint>();
    for (const { currency, sum } of rows) sums.set(currency, (sums.get(currency) ?? 0n) + sum);
    return {
      currencies: [...sums].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([currency, sum]) => money(sum, currency)),
      kinds: rows.map(({ account, currency, sum }) => ({ kind: account as AccountKind, balance: money(sum, currency) })),
    };
  }

  /** Those of the keys that are in the ledger. */
  async wasPosted(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.read<{ key: string }>(known, [keys]);
    return new Set(rows.map(({ key }) => key));
  }

  /** Transactions by key, as far as they are in the ledger. */
  async byKey(keys: readonly string[]): Promise<ReadonlyMap<string, PostedTransaction>> {
    const rows = await this.database.read<PostedRow>(byKeys, [keys]);
    return new Map(postedTransactions(rows).map((transaction) => [transaction.key, transaction]));
  }

  /** Matters of which something happened in the period and whose two sides do not sum to zero by now. */
  openMatters(roles: readonly Role[], from: Date, to: Date): Promise<OpenMatter[]> {
    return readOpenMatters(this.database, roles, from, to);
  }

  /** Sums by month of what happened (UTC) of the accounts that have no owner, for what the marketplace earns and pays. */
  async monthly(kinds: readonly AccountKind[], from: Date, to: Date): Promise<MonthlySum[]> {
    const rows = await this.database.read<Sum & { month: string }>(byMonth, [kinds, from, to]);
    return rows.map(({ month, account, currency, sum }) => ({ month, kind: account as AccountKind, amount: money(sum, currency) }));
  }

  /** All that was posted about an order or a payout, oldest first. */
  async transactionsOf(reference: string): Promise<PostedTransaction[]> {
    return postedTransactions(await this.database.read<PostedRow>(about, [reference]));
  }
}

function accountsOf(kind: AccountKind | undefined, owner: string | undefined): string[] {
  const kinds = kind ? [kind] : (Object.keys(accountKinds) as AccountKind[]).filter((any) => (owner === undefined) === (accountKinds[any].owner === 'none'));
  return kinds.map((any) => (owner === undefined ? any : `${any}:${owner}`));
}
