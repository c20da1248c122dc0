import type { BillingStanding, BillingStatus } from '@silkport/payments';
import type { SubscriptionNews } from '../ordering.events.js';
import type { StoredSubscription, StoredTerms } from './subscription-row.js';
import type { SubscriptionState } from './subscription-states.js';

const states: Readonly<Record<BillingStatus, SubscriptionState>> = {
  incomplete: 'pending', trialing: 'trialing', active: 'active', past_due: 'past_due', unpaid: 'past_due', paused: 'paused', ended: 'ended',
};

/** How a subscription stands by what the provider says. What we have ended stays so; terms that begin with a period wait for it. @param terms those that the provider charges by next */
export function nextStanding(before: StoredSubscription, standing: BillingStanding, terms: Pick<StoredTerms, 'id' | 'holdsAtOnce' | 'agreedAt'>, now: Date): StoredSubscription {
  if (before.state === 'ended') return before;
  const state = states[standing.status];
  const periodStart = new Date(standing.periodStart);
  const waits = !terms.holdsAtOnce && terms.id !== before.termsId && periodStart <= terms.agreedAt;
  const isOverdue = state === 'past_due';
  return {
    ...before, state, termsId: waits ? before.termsId : terms.id, nextTermsId: waits ? terms.id : null,
    isWithheld: isOverdue && (before.isWithheld || standing.status === 'unpaid'), pastDueSince: isOverdue ? (before.pastDueSince ?? now) : null,
    trialEndsAt: instant(standing.trialEndsAt), periodStart, periodEnd: new Date(standing.periodEnd), endsAt: instant(standing.endsAt), resumesAt: instant(standing.resumesAt),
    card: standing.card ?? before.card, owed: standing.owed, endedAt: state === 'ended' ? (instant(standing.endedAt) ?? now) : null,
  };
}

/** What of it people are told. */
export function newsBetween(before: StoredSubscription, after: StoredSubscription): SubscriptionNews[] {
  const became = (state: SubscriptionState) => after.state === state && before.state !== state;
  const runs = after.state === 'active' || after.state === 'trialing';
  const news: readonly (readonly [SubscriptionNews, boolean])[] = [
    ['started', before.state === 'pending' && runs],
    ['payment_failed', became('past_due')],
    ['recovered', before.state === 'past_due' && runs],
    ['withheld', after.isWithheld && !before.isWithheld],
    ['paused', became('paused')],
    ['resumed', before.state === 'paused' && runs],
    ['ends', after.endsAt !== null && before.endsAt === null && after.state !== 'ended'],
    ['continues', after.endsAt === null && before.endsAt !== null && after.state !== 'ended'],
    ['ended', became('ended')],
    ['terms_changed', after.termsId !== before.termsId],
  ];
  return news.flatMap(([name, isSo]) => (isSo ? [name] : []));
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
