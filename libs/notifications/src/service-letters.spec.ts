import { noteKinds, type MilestoneMoved } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { locales } from '@silkport/values';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import { briefLetter, milestoneLetter, milestoneSaleLetter } from './milestone-letter.js';
import { notificationsContext } from './notifications.context.js';
import { contestLetter, type ContestNews } from './contest-letter.js';
import { sessionLetter, sessionSaleLetter, type SessionNews } from './session-letter.js';
import { briefMissingLetter, workCancelledLetter, workCancelledSaleLetter } from './work-letter.js';

const phrases = new Phrases([notificationsContext]);
const url = 'https://silkport.example/ru/orders/SP-7K3MQ-92XTV/items/1/booking?key=abc';
const session = (news: SessionNews, title = 'Kiln advice') => ({
  news, orderNumber: 'SP-7K3MQ-92XTV', title, startsAt: new Date('2026-03-29T01:30:00Z'), ownTimeZone: 'Europe/Berlin', otherTimeZone: 'Asia/Shanghai', pageUrl: url, calendarUrl: 'https://silkport.example/v1/calendar/1.ics', hostName: null,
});
const told = noteKinds.filter((what) => what !== 'cancelled');
const cancelled = (by: 'merchant' | 'admin' | 'time') => ({ orderNumber: 'SP-7K3MQ-92XTV', title: 'Portrait', by, words: 'No clay is left' });
const milestone = (what: MilestoneMoved['what'], words = 'More blue') => ({ what, orderNumber: 'SP-7K3MQ-92XTV', title: 'Portrait', part: 'Sketch', words, acceptBy: what === 'handed_over' ? new Date('2026-12-08T08:00:00Z') : null });
const news: readonly SessionNews[] = ['made', 'moved', 'cancelled', 'cancelled_by_merchant', 'stopped', 'near_24', 'near_1'];

describe('mails about sessions and commissioned work', () => {
  it.each(locales)('have all of their words in %s', (locale) => {
    const letters = [
      ...(['attended', 'no_show', 'contested', 'held', 'not_held'] satisfies ContestNews[]).map((each) => contestLetter(phrases, locale, { ...session('made'), news: each, words: 'words', by: '2026-12-01', pageUrl: null })),
      ...news.flatMap((each) => [sessionLetter(phrases, locale, session(each)), sessionSaleLetter(phrases, locale, session(each))]),
      ...told.flatMap((what) => [milestoneLetter(phrases, locale, milestone(what), url), milestoneSaleLetter(phrases, locale, milestone(what))]), briefLetter(phrases, locale, milestone('accepted')), briefLetter(phrases, locale, milestone('accepted'), 'brief_files'),
      ...(['merchant', 'admin', 'time'] as const).flatMap((by) => [workCancelledLetter(phrases, locale, cancelled(by)), workCancelledSaleLetter(phrases, locale, cancelled(by))]),
      briefMissingLetter(phrases, locale, { orderNumber: 'SP-7K3MQ-92XTV', title: 'Portrait', by: new Date('2027-01-23T08:00:00Z') }, url),
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

  it('say by when a brief is awaited, and what was written to go with work that was given up', () => {
    expect(letterText(briefMissingLetter(phrases, 'en', { orderNumber: 'SP-7K3MQ-92XTV', title: 'Portrait', by: new Date('2027-01-23T08:00:00Z') }, url))).toMatch(/January 23, 2027[\s\S]*your money comes back|your money comes back[\s\S]*January 23, 2027/);
    expect(letterText(workCancelledLetter(phrases, 'en', cancelled('merchant')))).toContain('No clay is left');
  });

  it('show hostile words as text, and say by when a part counts as accepted', () => {
    const letter = milestoneLetter(phrases, 'en', milestone('handed_over', '<img src=x onerror=alert(1)>{{part}}'), url);
    expect(letterHtml(letter)).not.toContain('<img');
    expect(letterText(letter)).toContain('<img src=x onerror=alert(1)>{{part}}');
    expect(letterText(letter)).toContain('December 8, 2026');
    expect(letterText(milestoneLetter(phrases, 'en', milestone('accepted'), url))).not.toContain('December');
  });
});
