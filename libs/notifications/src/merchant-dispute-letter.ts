import { formatMoney, type Phrases } from '@silkport/i18n';
import { toWireMoney } from '@silkport/pricing';
import type { Locale, Money } from '@silkport/values';
import type { Letter } from './letter.js';

export interface MerchantsDispute {
  readonly stage: 'opened' | 'won' | 'lost';
  readonly orderNumber: string;
  readonly merchantName: string;
  /** What of the disputed amount falls on the merchant's lines, in the order's currency. */
  readonly disputed: Money;
  /** What the merchant was to get for that, in its own currency. */
  readonly payable: Money;
}

/** Tells a merchant what a buyer's bank asks back of its part of an order, and how that was decided. @param url of the merchant's money page */
export function merchantDisputeLetter(phrases: Phrases, locale: Locale, { stage, orderNumber, merchantName, disputed, payable }: MerchantsDispute, url: string): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { number: orderNumber, held: amountText(payable, locale) });
  return {
    locale, subject: say(`sale_${stage}_subject`), preheader: say(`sale_${stage}_preheader`), heading: say(`sale_${stage}_heading`), footer: say('merchant_footer'),
    parts: [
      { kind: 'paragraph', text: say(`sale_${stage}_text`) },
      { kind: 'facts', facts: [
        { label: say('order_number'), value: orderNumber },
        { label: say('sale_merchant'), value: merchantName },
        { label: say('sale_disputed'), value: amountText(disputed, locale) },
        ...(stage === 'opened' ? [{ label: say('sale_held'), value: amountText(payable, locale) }] : []),
      ] },
      { kind: 'button', label: say('sale_button'), url },
      ...(stage === 'opened' ? [{ kind: 'note' as const, text: say('sale_answered') }] : []),
    ],
  };
}

function amountText(amount: Money, locale: Locale): string {
  const wire = toWireMoney(amount);
  return formatMoney(wire.amount, wire.currency, locale);
}
