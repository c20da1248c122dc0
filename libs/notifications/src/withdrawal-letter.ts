import { formatDate, type Phrases } from '@silkport/i18n';
import type { OrderView, WithdrawalReceived } from '@silkport/ordering';
import { translation } from '@silkport/values';
import type { Letter } from './letter.js';

/** The receipt of a withdrawal, with what it said and the time at which it came in: Directive 2011/83/EU art. 11a(4). @param url opens the order without a password */
export function withdrawalLetter(phrases: Phrases, { locale, number, lines }: Pick<OrderView, 'locale' | 'number' | 'lines'>, withdrawal: WithdrawalReceived, url: string): Letter {
  const say = (key: string, params = {}) => phrases.say(locale, `notifications.${key}`, { number, ...params });
  const names = lines.flatMap(({ id, productName }) => (withdrawal.lineIds.includes(id) ? [translation(productName, locale).text] : []));
  return {
    locale, subject: say('withdrawal_subject'), preheader: say('withdrawal_preheader'), heading: say('withdrawal_heading'), footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say('withdrawal_text') },
      { kind: 'facts', facts: [
        { label: say('order_number'), value: number },
        { label: say('withdrawal_name'), value: withdrawal.name },
        { label: say('withdrawal_at'), value: formatDate(new Date(withdrawal.receivedAt), locale, receivedAtFormat) },
      ] },
      { kind: 'list', heading: say('withdrawal_lines'), items: names, isAddress: false },
      ...moneyOf(withdrawal).map((key) => ({ kind: 'paragraph' as const, text: say(key) })),
      { kind: 'button', label: say('open_order'), url },
    ],
  };
}

function moneyOf({ refundId, waitsFor }: Pick<WithdrawalReceived, 'refundId' | 'waitsFor'>): string[] {
  return [...(refundId ? ['withdrawal_refund'] : []), ...waitsFor.map((what) => `withdrawal_${what}`)];
}

/** To the second: the time is what the receipt proves. */
const receivedAtFormat: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC', timeZoneName: 'short' };
