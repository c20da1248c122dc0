import type { BillingPlan } from '@silkport/catalog';
import type { SubscriptionView } from '@silkport/ordering';
import { money } from '@silkport/values';
import type { Visitor } from '../visitor.js';

/** The buyer's time zone is not known: the day is UTC's, as on the payment page. */
export const dayOnly: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' };

/** `$12.00 every month`. */
export function perPeriod(visitor: Visitor, amountMinor: bigint, currency: string, { interval, intervalCount }: Pick<BillingPlan, 'interval' | 'intervalCount'>): string {
  const amount = visitor.money(money(amountMinor, currency));
  return intervalCount === 1 ? visitor.t(`subscribed.each_${interval}`, { amount }) : visitor.t(`subscribed.per_${interval}`, { amount, count: intervalCount });
}

/** What a period gives and costs. */
export function SubscriptionTerms({ visitor, terms, currency }: { visitor: Visitor; terms: SubscriptionView['terms']; currency: string }) {
  const { line, seats } = terms;
  return (
    <>
      <bdi>{visitor.text(line.productName).text}</bdi>{line.variantName ? <> · <bdi>{visitor.text(line.variantName).text}</bdi></> : null}
      {seats > 1 ? <> · {visitor.t('subscribed.seats', { count: seats })}</> : null}
      <span class="hint fact-line">{perPeriod(visitor, line.totalMinor, currency, line.subscription.plan)}</span>
    </>
  );
}
