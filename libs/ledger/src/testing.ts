import { money, newId } from '@silkport/values';
import type { LedgerTransaction, Posting } from './posting.js';

/** A posting, `+` a debit: `posting('bank', 100n, 'EUR')`. */
export function posting(account: Posting['account'], amountMinor: bigint, currency = 'EUR'): Posting {
  return { account, amount: money(amountMinor, currency) };
}

/** A capture of 100.00 EUR, but for what matters. */
export function aTransaction(given: Partial<LedgerTransaction> = {}): LedgerTransaction {
  const order = newId();
  return {
    key: `capture:${order}`, kind: 'capture', reference: order, occurredAt: new Date('2026-11-23T08:00:00Z'),
    postings: [posting('provider_clearing', 10_000n), posting(`buyer_clearing:${order}`, -10_000n)], ...given,
  };
}
