import { formatDate, formatMoney, type Phrases } from '@silkport/i18n';
import type { OrderView, WithdrawalReceived, WithdrawalView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { money, translation, type Locale, type Money } from '@silkport/values';
import type { Letter } from './letter.js';

type WithdrawnLine = WithdrawalView['lines'][number];

/**
 * The receipt of a withdrawal, with what it said and the time at which it came in: Directive 2011/83/EU art. 11a(4). It says what its page says.
 * @param withdrawn what is owed for each line, as it was confirmed @param url opens the order without a password
 */
export function withdrawalLetter(
  phrases: Phrases, { locale, number, lines, total: { currency } }: Pick<OrderView, 'locale' | 'number' | 'lines' | 'total'>, withdrawal: WithdrawalReceived, withdrawn: readonly WithdrawnLine[], url: string,
): Letter {
  const say = (key: string, params = {}) => phrases.say(locale, `notifications.${key}`, { number, ...params });
  const amount = (minor: bigint) => amountText(money(minor, currency), locale);
  const items = withdrawn.flatMap(({ lineId, refundMinor }) => lines.filter(({ id }) => id === lineId).map(({ productName, variantName }) => (
    say('refund_line', { name: [productName, variantName].flatMap((name) => (name ? [translation(name, locale).text] : [])).join(' · '), amount: amount(refundMinor) }))));
  return {
    locale, subject: say('withdrawal_subject'), preheader: say('withdrawal_preheader'), heading: say('withdrawal_heading'), footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say('withdrawal_text') },
      { kind: 'facts', facts: [
        { label: say('order_number'), value: number },
        { label: say('withdrawal_name'), value: withdrawal.name },
        { label: say('withdrawal_email'), value: withdrawal.email },
        { label: say('withdrawal_at'), value: formatDate(new Date(withdrawal.receivedAt), locale, receivedAtFormat) },
      ] },
      { kind: 'list', heading: say('withdrawal_lines'), items, isAddress: false },
      { kind: 'facts', facts: sumsOf(withdrawal, withdrawn).map(({ key, minor }) => ({ label: say(key), value: amount(minor) })) },
      ...moneyOf(withdrawal).map((key) => ({ kind: 'paragraph' as const, text: say(key) })),
      { kind: 'button', label: say('open_order'), url },
    ],
  };
}

/** What is paid back when: at once, or after a decision or a return. */
function sumsOf({ waitsFor }: Pick<WithdrawalReceived, 'waitsFor'>, withdrawn: readonly WithdrawnLine[]): { key: string; minor: bigint }[] {
  const sumOf = (returned: boolean) => withdrawn.reduce((sum, { refundMinor, returnExpected }) => (returnExpected === returned ? sum + refundMinor : sum), 0n);
  const sums = [
    { key: waitsFor.includes('decision') ? 'withdrawal_sum_after_decision' : 'withdrawal_sum_at_once', minor: sumOf(false) },
    { key: 'withdrawal_sum_after_return', minor: sumOf(true) },
  ];
  return sums.filter(({ minor }) => minor > 0n);
}

function amountText(amount: Money, locale: Locale): string {
  const wire = toWireMoney(amount);
  return formatMoney(wire.amount, wire.currency, locale);
}

function moneyOf({ refundId, waitsFor }: Pick<WithdrawalReceived, 'refundId' | 'waitsFor'>): string[] {
  return [...(refundId ? ['withdrawal_refund'] : []), ...waitsFor.map((what) => `withdrawal_${what}`), ...(waitsFor.includes('return') ? ['withdrawal_return_how'] : [])];
}

/** To the second: the time is what the receipt proves. */
const receivedAtFormat: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC', timeZoneName: 'short' };
