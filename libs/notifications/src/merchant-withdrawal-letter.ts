import type { Phrases } from '@silkport/i18n';
import type { OrderLineView, WithdrawalReceived } from '@silkport/ordering';
import { translation, type Locale } from '@silkport/values';
import type { Letter } from './letter.js';

export interface WithdrawnSale {
  /** The merchant's own of those that were withdrawn from. */
  readonly lines: readonly Pick<OrderLineView, 'id' | 'merchantName' | 'productName'>[];
  readonly withdrawal: Pick<WithdrawalReceived, 'orderNumber' | 'returnedLineIds' | 'waitsFor'>;
}

/** Tells a merchant what a buyer has withdrawn from, what comes back, and what follows. @param url of the merchant's money page */
export function merchantWithdrawalLetter(phrases: Phrases, locale: Locale, { lines, withdrawal: { orderNumber, returnedLineIds, waitsFor } }: WithdrawnSale, url: string): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { number: orderNumber });
  const [back, kept] = [lines.filter(({ id }) => returnedLineIds.includes(id)), lines.filter(({ id }) => !returnedLineIds.includes(id))];
  const listOf = (heading: string, of: WithdrawnSale['lines']) => (of.length ? [{ kind: 'list' as const, heading: say(heading), items: of.map(({ productName }) => translation(productName, locale).text), isAddress: false }] : []);
  return {
    locale, subject: say('sale_withdrawn_subject'), preheader: say('sale_withdrawn_preheader'), heading: say('sale_withdrawn_heading'), footer: say('merchant_footer'),
    parts: [
      { kind: 'paragraph', text: say('sale_withdrawn_text') },
      { kind: 'facts', facts: [{ label: say('order_number'), value: orderNumber }, { label: say('sale_merchant'), value: translation(lines[0]?.merchantName ?? {}, locale).text }] },
      ...listOf('sale_withdrawn_back', back), ...listOf('sale_withdrawn_kept', kept),
      ...(back.length ? [{ kind: 'paragraph' as const, text: say('sale_withdrawn_return') }] : []),
      ...(kept.length ? [{ kind: 'paragraph' as const, text: say(waitsFor.includes('decision') ? 'sale_withdrawn_decision' : 'sale_withdrawn_refund') }] : []),
      { kind: 'button', label: say('sale_button'), url },
    ],
  };
}
