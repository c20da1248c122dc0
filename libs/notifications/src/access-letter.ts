import type { Phrases } from '@silkport/i18n';
import type { OrderView } from '@silkport/ordering';
import { translation } from '@silkport/values';
import type { Letter } from './letter.js';

/** `opened`: what was withheld from the start can be used; `restored`: what rested can be used again. */
export const accessNews = ['opened', 'suspended', 'restored', 'expired', 'revoked'] as const;
export type AccessNews = (typeof accessNews)[number];

export interface AccessToTell {
  readonly news: AccessNews;
  /** Lines of the order. */
  readonly lineIds: readonly string[];
  /** As the person wrote it who did it; null where no person did. */
  readonly reason: string | null;
}

/** Tells the buyer that something bought can be used now, or no longer, and what can be done about it. */
export function accessLetter(phrases: Phrases, { locale, number, lines }: Pick<OrderView, 'locale' | 'number' | 'lines'>, { news, lineIds, reason }: AccessToTell, url: string): Letter {
  const things = lines.filter(({ id }) => lineIds.includes(id)).map(({ productName }) => translation(productName, locale).text);
  const say = (key: string, params = {}) => phrases.say(locale, `notifications.${key}`, { number, ...params });
  return {
    locale, subject: say(`access_${news}_subject`), preheader: say(`access_${news}_preheader`), heading: say(`access_${news}_heading`), footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say(`access_${news}_text`) },
      { kind: 'list', heading: say('access_things'), items: things, isAddress: false },
      ...(reason ? [{ kind: 'facts' as const, facts: [{ label: say('access_reason'), value: reason }] }] : []),
      { kind: 'button', label: say('open_order'), url },
      ...(news === 'suspended' || news === 'revoked' ? [{ kind: 'note' as const, text: say('access_answer') }] : []),
    ],
  };
}
