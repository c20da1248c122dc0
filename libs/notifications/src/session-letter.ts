import { formatDate, type Phrases } from '@silkport/i18n';
import type { Locale } from '@silkport/values';
import type { Letter } from './letter.js';

/** What is told of a session: `near` before it, by the hours; `stopped` since its money went back. */
export type SessionNews = 'made' | 'moved' | 'cancelled' | 'cancelled_by_merchant' | 'stopped' | 'near_24' | 'near_1';

export interface SessionToTell {
  readonly news: SessionNews;
  readonly orderNumber: string;
  readonly title: string;
  readonly startsAt: Date;
  /** IANA: the reader's, and that of the other side. */
  readonly ownTimeZone: string;
  readonly otherTimeZone: string;
  readonly pageUrl: string;
  readonly calendarUrl: string;
  /** Who holds it; null where the product names nobody. */
  readonly hostName: string | null;
}

/** Tells a buyer of a session in the buyer's own time, with the merchant's beside it. */
export function sessionLetter(phrases: Phrases, locale: Locale, session: SessionToTell): Letter {
  const { news, title, pageUrl, calendarUrl } = session;
  const when = timeIn(session.startsAt, locale, session.ownTimeZone);
  const say = (key: string) => phrases.say(locale, `notifications.session_${key}`, { title, when });
  return {
    locale, subject: say(`${news}_subject`), preheader: when, heading: say(`${news}_heading`), footer: phrases.say(locale, 'notifications.order_footer'),
    parts: [
      { kind: 'paragraph', text: say(`${news}_text`) },
      sessionFacts(phrases, locale, session),
      { kind: 'button', label: say('open'), url: pageUrl },
      // Opened again, it takes a moved or cancelled session out of its old place in a calendar.
      { kind: 'button', label: say(news === 'made' || news === 'moved' || news === 'near_24' || news === 'near_1' ? 'calendar' : 'calendar_remove'), url: calendarUrl },
    ],
  };
}

/** Tells a merchant who comes when, in the merchant's own time. */
export function sessionSaleLetter(phrases: Phrases, locale: Locale, session: Omit<SessionToTell, 'pageUrl'>): Letter {
  const when = timeIn(session.startsAt, locale, session.ownTimeZone);
  const news = session.news === 'made' || session.news === 'moved' ? session.news : 'cancelled';
  const say = (key: string) => phrases.say(locale, `notifications.session_sale_${key}`, { title: session.title, when });
  return {
    locale, subject: say(`${news}_subject`), preheader: when, heading: say(`${news}_heading`), footer: phrases.say(locale, 'notifications.merchant_footer'),
    parts: [{ kind: 'paragraph', text: say(`${news}_text`) }, sessionFacts(phrases, locale, session), { kind: 'button', label: phrases.say(locale, `notifications.session_${news === 'cancelled' ? 'calendar_remove' : 'calendar'}`), url: session.calendarUrl }],
  };
}

/** Which session it is, by the clocks of both sides. */
export function sessionFacts(phrases: Phrases, locale: Locale, { orderNumber, title, startsAt, ownTimeZone, otherTimeZone, hostName }: Pick<SessionToTell, 'orderNumber' | 'title' | 'startsAt' | 'ownTimeZone' | 'otherTimeZone' | 'hostName'>): Letter['parts'][number] {
  const label = (key: string) => phrases.say(locale, `notifications.${key}`);
  return { kind: 'facts', facts: [
    { label: label('session_what'), value: title },
    ...(hostName ? [{ label: label('session_host'), value: hostName }] : []),
    { label: label('session_when'), value: `${timeIn(startsAt, locale, ownTimeZone)} (${ownTimeZone})` },
    ...(ownTimeZone === otherTimeZone ? [] : [{ label: label('session_when_there'), value: `${timeIn(startsAt, locale, otherTimeZone)} (${otherTimeZone})` }]),
    { label: label('order_number'), value: orderNumber },
  ] };
}

function timeIn(instant: Date, locale: Locale, timeZone: string): string {
  return formatDate(instant, locale, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone });
}
