import type { Money } from '@silkport/values';
import type { Account } from './accounts.js';

/** An amount on one side of one account: above zero is a debit, below zero a credit. Never zero. */
export interface Posting {
  readonly account: Account;
  readonly amount: Money;
}

/** What happened once in the world of money. Its postings sum to zero in each currency. */
export interface LedgerTransaction {
  /** Unique over the ledger: the same thing is never posted twice. `sale:<order id>`, `refund:<refund id>`. */
  readonly key: string;
  /** `capture`, `sale`, `refund`, `refund_paid`, `dispute`, `payout`... a key of the messages. */
  readonly kind: string;
  /** What it is about: an order's, a payout's id. */
  readonly reference: string;
  readonly occurredAt: Date;
  readonly postings: readonly Posting[];
}
