import { formatDate, formatMoney, type Phrases } from '@silkport/i18n';
import type { OrderView, SubscriptionView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { money, translation, type Locale } from '@silkport/values';
import type { Letter, LetterPart } from './letter.js';

/** What a buyer is told of a subscription. */
export type SubscriptionMatter = 'trial_ending' | 'payment_failed' | 'withheld' | 'paused' | 'resumed' | 'ends' | 'continues' | 'ended' | 'terms_changed';

/** The buyer's time zone is not known: the day is UTC's. */
const dayFormat: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' };

/**
 * Tells what has become of a subscription, what is charged next and when, and how it is cancelled (Directive 2011/83/EU, Art. 11a, asks
 * for a way as easy as the one in). @param at the day that the matter is about @param url of the page on which it is changed and cancelled
 */
export function subscriptionLetter(phrases: Phrases, matter: SubscriptionMatter, order: Pick<OrderView, 'locale' | 'number'>, subscription: SubscriptionView, at: Date | null, url: string): Letter {
  const { locale, number } = order;
  const params = { name: planName(subscription, locale), date: at ? formatDate(at, locale, dayFormat) : '', amount: nextAmount(subscription, locale), number };
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, params);
  const heading = say(`subscription_${matter}_subject`);
  const text = say(matter === 'terms_changed' && subscription.state === 'trialing' ? 'subscription_terms_changed_trial' : `subscription_${matter}_text`);
  return {
    locale, subject: heading, preheader: text, heading, footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text },
      { kind: 'button', label: say(matter === 'payment_failed' || matter === 'withheld' ? 'subscription_mend' : 'subscription_open'), url },
      ...(matter === 'ended' ? [] : howToCancel(phrases, locale)),
    ],
  };
}

/** Whoever is charged again and again is told each time how to end it. */
function howToCancel(phrases: Phrases, locale: Locale): LetterPart[] {
  return [{ kind: 'note', text: phrases.say(locale, 'notifications.subscription_how_to_cancel') }];
}

/** An order's letter, of one that begins a subscription or pays for a period of it. */
export function letterOfPeriod(phrases: Phrases, letter: Letter, order: OrderView, subscription: SubscriptionView, url: string): Letter {
  const { locale, number } = order;
  const isFirst = order.subscription?.role === 'first';
  const first = isFirst && subscription.trialEndsAt ? subscription.trialEndsAt : subscription.periodEnd;
  const params = { name: planName(subscription, locale), amount: nextAmount(subscription, locale), date: first ? formatDate(first, locale, dayFormat) : '', number };
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, params);
  const withoutTrial = order.subscription?.trialGivenTo;
  const more: LetterPart[] = [...(withoutTrial ? [{ kind: 'paragraph' as const, text: say(`subscription_trial_given_${withoutTrial}`) }] : []), ...(first ? [{ kind: 'paragraph' as const, text: say('subscription_next_charge') }] : []), { kind: 'button', label: say('subscription_open'), url }, ...howToCancel(phrases, locale)];
  if (isFirst) return { ...letter, parts: [...letter.parts, ...more] };
  // A period that is paid for in part by what was left of another is a change of the buyer's.
  const isRenewed = order.subscription?.role === 'renewal' && order.total.amountMinor === subscription.terms.line.totalMinor;
  const heading = say(`subscription_${isRenewed ? 'renewed' : 'changed'}_subject`);
  return { ...letter, subject: heading, preheader: heading, heading, parts: [...letter.parts.filter(({ kind }) => kind !== 'list'), ...more] };
}

function planName({ terms: { line } }: SubscriptionView, locale: Locale): string {
  return [line.productName, line.variantName].map((name) => (name ? translation(name, locale).text : '')).filter(Boolean).join(' · ');
}

function nextAmount({ terms, nextTerms, currency }: SubscriptionView, locale: Locale): string {
  const wire = toWireMoney(money((nextTerms ?? terms).line.totalMinor, currency));
  return formatMoney(wire.amount, wire.currency, locale);
}
