import { prepared, reviveJson, statement, type Tx } from '@silkport/platform';
import type { BillingPlan } from '@silkport/catalog';
import type { QuoteLine } from '../quotes/quote.entity.js';
import type { SubscriptionState, TermsRole } from './subscription-states.js';

export interface StoredSubscription {
  readonly id: string;
  readonly orderId: string;
  readonly state: SubscriptionState;
  readonly isWithheld: boolean;
  readonly termsId: string;
  readonly nextTermsId: string | null;
  readonly trialEndsAt: Date | null;
  readonly periodStart: Date | null;
  readonly periodEnd: Date | null;
  readonly endsAt: Date | null;
  readonly resumesAt: Date | null;
  readonly pastDueSince: Date | null;
  readonly card: { readonly brand: string; readonly last4: string } | null;
  readonly owed: { readonly payUrl: string | null; readonly nextAttemptAt: string | null } | null;
  readonly revision: number;
  readonly version: number;
  readonly endedAt: Date | null;
}

/** A period's line: what it costs is its own amounts. */
export interface TermsLine extends QuoteLine {
  readonly subscription: { readonly plan: BillingPlan; readonly recurring: never };
  /** That its rate is of; the first order's where it is absent. */
  readonly rateSetId?: string;
}

export interface StoredTerms {
  readonly id: string;
  readonly subscriptionId: string;
  readonly variantId: string;
  readonly seats: number;
  readonly seatsBefore: number;
  readonly role: TermsRole;
  /** Whether they hold as soon as the provider has them, and not from the next period on. */
  readonly holdsAtOnce: boolean;
  readonly line: TermsLine;
  readonly agreedAt: Date;
}

export const subscriptionColumns = `s.id, s.order_id AS "orderId", s.state, s.is_withheld AS "isWithheld", s.terms_id AS "termsId", s.next_terms_id AS "nextTermsId", s.trial_ends_at AS "trialEndsAt",
  s.period_start AS "periodStart", s.period_end AS "periodEnd", s.ends_at AS "endsAt", s.resumes_at AS "resumesAt", s.past_due_since AS "pastDueSince", s.card, s.owed, s.revision, s.version, s.ended_at AS "endedAt"`;
export const termsColumns = `t.id, t.subscription_id AS "subscriptionId", t.variant_id AS "variantId", t.seats, t.seats_before AS "seatsBefore", t.role, t.line, t.agreed_at AS "agreedAt",
  coalesce((SELECT (c.wanted->>'holdsAtOnce')::boolean FROM ordering.subscription_changes c WHERE c.subscription_id = t.subscription_id AND c.wanted->>'termsId' = t.id::text ORDER BY c.asked_at LIMIT 1),
    t.role NOT IN ('downgrade', 'fewer_seats')) AS "holdsAtOnce"`;

const lock = statement('ordering.lock_subscription', `SELECT ${subscriptionColumns} FROM ordering.subscriptions s WHERE s.id = $1 FOR UPDATE`);
const terms = statement('ordering.terms_of_subscription', `SELECT ${termsColumns} FROM ordering.subscription_terms t WHERE t.id = $1`);

export async function lockSubscription(tx: Tx, id: string): Promise<StoredSubscription | undefined> {
  const [row] = await prepared<StoredSubscription>(tx, lock, [id]);
  return row;
}

/** Within a transaction, where they may have been agreed on just now. */
export async function termsWithin(tx: Tx, termsId: string): Promise<StoredTerms> {
  const [row] = await prepared<StoredTerms>(tx, terms, [termsId]);
  if (!row) throw new Error(`There are no terms ${termsId}`);
  return revivedTerms(row);
}

export function revivedTerms(row: StoredTerms): StoredTerms {
  return { ...row, line: reviveJson<TermsLine>(row.line) };
}
