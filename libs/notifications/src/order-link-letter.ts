import type { Phrases } from '@silkport/i18n';
import type { OrderView } from '@silkport/ordering';
import type { Letter } from './letter.js';

/** The link to an order, for a buyer who no longer finds the first mail. @param url opens the order without a password */
export function orderLinkLetter(phrases: Phrases, { locale, number }: Pick<OrderView, 'locale' | 'number'>, url: string): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { number });
  return {
    locale, subject: say('link_subject'), preheader: say('link_preheader'), heading: say('link_heading'), footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say('link_text') },
      { kind: 'button', label: say('open_order'), url },
      { kind: 'note', text: say('link_ignore') },
    ],
  };
}
