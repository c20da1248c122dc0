import type { Money } from '@silkport/values';
import type { RecurringTerms } from '../checkouts/checkout-request.js';

/**
 * Other terms of a subscription. Those that hold at once are charged at once: for the rest of the period, or, where the interval is another one, for
 * a whole one that begins then, less what is left of the old. Those that do not hold from the next period on.
 */
export interface TermsWish extends Pick<RecurringTerms, 'termsId' | 'amount' | 'interval' | 'intervalCount'> {
  readonly holdsAtOnce: boolean;
  /** The moment for which the price of the change was shown: the same is charged then. */
  readonly proratedAt?: Date | undefined;
  /** They hold at once and cost nothing before the trial ends, which it still does then; refused once it is over. */
  readonly trialEndsAt?: Date | undefined;
}

/** What a subscription is to do. `keep` takes a cancellation back; `end` ends it now; `retry` collects what is owed. */
export type BillingWish =
  | { readonly kind: 'terms'; readonly terms: TermsWish }
  | { readonly kind: 'pause'; readonly resumesAt: Date | null }
  | { readonly kind: 'resume' | 'cancel' | 'keep' | 'end' | 'retry' };

/** What a change of terms would cost now. */
export interface ChangePrice {
  /** Below zero where more is credited than charged. */
  readonly due: Money;
  /** Of what was paid already: for the time that is left of it. `due` is without it. */
  readonly credited: Money;
  readonly proratedAt: Date;
  /** Until when `due` pays. */
  readonly paidUntil: Date;
}
