import type { Locale, Money } from '@silkport/values';

export interface CheckoutLine {
  /** As the buyer reads it, in the buyer's language. */
  readonly title: string;
  readonly description?: string;
  readonly quantity: number;
  readonly unitAmount: Money;
}

/** What a payment page is asked for. The same reference must come with the same amount, however often it is asked. */
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
  readonly metadata?: Readonly<Record<string, string>>;
}
