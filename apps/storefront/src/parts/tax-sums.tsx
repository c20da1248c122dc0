import type { Visitor } from '../visitor.js';
import type { TaxGroup } from './tax-groups.js';
import { taxName } from './tax-name.js';

/** Rows of a list of sums: each tax with its rate, and each reason why there is none. */
export function TaxSums({ visitor, groups }: { visitor: Visitor; groups: readonly TaxGroup[] }) {
  return (
    <>
      {groups.map((group) => (group.amount.amountMinor > 0n ? (
        <div class="sum-tax"><dt>{taxLabel(visitor, group)}</dt><dd class="money">{visitor.money(group.amount)}</dd></div>
      ) : (
        <div class="sum-tax"><dt class="hint">{visitor.t(`tax.why_${group.reason}`, { tax: taxName(visitor, group.name), region: visitor.region(group.jurisdiction.slice(0, 2)) })}</dt><dd class="money hint">{visitor.money(group.amount)}</dd></div>
      )))}
    </>
  );
}

/** `includes VAT 19 %`, `GST 5 %`. */
export function taxLabel(visitor: Visitor, { name, ratePct, isIncluded }: Pick<TaxGroup, 'name' | 'ratePct' | 'isIncluded'>): string {
  return visitor.t(isIncluded ? 'tax.included' : 'tax.added', { tax: taxName(visitor, name), rate: visitor.percent(ratePct) });
}
