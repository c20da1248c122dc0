import { partsOfAccount } from '@silkport/ledger';
import type { Phrases } from '@silkport/i18n';
import type { Locale } from '@silkport/values';

/** What an account is, in the reader's language; whose it is stays as it is. */
export function accountWords(phrases: Phrases, locale: Locale, account: string): string {
  const { kind, owner } = partsOfAccount(account);
  const words = phrases.say(locale, `ledger.account_${kind}`);
  return owner === null ? words : `${words} (${owner})`;
}

/** What a transaction is; a kind that has no words of its own is told by its code. */
export function kindWords(phrases: Phrases, locale: Locale, kind: string): string {
  const key = `settlement.kind_${kind}`;
  return phrases.has(key) ? phrases.say(locale, key) : kind;
}
