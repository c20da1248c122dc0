import type { Phrases } from '@silkport/i18n';
import type { OrderView } from '@silkport/ordering';
import type { Letter } from './letter.js';

/** Tells the buyer that an unpaid order has ended, and that it cost nothing; of a trial that was given before, why. @param url of the storefront */
export function cancellationLetter(phrases: Phrases, { locale, number, total, subscription }: Pick<OrderView, 'locale' | 'number' | 'total' | 'subscription'>, url: string): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { number });
  if (subscription?.trialGivenTo && total.amountMinor === 0n) {
    return {
      locale, subject: say('trial_refused_subject'), preheader: say('cancelled_preheader'), heading: say('trial_refused_heading'), footer: say('order_footer'),
      parts: [
        { kind: 'paragraph', text: say(`trial_refused_${subscription.trialGivenTo}`) },
        { kind: 'paragraph', text: say('trial_refused_again') },
        { kind: 'button', label: say('look_again'), url },
      ],
    };
  }
  return {
    locale, subject: say('cancelled_subject'), preheader: say('cancelled_preheader'), heading: say('cancelled_heading'), footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say('cancelled_text') },
      { kind: 'paragraph', text: say('cancelled_again') },
      { kind: 'button', label: say('look_again'), url },
      { kind: 'note', text: say('cancelled_late') },
    ],
  };
}
