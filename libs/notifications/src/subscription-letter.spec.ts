import { Phrases } from '@silkport/i18n';
import type { SubscriptionView } from '@silkport/ordering';
import { locales, newId } from '@silkport/values';
import { untaxedQuoteLine } from '../../ordering/src/testing.js';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import { notificationsContext } from './notifications.context.js';
import { orderLetter } from './order-letter.js';
import { letterOfPeriod, subscriptionLetter, type SubscriptionMatter } from './subscription-letter.js';
import { anOrder } from './testing.js';

const phrases = new Phrases([notificationsContext]);
const url = 'https://silkport.example/ru/orders/SP-7K3MQ-92XTV/subscription?key=abc';
const at = new Date('2026-12-08T00:00:00Z');

function aSubscription(given: Partial<SubscriptionView> = {}): SubscriptionView {
  const line = {
    ...untaxedQuoteLine(263_120n, 4000n), unitMinor: 263_120n, totalMinor: 263_120n, merchantTotalMinor: 4000n, quantity: 1, productName: { en: 'Loom studio', 'zh-CN': '织机工坊' }, variantName: { en: 'Professional' },
    subscription: { plan: { interval: 'month', intervalCount: 1, trialDays: 14 } },
  } as SubscriptionView['terms']['line'];
  const terms = { id: newId(), subscriptionId: newId(), variantId: newId(), seats: 1, seatsBefore: 0, role: 'first' as const, holdsAtOnce: true, line, agreedAt: at };
  return {
    id: newId(), orderId: newId(), state: 'active', isWithheld: false, terms, nextTerms: null, trialEndsAt: null, periodStart: at, periodEnd: at, endsAt: null, resumesAt: null, pastDueSince: null, card: null, owed: null,
    endedAt: null, isChanging: false, wasRefused: false, currency: 'KZT', ...given,
  };
}

const matters: readonly SubscriptionMatter[] = ['trial_ending', 'payment_failed', 'withheld', 'paused', 'resumed', 'ends', 'continues', 'ended', 'terms_changed'];
const all = locales.flatMap((locale) => matters.map((matter) => [locale, matter] as const));

describe('letters about a subscription', () => {
  it.each(all)('in %s about %s name it, lead to its page, and say how it is cancelled as long as it can be', (locale, matter) => {
    const letter = subscriptionLetter(phrases, matter, anOrder({ locale }), aSubscription(), at, url);
    const [html, text] = [letterHtml(letter), letterText(letter)];
    const cancel = phrases.say(locale, 'notifications.subscription_how_to_cancel');
    for (const written of [letter.subject, html, text]) expect(written).toContain(locale === 'zh-CN' ? '织机工坊' : 'Loom studio');
    expect(html).not.toMatch(/\{\{|notifications\./);
    expect(text).toContain(url);
    expect(text.replaceAll(/\s+/g, ' ').includes(cancel.slice(0, 30))).toBe(matter !== 'ended');
  });

  it('warn of the first charge with its day and its amount', () => {
    const text = letterText(subscriptionLetter(phrases, 'trial_ending', anOrder({ locale: 'en' }), aSubscription(), at, url));
    expect(text).toContain('December 8, 2026');
    expect(text).toMatch(/2,631\.20/);
  });

  it('tell with the first order what follows, and of a further period that it was renewed', () => {
    const order = anOrder({ locale: 'en' });
    const of = (role: 'first' | 'renewal') => letterOfPeriod(phrases, orderLetter(phrases, order, at, url), { ...order, subscription: { id: newId(), role } }, aSubscription({ trialEndsAt: at }), url);
    expect(of('first').subject).toContain(order.number);
    expect(letterText(of('first'))).toMatch(/2,631\.20 is charged next, on December 8, 2026/);
    expect(of('renewal').subject).toBe('Loom studio · Professional was renewed');
    expect(letterText(of('renewal'))).toContain('You can cancel at any time');
  });
});
