import type { Money } from '@silkport/values';
import type { RecurringTerms } from '../checkouts/checkout-request.js';

/** Other terms of a subscription. Those that hold at once are charged at once for the rest of the period; those that do not, from the next on. */
export interface TermsWish extends Pick<RecurringTerms, 'termsId' | 'amount' | 'interval' | 'intervalCount'> {
  readonly holdsAtOnce: boolean;
  /** The moment for which the price of the change was shown: the same is charged then. */
  readonly proratedAt?: Date | undefined;
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
  readonly proratedAt: Date;
}
