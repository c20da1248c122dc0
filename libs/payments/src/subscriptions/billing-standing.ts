/** `unpaid`: the provider has given up collecting and waits. `ended` is for ever. */
const billingStatuses = ['incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'ended'] as const;
export type BillingStatus = (typeof billingStatuses)[number];

/** How a subscription stands at the provider. Times in ISO 8601, by the provider's clock. */
export interface BillingStanding {
  readonly status: BillingStatus;
  /** The terms that the next invoice is made by, as they were given with it. */
  readonly termsId: string;
  readonly trialEndsAt: string | null;
  readonly periodStart: string;
  readonly periodEnd: string;
  /** When it ends by itself, where that was asked for. */
  readonly endsAt: string | null;
  readonly endedAt: string | null;
  /** Whether it ended because nobody paid. */
  readonly endedUnpaid: boolean;
  /** Of a paused one; null where no day was named. */
  readonly resumesAt: string | null;
  readonly card: { readonly brand: string; readonly last4: string } | null;
  /** The same for the same card, whoever pays with it; null where the provider does not tell, absent of what was told before it was asked for. */
  readonly cardFingerprint?: string | null;
  /** What is owed and could not be collected. */
  readonly owed: { readonly payUrl: string | null; readonly nextAttemptAt: string | null } | null;
}
