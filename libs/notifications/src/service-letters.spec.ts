import { noteKinds } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { locales } from '@silkport/values';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import { briefLetter, milestoneLetter, milestoneSaleLetter } from './milestone-letter.js';
import { notificationsContext } from './notifications.context.js';
import { sessionLetter, sessionSaleLetter, type SessionNews } from './session-letter.js';

const phrases = new Phrases([notificationsContext]);
const url = 'https://silkport.example/ru/orders/SP-7K3MQ-92XTV/items/1/booking?key=abc';
const session = (news: SessionNews, title = 'Kiln advice') => ({
  news, orderNumber: 'SP-7K3MQ-92XTV', title, startsAt: new Date('2026-03-29T01:30:00Z'), ownTimeZone: 'Europe/Berlin', otherTimeZone: 'Asia/Shanghai', pageUrl: url, calendarUrl: 'https://silkport.example/v1/calendar/1.ics',
});
const milestone = (what: (typeof noteKinds)[number], words = 'More blue') => ({ what, orderNumber: 'SP-7K3MQ-92XTV', title: 'Portrait', part: 'Sketch', words, acceptBy: what === 'handed_over' ? new Date('2026-12-08T08:00:00Z') : null });
const news: readonly SessionNews[] = ['made', 'moved', 'cancelled', 'cancelled_by_merchant', 'stopped', 'near_24', 'near_1'];

describe('mails about sessions and commissioned work', () => {
  it.each(locales)('have all of their words in %s', (locale) => {
    const letters = [
      ...news.flatMap((each) => [sessionLetter(phrases, locale, session(each)), sessionSaleLetter(phrases, locale, session(each))]),
      ...noteKinds.flatMap((what) => [milestoneLetter(phrases, locale, milestone(what), url), milestoneSaleLetter(phrases, locale, milestone(what))]), briefLetter(phrases, locale, milestone('accepted')),
    ];
    for (const letter of letters) expect(JSON.stringify(letter)).not.toMatch(/notifications\.|\{\{/);
    const english = locale === 'en' ? [] : letters.filter(({ heading, footer }) => /^[\u0020-\u007e]+$/.test(heading + footer));
    expect(english).toEqual([]);
  });

  it('tell the time of both sides, across the night on which one clock is put forward', () => {
    const text = letterText(sessionLetter(phrases, 'en', session('made')));
    expect(text).toMatch(/Sunday, March 29, 2026 at 03:30\s?AM \(Europe\/Berlin\)/);
    expect(text).toMatch(/Sunday, March 29, 2026 at 09:30\s?AM \(Asia\/Shanghai\)/);
    expect(letterText(sessionLetter(phrases, 'en', { ...session('made'), otherTimeZone: 'Europe/Berlin' }))).not.toContain('Shanghai');
  });

  it('show hostile words as text, and say by when a part counts as accepted', () => {
    const letter = milestoneLetter(phrases, 'en', milestone('handed_over', '<img src=x onerror=alert(1)>{{part}}'), url);
    expect(letterHtml(letter)).not.toContain('<img');
    expect(letterText(letter)).toContain('<img src=x onerror=alert(1)>{{part}}');
    expect(letterText(letter)).toContain('December 8, 2026');
    expect(letterText(milestoneLetter(phrases, 'en', milestone('accepted'), url))).not.toContain('December');
  });
});
