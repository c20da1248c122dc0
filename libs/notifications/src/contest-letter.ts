import type { Phrases } from '@silkport/i18n';
import type { Locale } from '@silkport/values';
import type { Letter } from './letter.js';
import { sessionFacts, type SessionToTell } from './session-letter.js';

/** What is told of a session that is over: what its merchant says, that its buyer says otherwise, and what was decided. */
export type ContestNews = 'attended' | 'no_show' | 'contested' | 'held' | 'not_held';

export interface ContestToTell extends Pick<SessionToTell, 'orderNumber' | 'title' | 'startsAt' | 'ownTimeZone' | 'otherTimeZone' | 'hostName'> {
  readonly news: ContestNews;
  /** Of whoever contests it, or decided. */
  readonly words: string;
  /** Until when its buyer can contest it. */
  readonly by: string;
  /** Of its page; null of who has none there. */
  readonly pageUrl: string | null;
}

/** The same words for buyer and merchant; each reads the time of the session by their own clock. */
export function contestLetter(phrases: Phrases, locale: Locale, { news, words, by, pageUrl, ...session }: ContestToTell): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.contest_${news}_${key}`, { title: session.title, by });
  return {
    locale, subject: say('heading'), preheader: session.title, heading: say('heading'), footer: phrases.say(locale, `notifications.${pageUrl === null ? 'merchant_footer' : 'order_footer'}`),
    parts: [
      { kind: 'paragraph', text: say('text') }, ...(words ? [{ kind: 'paragraph' as const, text: words }] : []), sessionFacts(phrases, locale, session),
      ...(pageUrl === null ? [] : [{ kind: 'button' as const, label: phrases.say(locale, 'notifications.session_open'), url: pageUrl }]),
    ],
  };
}
