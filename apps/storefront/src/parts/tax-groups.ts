import type { ImportEstimate, TaxLine, TaxReason } from '@silkport/tax';
import { addMoney, sumMoney, type Money } from '@silkport/values';

/** Taxes of several lines that are one and the same to their reader. */
export interface TaxGroup {
  readonly name: string;
  readonly jurisdiction: string;
  readonly ratePct: string;
  readonly reason: TaxReason;
  readonly isIncluded: boolean;
  readonly amount: Money;
}

/** By tax, place and rate, those of nothing by their reason too, which is all that is said of them; those of more than nothing first. What costs nothing now, such as a trial, has none. Their amounts sum to the tax of all lines. */
export function taxGroupsOf(lines: readonly { readonly taxes: readonly TaxLine[] }[]): TaxGroup[] {
  const groups = new Map<string, TaxGroup>();
  for (const { name, jurisdiction, ratePct, reason, isIncluded, amount } of lines.flatMap(({ taxes }) => taxes).filter(({ base }) => base.amountMinor > 0n)) {
    const key = [name, jurisdiction, ratePct, amount.amountMinor > 0n ? '' : reason, isIncluded].join(' ');
    const known = groups.get(key);
    groups.set(key, { name, jurisdiction, ratePct, reason, isIncluded, amount: known ? addMoney(known.amount, amount) : amount });
  }
  return [...groups.values()].toSorted((left, right) => Number(right.amount.amountMinor > 0n) - Number(left.amount.amountMinor > 0n));
}

/** What may be due at the border for all parcels together; undefined where there is none. */
export function importSumsOf(lines: readonly { readonly importEstimate: ImportEstimate | null }[], currency: string): { readonly duty: Money; readonly importTax: Money } | undefined {
  const estimates = lines.flatMap(({ importEstimate }) => (importEstimate ? [importEstimate] : []));
  if (!estimates.length) return undefined;
  return { duty: sumMoney(estimates.map(({ duty }) => duty), currency), importTax: sumMoney(estimates.map(({ importTax }) => importTax), currency) };
}
