import type { BillingPlan } from '@silkport/catalog';
import { reviveJson } from '@silkport/platform';
import { money, type Money, type Translated } from '@silkport/values';
import { monthlyValue } from './monthly-value.js';
import type { SubscriptionState } from './subscription-states.js';

export interface ListedTerms {
  readonly variantId: string;
  readonly productName: Translated;
  /** Absent where the product has but one. */
  readonly variantName: Translated | null;
  readonly seats: number;
  readonly plan: Pick<BillingPlan, 'interval' | 'intervalCount'>;
  /** Of each period: net and tax. */
  readonly total: Money;
  /** Its net for a month, in the subscription's currency. */
  readonly monthly: Money;
}

/** A subscription in a merchant's or an admin's list. */
export interface ListedSubscription {
  readonly id: string;
  readonly merchantId: string;
  readonly productId: string;
  readonly merchantName: Translated;
  /** Of the order that began it. */
  readonly orderNumber: string;
  /** Of the buyer. */
  readonly country: string;
  readonly state: SubscriptionState;
  readonly isWithheld: boolean;
  readonly terms: ListedTerms;
  /** From the next period on, where they differ. */
  readonly nextTerms: ListedTerms | null;
  readonly since: Date;
  readonly periodEnd: Date | null;
  /** Null where nothing follows, or nobody knows when. */
  readonly nextCharge: { readonly at: Date; readonly amount: Money } | null;
  readonly endsAt: Date | null;
  readonly endedAt: Date | null;
}

interface StoredTermsOfList { variantId: string; productName: Translated; variantName: Translated | null; seats: number; plan: BillingPlan; totalMinor: bigint; netMinor: bigint }

export interface ListRow extends Omit<ListedSubscription, 'terms' | 'nextTerms' | 'nextCharge'> {
  terms: unknown; nextTerms: unknown; currency: string; resumesAt: Date | null; owed: { nextAttemptAt: string | null } | null;
}

const termsOf = (t: string) => `jsonb_build_object('variantId', ${t}.variant_id, 'seats', ${t}.seats, 'productName', ${t}.line->'productName', 'variantName', ${t}.line->'variantName', 'plan', ${t}.line->'subscription'->'plan',
  'totalMinor', ${t}.line->'totalMinor', 'netMinor', ${t}.line->'netMinor')`;

/** Of a subscription `s`, its first order `o` with its line `l`, its terms `t` and those of the next period `n`. */
export const listColumns = `s.id, s.merchant_id AS "merchantId", s.product_id AS "productId", l.merchant_name AS "merchantName", o.number AS "orderNumber", o.country, o.currency, s.state, s.is_withheld AS "isWithheld",
  ${termsOf('t')} AS terms, CASE WHEN n.id IS NOT NULL THEN ${termsOf('n')} END AS "nextTerms", s.created_at AS since, s.period_end AS "periodEnd", s.resumes_at AS "resumesAt", s.owed, s.ends_at AS "endsAt", s.ended_at AS "endedAt"`;
export const listTables = `ordering.subscriptions s JOIN ordering.orders o ON o.id = s.order_id JOIN ordering.order_lines l ON l.order_id = o.id JOIN ordering.subscription_terms t ON t.id = s.terms_id
  LEFT JOIN ordering.subscription_terms n ON n.id = s.next_terms_id`;

export function listedSubscription({ terms, nextTerms, currency, resumesAt, owed, ...row }: ListRow): ListedSubscription {
  const [now, next] = [listedTerms(terms, currency), nextTerms === null ? null : listedTerms(nextTerms, currency)];
  const at = nextChargeAt(row, resumesAt, owed?.nextAttemptAt ?? null);
  return { ...row, terms: now, nextTerms: next, nextCharge: at && { at, amount: (next ?? now).total } };
}

/** What is owed is tried again; what rests is charged when it goes on. */
function nextChargeAt({ state, periodEnd, endsAt }: Pick<ListRow, 'state' | 'periodEnd' | 'endsAt'>, resumesAt: Date | null, nextAttemptAt: string | null): Date | null {
  switch (state) {
    case 'pending': case 'ended':
      return null;
    case 'past_due':
      return nextAttemptAt === null ? null : new Date(nextAttemptAt);
    case 'paused':
      return endsAt === null ? resumesAt : null;
    case 'trialing': case 'active':
      return endsAt === null ? periodEnd : null;
  }
}

function listedTerms(stored: unknown, currency: string): ListedTerms {
  const { totalMinor, netMinor, plan: { interval, intervalCount }, ...rest } = reviveJson<StoredTermsOfList>(stored);
  const plan = { interval, intervalCount };
  return { ...rest, plan, total: money(totalMinor, currency), monthly: monthlyValue(money(netMinor, currency), plan) };
}
