import type { Locale, Money } from '@silkport/values';

export interface CheckoutLine {
  /** As the buyer reads it, in the buyer's language. */
  readonly title: string;
  readonly description?: string;
  readonly quantity: number;
  readonly unitAmount: Money;
}

/** What a payment page is asked for. The same reference must come with the same amount, however often it is asked. */
/** What is charged by the period. */
export interface RecurringTerms {
  /** Ours, both; the provider tells them with each of its messages. */
  readonly subscriptionId: string;
  readonly termsId: string;
  readonly title: string;
  readonly amount: Money;
  readonly interval: 'day' | 'week' | 'month' | 'year';
  readonly intervalCount: number;
  /** 0 where the first period is charged at once. */
  readonly trialDays: number;
}

export interface CheckoutRequest {
  /** What is paid for, such as an order's id: a UUID, and the idempotency key of the checkout. */
  readonly reference: string;
  /** That what is paid for was made just now, so that no page can have been opened for it and none is looked for. */
  readonly isNew?: boolean;
  readonly amount: Money;
  /** Sum to `amount`, which a bug alone can break. */
  readonly lines: readonly CheckoutLine[];
  readonly email: string;
  readonly locale: Locale;
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Wished for: Stripe keeps a page open for half an hour at least and for a day at most. */
  readonly expiresAt: Date;
  /** That the amount is charged again and again, and nothing is due before a trial is over. */
  readonly subscription?: RecurringTerms;
  readonly metadata?: Readonly<Record<string, string>>;
}
