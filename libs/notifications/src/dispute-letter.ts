import { formatMoney, type Phrases } from '@silkport/i18n';
import type { OrderView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import type { Money } from '@silkport/values';
import type { Letter } from './letter.js';

/** Tells the buyer what a payment dispute means for the order: `opened` access rests, `won` it is back, `lost` it has ended. */
export function disputeLetter(phrases: Phrases, { locale, number }: Pick<OrderView, 'locale' | 'number'>, disputed: Money, stage: 'opened' | 'won' | 'lost', url: string): Letter {
  const wire = toWireMoney(disputed);
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { number, sum: formatMoney(wire.amount, wire.currency, locale) });
  return {
    locale, subject: say(`dispute_${stage}_subject`), preheader: say(`dispute_${stage}_preheader`), heading: say(`dispute_${stage}_heading`), footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say(`dispute_${stage}_text`) },
      { kind: 'button', label: say('open_order'), url },
      ...(stage === 'opened' ? [{ kind: 'note' as const, text: say('dispute_mistake') }] : []),
    ],
  };
}
