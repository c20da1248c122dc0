import type { Phrases } from '@silkport/i18n';
import type { Locale } from '@silkport/values';
import type { Letter } from './letter.js';

/** Tells somebody that a seat was given to them; its link opens it without a password. */
export function seatLetter(phrases: Phrases, locale: Locale, thing: string, url: string): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { thing });
  return {
    locale, subject: say('seat_subject'), preheader: say('seat_preheader'), heading: say('seat_heading'), footer: say('seat_footer'),
    parts: [{ kind: 'paragraph', text: say('seat_text') }, { kind: 'button', label: say('seat_open'), url }, { kind: 'note', text: say('seat_keep') }],
  };
}

/** Tells whoever had a seat that it is theirs no longer. */
export function seatEndedLetter(phrases: Phrases, locale: Locale, thing: string): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { thing });
  return {
    locale, subject: say('seat_ended_subject'), preheader: say('seat_ended_heading'), heading: say('seat_ended_heading'), footer: say('seat_footer'),
    parts: [{ kind: 'paragraph', text: say('seat_ended_text') }],
  };
}
