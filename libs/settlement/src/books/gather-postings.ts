import type { Posting } from '@silkport/ledger';
import { money, type Money } from '@silkport/values';

/** One posting for each account and currency, in the order of their first mention; what sums to zero is left out. */
export function gatherPostings(postings: readonly Posting[]): Posting[] {
  const gathered = new Map<string, Posting>();
  for (const { account, amount } of postings) {
    const key = `${account} ${amount.currency}`;
    gathered.set(key, { account, amount: money((gathered.get(key)?.amount.amountMinor ?? 0n) + amount.amountMinor, amount.currency) });
  }
  return [...gathered.values()].filter(({ amount }) => amount.amountMinor !== 0n);
}

/** Postings with what is left over in each currency on the exchange between them. */
export function exchanged(postings: readonly Posting[]): Posting[] {
  return gatherPostings([...postings, ...postings.map(({ amount }) => ({ account: 'fx' as const, amount: opposite(amount) }))]);
}

export function mirrored(postings: readonly Posting[]): Posting[] {
  return postings.map(({ account, amount }) => ({ account, amount: opposite(amount) }));
}

export function opposite({ amountMinor, currency }: Money): Money {
  return money(-amountMinor, currency);
}
