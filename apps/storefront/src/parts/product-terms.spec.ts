import type { ApiPlanTerms, CommissionPlanView, SessionPlanView } from '@silkport/delivery';
import { i18nContext, Phrases } from '@silkport/i18n';
import { locales, type Locale } from '@silkport/values';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { ProductTerms } from '../product-terms.js';
import { Visitor } from '../visitor.js';
import { ProductTermsRows } from './product-terms.js';

const phrases = new Phrases([{ name: 'storefront', locales: new URL('../locales/', import.meta.url) }, i18nContext]);
const sessions = (changes: Partial<SessionPlanView> = {}): SessionPlanView => ({
  productId: 'p', merchantId: 'm', timeZone: 'Asia/Shanghai', sessionMinutes: 30, bufferMinutes: 10, noticeMinutes: 120, changeNoticeMinutes: 1440, capacity: 1, sessionsPerPiece: 1, horizonDays: 28, weekly: [], exceptions: [], meetingLink: null, setAt: new Date(), hosts: [], isHosted: false, ...changes,
});
const commission: CommissionPlanView = { questions: [], milestones: [{ name: { en: 'Concept' }, shareBasisPoints: 2500, dueDays: 7 }, { name: { en: '<b>' }, shareBasisPoints: 7500, dueDays: 21 }], acceptDays: 14, changeRounds: 2 };
const api: ApiPlanTerms = { isTopUp: false, quotaUnits: 10_000, quotaPeriod: 'month', perSecond: 10, perMinute: 300, validDays: 30, upstreamUrl: null, scopes: [{ name: 'read', methods: ['GET'], path: '/', units: 1 }] };
const rows = (terms: ProductTerms, locale: Locale = 'en') => render(h(ProductTermsRows, { visitor: new Visitor({ locale, currency: 'USD', country: 'US' }, phrases, `/${locale}`, [], undefined), terms }));
const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').trim();

describe('what a buyer is told before paying', () => {
  it('is how long a session is, and until when its time can be changed', () => {
    expect(words(rows({ sessions: sessions() }))).toBe('One session: 30 minutes. You can change or cancel a time free of charge. Latest change before it begins: 24 hours.');
    expect(words(rows({ sessions: sessions({ sessionsPerPiece: 24, capacity: 6, changeNoticeMinutes: 90 }) }))).toMatch(/^24 sessions, 30 minutes each\. Up to 6 people at once\. .*: 90 minutes\.$/);
  });

  it('is in which parts work comes, for which share and when', () => {
    expect(words(rows({ commission }))).toBe('The work comes in 2 parts; the maker is paid for each when you accept it: Concept · 25% · within 7 days &lt;b> · 75% · within 21 days You can ask for changes to each part 2 times.');
  });

  it('is how many calls of an API there are, how fast, and for how long', () => {
    expect(words(rows({ api }))).toBe('10,000 units a month up to 10 calls a second · up to 300 calls a minute read : 1 unit a call Good for 30 days.');
    expect(words(rows({ api: { ...api, quotaUnits: null, validDays: null, perSecond: null, perMinute: null } }))).toBe('Without a limit on the number of calls read : 1 unit a call');
  });

  it.each(locales)('is said in %s in whole sentences, whatever the numbers', (locale) => {
    for (const count of [1, 2, 3, 11, 60, 100]) {
      const plan = sessions({ sessionMinutes: count, sessionsPerPiece: count, capacity: count, changeNoticeMinutes: count });
      const html = rows({ sessions: plan, commission: { ...commission, changeRounds: count }, api: { ...api, quotaUnits: count, validDays: count } }, locale) + (['day', 'purchase'] as const).map((quotaPeriod) => rows({ api: { ...api, quotaPeriod } }, locale)).join('');
      expect(html.match(/storefront\.[a-z_.-]+|\{\{\w+\}\}/g)).toBeNull();
    }
  });

  it('is nothing of what has no such terms', () => {
    expect(rows({})).toBe('');
  });
});
