import type { BillingPlan, QuotableVariant } from '@silkport/catalog';
import { SubscriptionOrderedAlone } from '../ordering.errors.js';
import type { LineMoney, QuoteLine } from '../quotes/quote.entity.js';
import { shareOfLine } from '../refunds/share-of-line.js';
import { frozenOf, moneyOf } from './line-money.js';

/** @throws SubscriptionOrderedAlone where something is to be bought beside what is charged by the period */
export function refuseCompany(variants: readonly Pick<QuotableVariant, 'billing'>[]): void {
  const index = variants.findIndex(({ billing }) => billing);
  if (index >= 0 && variants.length > 1) throw new SubscriptionOrderedAlone({}, `items.${index}.variantId`);
}

/** A line with what each period costs beside what is due today, which is nothing where a trial comes first. */
export function subscribedLine(line: QuoteLine, plan: BillingPlan | null | undefined, currency: string): QuoteLine {
  if (!plan) return line;
  const recurring = pick(line);
  const due = plan.trialDays > 0 ? { ...moneyOf(shareOfLine(frozenOf(line, currency), 0n, 0n)), unitMinor: line.unitMinor } : {};
  return { ...line, ...due, subscription: { plan, recurring } };
}

/** What a period costs, as a line. */
export function periodLine(line: QuoteLine): QuoteLine {
  return { ...line, ...line.subscription?.recurring };
}


function pick({ unitMinor, totalMinor, netMinor, taxMinor, taxes, merchantTotalMinor, merchantNetMinor, commissionMinor, commissionTaxMinor, payableMinor }: QuoteLine): LineMoney {
  return { unitMinor, totalMinor, netMinor, taxMinor, taxes, merchantTotalMinor, merchantNetMinor, commissionMinor, commissionTaxMinor, payableMinor };
}
