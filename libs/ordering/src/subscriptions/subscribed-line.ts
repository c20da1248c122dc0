import type { BillingInterval, BillingPlan, QuotableVariant } from '@silkport/catalog';
import { SubscriptionOrderedAlone } from '../ordering.errors.js';
import type { LineMoney, QuoteLine } from '../quotes/quote.entity.js';
import { shareOfLine } from '../refunds/share-of-line.js';
import { frozenOf, moneyOf } from './line-money.js';
import type { TrialHolder } from './trial-holders.js';

/** @throws SubscriptionOrderedAlone where something is to be bought beside what is charged by the period */
export function refuseCompany(variants: readonly Pick<QuotableVariant, 'billing'>[]): void {
  const index = variants.findIndex(({ billing }) => billing);
  if (index >= 0 && variants.length > 1) throw new SubscriptionOrderedAlone({}, `items.${index}.variantId`);
}

/** How long a period can be: which month it will be nobody knows before it is paid, and the doubt about a share of one is not the buyer's. */
const longestDays: Readonly<Record<BillingInterval, number>> = { day: 1, week: 7, month: 31, year: 366 };

/** A line with what each period costs beside what is due today, which is nothing where a trial comes first. @param trialGivenTo by what its buyer is known, who has had a trial of it: none comes then */
export function subscribedLine(line: QuoteLine, plan: BillingPlan | null | undefined, currency: string, trialGivenTo?: TrialHolder): QuoteLine {
  if (!plan) return line;
  if (trialGivenTo && plan.trialDays > 0) {
    const charged = subscribedLine(line, { ...plan, trialDays: 0 }, currency);
    return { ...charged, ...(charged.subscription ? { subscription: { ...charged.subscription, trialGivenTo } } : {}) };
  }
  const recurring = pick(line);
  const due = plan.trialDays > 0 ? { ...moneyOf(shareOfLine(frozenOf(line, currency), 0n, 0n)), unitMinor: line.unitMinor } : {};
  return { ...line, ...due, serviceDays: line.serviceDays ?? longestDays[plan.interval] * plan.intervalCount, subscription: { plan, recurring } };
}

/** What a period costs, as a line. */
export function periodLine(line: QuoteLine): QuoteLine {
  return { ...line, ...line.subscription?.recurring };
}

function pick({ unitMinor, totalMinor, netMinor, taxMinor, taxes, merchantTotalMinor, merchantNetMinor, commissionMinor, commissionTaxMinor, payableMinor }: QuoteLine): LineMoney {
  return { unitMinor, totalMinor, netMinor, taxMinor, taxes, merchantTotalMinor, merchantNetMinor, commissionMinor, commissionTaxMinor, payableMinor };
}
