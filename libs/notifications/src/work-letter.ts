import { formatDate, type Phrases } from '@silkport/i18n';
import type { CommissionCancelled } from '@silkport/delivery';
import type { Locale } from '@silkport/values';
import type { Letter } from './letter.js';

export interface WorkToTell {
  readonly orderNumber: string;
  readonly title: string;
}

export interface CancelledToTell extends WorkToTell {
  readonly by: CommissionCancelled['by'];
  /** What was written to go with it. */
  readonly words: string;
}

/** Reminds a buyer that work begins only when it is told what is wanted, and of the day by which it is cancelled otherwise. */
export function briefMissingLetter(phrases: Phrases, locale: Locale, { orderNumber: number, title, by }: WorkToTell & { readonly by: Date }, url: string): Letter {
  const date = formatDate(by, locale, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
  const say = (key: string) => phrases.say(locale, `notifications.brief_missing_${key}`, { number, title, by: date });
  return {
    locale, subject: say('subject'), preheader: say('text'), heading: say('subject'), footer: phrases.say(locale, 'notifications.order_footer'),
    parts: [{ kind: 'paragraph', text: say('text') }, { kind: 'button', label: say('open'), url }, { kind: 'note', text: say('end') }],
  };
}

/** Tells the buyer that work was given up and what comes back. */
export function workCancelledLetter(phrases: Phrases, locale: Locale, work: CancelledToTell): Letter {
  return cancelledLetter(phrases, locale, work, { about: 'work_cancelled', footer: 'order_footer' });
}

/** The same for the merchant's owners. */
export function workCancelledSaleLetter(phrases: Phrases, locale: Locale, work: CancelledToTell): Letter {
  return cancelledLetter(phrases, locale, work, { about: 'work_cancelled_sale', footer: 'merchant_footer' });
}

function cancelledLetter(phrases: Phrases, locale: Locale, { orderNumber: number, title, by, words }: CancelledToTell, { about, footer }: { readonly about: string; readonly footer: string }): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.${about}_${key}`, { number, title });
  return {
    locale, subject: say('subject'), preheader: say(`text_${by}`), heading: say('subject'), footer: phrases.say(locale, `notifications.${footer}`),
    parts: [{ kind: 'paragraph', text: say(`text_${by}`) }, ...(words ? [{ kind: 'paragraph' as const, text: words }] : [])],
  };
}
