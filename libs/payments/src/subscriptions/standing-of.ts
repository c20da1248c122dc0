import type { Stripe } from 'stripe';
import type { BillingMark } from './billing-mark.js';
import type { BillingStanding, BillingStatus } from './billing-standing.js';
import { plannedTermsOf } from './stripe-schedules.js';

const statuses: Readonly<Record<string, BillingStatus | undefined>> = {
  incomplete: 'incomplete', incomplete_expired: 'ended', trialing: 'trialing', active: 'active', past_due: 'past_due', canceled: 'ended', unpaid: 'unpaid', paused: 'paused',
};

/**
 * What has rested while a period began rests until the next one is asked for, though collection goes on: the invoice of the period that runs was
 * voided, and nobody has paid for it. @param subscription with its newest invoice, its card and its schedule @param hasRested whether it rested when it was told of last
 */
export function standingOf(subscription: Stripe.Subscription, { terms }: BillingMark, hasRested = false): BillingStanding {
  const { trial_end, cancel_at, ended_at, pause_collection: pause, cancellation_details: details, items, latest_invoice: latest } = subscription;
  const item = items.data[0];
  if (!item) throw new Error(`The subscription ${subscription.id} has no item`);
  const status = statuses[subscription.status];
  if (!status) throw new Error(`The subscription ${subscription.id} is ${subscription.status}, which we do not know`);
  const isForgone = hasRested && status === 'active' && typeof latest !== 'string' && latest?.status === 'void';
  const isPaused = isForgone || (pause !== null && (status === 'active' || status === 'trialing'));
  const invoice = typeof latest === 'string' || latest?.status !== 'open' || !latest.attempted ? undefined : latest;
  const willEnd = subscription.cancel_at_period_end ? (cancel_at ?? item.current_period_end) : cancel_at;
  return {
    status: isPaused ? 'paused' : status, termsId: plannedTermsOf(subscription) ?? terms, trialEndsAt: instant(trial_end), periodStart: iso(item.current_period_start), periodEnd: iso(item.current_period_end),
    endsAt: status === 'ended' ? null : instant(willEnd), endedAt: status === 'ended' ? instant(ended_at ?? item.current_period_end) : null, endedUnpaid: details?.reason === 'payment_failed',
    resumesAt: isPaused ? (pause ? instant(pause.resumes_at) : iso(item.current_period_end)) : null, card: cardOf(subscription.default_payment_method), cardFingerprint: fingerprintOf(subscription.default_payment_method),
    owed: invoice && status !== 'ended' ? { payUrl: invoice.hosted_invoice_url ?? null, nextAttemptAt: instant(invoice.next_payment_attempt) } : null,
  };
}

function cardOf(method: Stripe.Subscription['default_payment_method']): BillingStanding['card'] {
  const card = typeof method === 'string' ? undefined : method?.card;
  return card ? { brand: card.brand, last4: card.last4 } : null;
}

function fingerprintOf(method: Stripe.Subscription['default_payment_method']): string | null {
  return typeof method === 'string' ? null : (method?.card?.fingerprint ?? null);
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();
const instant = (seconds: number | null): string | null => (seconds === null ? null : iso(seconds));
