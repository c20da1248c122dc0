import type { Account, LedgerTransaction, Posting } from '@silkport/ledger';
import type { BalanceMovement } from '@silkport/payments';
import { exchanged, gatherPostings, opposite } from './gather-postings.js';

const ofBuyers = new Set<BalanceMovement['kind']>(['charge', 'refund', 'refund_failure', 'dispute', 'dispute_reversal']);

/**
 * A movement of our balance at the provider, against what we expected of it. The key is the provider's own, so it is posted once.
 * @param merchantId whom a transfer went to, where its pay-out is ours and known
 * @returns undefined for one that cannot be told: of no order of ours, of no pay-out of ours, of a kind that we do not know. Nothing is
 *   guessed; reconciliation lists it until a person has decided
 */
export function movementPostings(movement: BalanceMovement, merchantId: string | undefined): LedgerTransaction | undefined {
  const { id, kind, amount, fee, reference, at } = movement;
  const against = counterOf(movement, merchantId);
  if (!against) return undefined;
  const net = { amountMinor: amount.amountMinor - fee.amountMinor, currency: amount.currency };
  const balance: Posting[] = [{ account: 'stripe_balance', amount: net }, { account: 'stripe_fees', amount: fee }];
  const postings = ofBuyers.has(kind) ? exchanged([...against, ...balance]) : gatherPostings([...against, ...balance]);
  // A movement of nothing, such as a fee that was waived, leaves no trace in the books and needs none.
  return postings.length ? { key: id, kind: `movement_${kind}`, reference: reference ?? id, occurredAt: new Date(at), postings } : undefined;
}

function counterOf({ kind, amount, presentment, reference }: BalanceMovement, merchantId: string | undefined): Posting[] | undefined {
  const against = (account: Account) => [{ account, amount: opposite(amount) }];
  switch (kind) {
    case 'charge': case 'refund': case 'refund_failure': case 'dispute': case 'dispute_reversal':
      return reference === null ? undefined : [{ account: 'provider_clearing', amount: opposite(presentment ?? amount) }];
    case 'transfer': case 'transfer_reversal':
      return merchantId === undefined ? undefined : against(`payouts:${merchantId}`);
    case 'payout': case 'payout_failure':
      return against('bank');
    case 'fee':
      return against('stripe_fees');
    case 'other':
      return undefined;
  }
}
