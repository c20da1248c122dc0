import { formatMoney, type Phrases } from '@silkport/i18n';
import type { OrderRefunded, OrderView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { subtractMoney, sumMoney, translation, type Locale, type Money } from '@silkport/values';
import type { Letter } from './letter.js';

/** Tells the buyer what is given back, for which things, and what that means for access to them. @param url opens the order without a password */
export function refundLetter(phrases: Phrases, order: Pick<OrderView, 'locale' | 'number' | 'lines'>, refund: OrderRefunded, url: string): Letter {
  const { locale, number } = order;
  const sum = amountText(refund.total, locale);
  const tax = sumMoney(refund.lines.map((line) => line.tax), refund.total.currency);
  const say = (key: string, params = {}) => phrases.say(locale, `notifications.${key}`, { number, sum, ...params });
  const names = refund.lines.flatMap(({ lineId, total }) => order.lines.filter(({ id }) => id === lineId).map(({ productName }) => say('refund_line', { name: translation(productName, locale).text, amount: amountText(total, locale) })));
  const ended = refund.lines.filter(({ isWhole, deliveryKind }) => isWhole && deliveryKind !== 'parcel').length;
  const seats = refund.lines.reduce((sum, { endsSeats = 0 }) => sum + endsSeats, 0);
  return {
    locale, subject: say('refund_subject'), preheader: say('refund_preheader'), heading: say('refund_heading'), footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say('refund_text') },
      { kind: 'facts', facts: [
        { label: say('order_number'), value: number },
        { label: say('refund_reason'), value: say(`refund_because_${refund.reason}`) },
        ...(tax.amountMinor > 0n ? [{ label: say('refund_tax'), value: amountText(tax, locale) }, { label: say('refund_net'), value: amountText(subtractMoney(refund.total, tax), locale) }] : []),
      ] },
      { kind: 'list', heading: say('refund_things'), items: names, isAddress: false },
      ...(ended ? [{ kind: 'paragraph' as const, text: say('refund_access', { count: ended }) }] : []),
      ...(seats ? [{ kind: 'paragraph' as const, text: `${say('refund_seats', { count: seats })} ${say(refund.givesUpSeats ? 'refund_seats_given_up' : 'refund_seats_stay')}` }] : []),
      { kind: 'button', label: say('open_order'), url },
      { kind: 'note', text: say('refund_when') },
    ],
  };
}

function amountText(amount: Money, locale: Locale): string {
  const wire = toWireMoney(amount);
  return formatMoney(wire.amount, wire.currency, locale);
}
