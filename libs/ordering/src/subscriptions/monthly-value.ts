import type { BillingPlan } from '@silkport/catalog';
import { divideHalfUp, money, type Money } from '@silkport/values';

/** So many months have so many of the interval: a year has 12 months, 52 weeks, 365 days. */
const months: Readonly<Record<BillingPlan['interval'], readonly [bigint, bigint]>> = { day: [12n, 365n], week: [12n, 52n], month: [1n, 1n], year: [12n, 1n] };

/** What a period's amount comes to in a month, to compare plans with; rounded half up, once. Nothing is ever charged by it. */
export function monthlyValue({ amountMinor, currency }: Money, { interval, intervalCount }: Pick<BillingPlan, 'interval' | 'intervalCount'>): Money {
  const [of, per] = months[interval];
  return money(divideHalfUp(amountMinor * per, of * BigInt(intervalCount)), currency);
}
