export const billingIntervals = ['day', 'week', 'month', 'year'] as const;
export type BillingInterval = (typeof billingIntervals)[number];

/** How a subscription's price is charged: every `intervalCount` intervals, from the end of the trial on. */
export interface BillingPlan {
  readonly interval: BillingInterval;
  readonly intervalCount: number;
  /** 0 where the first period is charged at once. */
  readonly trialDays: number;
}

/** The plan as JSON, of a variant `v`; null where it has none. */
export const planColumn = `CASE WHEN v.billing_interval IS NOT NULL
  THEN json_build_object('interval', v.billing_interval, 'intervalCount', v.billing_interval_count, 'trialDays', v.trial_days) END`;
