import { accountKinds, type AccountKind } from './accounts.js';
import type { LedgerTransaction } from './posting.js';
import { PostingRefused } from './posting-refused.js';

/** The kind of an account, and whose it is. @throws Error for a kind that the chart of accounts does not have */
export function partsOfAccount(account: string): { kind: AccountKind; owner: string | null } {
  const colon = account.indexOf(':');
  const kind = colon < 0 ? account : account.slice(0, colon);
  if (!Object.hasOwn(accountKinds, kind)) throw new Error(`There is no account ${account}`);
  return { kind: kind as AccountKind, owner: colon < 0 ? null : account.slice(colon + 1) };
}

/** The same rules as the database's, told before any SQL and with the name of the culprit. @throws PostingRefused */
export function checkTransaction({ key, kind, reference, postings }: LedgerTransaction): void {
  if (!key || !kind || !reference) throw new PostingRefused(key, 'it has no key, kind or reference');
  if (postings.length < 2) throw new PostingRefused(key, 'it has fewer than two postings');
  const sums = new Map<string, bigint>();
  for (const { account, amount } of postings) {
    checkAccount(key, account);
    if (amount.amountMinor === 0n) throw new PostingRefused(key, `nothing is posted to ${account}`);
    if (!/^[A-Z]{3}$/.test(amount.currency)) throw new PostingRefused(key, `${amount.currency} is no currency`);
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.amountMinor);
  }
  for (const [currency, sum] of sums) if (sum !== 0n) throw new PostingRefused(key, `its postings in ${currency} sum to ${sum}`);
}

function checkAccount(key: string, account: string): void {
  const [kind = ''] = account.split(':', 1);
  if (!Object.hasOwn(accountKinds, kind)) throw new PostingRefused(key, `there is no account ${account}`);
  const isOwned = accountKinds[kind as AccountKind].owner !== 'none';
  if (isOwned !== account.length > kind.length + 1) throw new PostingRefused(key, `${account} must ${isOwned ? '' : 'not '}say whose it is`);
}
