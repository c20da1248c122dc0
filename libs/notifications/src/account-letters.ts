import { formatDate, type Phrases } from '@silkport/i18n';
import type { Locale } from '@silkport/values';
import type { Letter } from './letter.js';

/** Asks the owner of an address to confirm it. The name given at sign-up stays out: whoever typed it need not be the reader. @param url of the confirmation */
export function confirmationLetter(phrases: Phrases, locale: Locale, url: string, expiresAt: Date): Letter {
  const say = (key: string, params = {}) => phrases.say(locale, `notifications.${key}`, params);
  const date = formatDate(expiresAt, locale, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    locale, subject: say('confirm_subject'), preheader: say('confirm_preheader'), heading: say('confirm_heading'), footer: say('account_footer'),
    parts: [
      { kind: 'paragraph', text: say('confirm_text') },
      { kind: 'button', label: say('confirm_button'), url },
      { kind: 'paragraph', text: say('confirm_until', { date }) },
      { kind: 'note', text: say('confirm_ignore') },
    ],
  };
}

/** Tells the owner of an account that somebody tried to open it again; the sign-up page itself tells nobody. @param url of the sign-in page */
export function signUpRepeatedLetter(phrases: Phrases, locale: Locale, url: string): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.${key}`);
  return {
    locale, subject: say('repeated_subject'), preheader: say('repeated_preheader'), heading: say('repeated_heading'), footer: say('account_footer'),
    parts: [
      { kind: 'paragraph', text: say('repeated_text') },
      { kind: 'button', label: say('repeated_button'), url },
      { kind: 'note', text: say('repeated_ignore') },
    ],
  };
}
