import { formatDate, formatMoney, type Phrases } from '@silkport/i18n';
import { toWireMoney } from '@silkport/pricing';
import type { PaidOutTo } from '@silkport/settlement';
import type { Locale, Money } from '@silkport/values';
import type { Letter } from './letter.js';

export interface ToldPayout {
  readonly result: 'paid' | 'failed';
  readonly amount: Money;
  readonly at: Date;
  readonly to: PaidOutTo;
  /** The provider's or the bank's own code, of one that failed. */
  readonly reason: string | null;
}

/** Tells a merchant that its money has arrived, or that it came back and is payable again. @param url of the month's statement, or of the page where the account is changed */
export function payoutLetter(phrases: Phrases, locale: Locale, { result, amount, at, to, reason }: ToldPayout, url: string): Letter {
  const wire = toWireMoney(amount);
  const sum = formatMoney(wire.amount, wire.currency, locale);
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { sum });
  const account = [to.bankName, to.account].filter(Boolean).join(' ') || say('payout_provider_account');
  return {
    locale, subject: say(`payout_${result}_subject`), preheader: say(`payout_${result}_preheader`), heading: say(`payout_${result}_heading`), footer: say('merchant_footer'),
    parts: [
      { kind: 'paragraph', text: say(`payout_${result}_text`) },
      { kind: 'facts', facts: [
        { label: say('payout_amount'), value: sum },
        { label: say('payout_account'), value: account },
        { label: say(`payout_${result}_on`), value: formatDate(at, locale, { dateStyle: 'long', timeZone: 'UTC' }) },
        ...(reason === null ? [] : [{ label: say('payout_reason'), value: reason }]),
      ] },
      { kind: 'button', label: say(`payout_${result}_button`), url },
    ],
  };
}
