import { divideHalfUp, money, type Money } from '@silkport/values';
import type { Convert } from './convert.js';
import type { Levy, Treatment } from './levy.js';
import { addTaxes, splitIncluded, takeOffTax, type SplitAmounts } from './split-tax.js';
import type { TaxLine } from './tax-line.js';
import type { TaxableLine, TaxedLine } from './tax-request.js';

export interface Pricing {
  /** Whether the market's prices are shown without tax. */
  readonly isAdded: boolean;
  readonly stepMinor: bigint;
  readonly date: string;
  /** The currency in which the authority of a tax is paid. */
  readonly remitted: (levy: Levy) => string;
  readonly convert: Convert;
}

/** The amounts of a line by its treatment: net + tax = gross in the presentment currency, each tax also as settled and as remitted. */
export function priceLine(line: TaxableLine, { levies, takenOff }: Treatment, pricing: Pricing): Omit<TaxedLine, 'importEstimate'> {
  const { isAdded, stepMinor } = pricing;
  const shownMinor = line.shown.amountMinor;
  const fractions = levies.map(({ fraction }) => fraction);
  const priceMinor = isAdded || !takenOff.length ? shownMinor : takeOffTax(shownMinor, takenOff, stepMinor);
  const split = isAdded ? addTaxes(priceMinor, fractions, stepMinor) : splitIncluded(priceMinor, fractions);
  const { currency } = line.shown;
  return {
    net: money(split.netMinor, currency),
    tax: money(split.grossMinor - split.netMinor, currency),
    gross: money(split.grossMinor, currency),
    taxes: levies.map((levy, index) => taxLine(levy, split.taxesMinor[index] ?? 0n, split, line, pricing)),
  };
}

function taxLine(levy: Levy, amountMinor: bigint, { netMinor }: SplitAmounts, line: TaxableLine, { isAdded, date, remitted, convert }: Pricing): TaxLine {
  const { currency } = line.shown;
  const [numerator, denominator] = levy.base;
  const baseMinor = numerator === denominator ? netMinor : divideHalfUp(netMinor * numerator, denominator);
  const remittance = remitted(levy);
  const as = (minor: bigint, target: string): Money => money(convert(minor, currency, target), target);
  return {
    jurisdiction: levy.jurisdiction, authority: levy.authority, name: levy.name, ratePct: levy.ratePct, base: money(baseMinor, currency), amount: money(amountMinor, currency),
    isIncluded: !isAdded, reason: levy.reason, legalSource: levy.legalSource, taxPointDate: date,
    settlementBase: as(baseMinor, line.merchantCurrency), settlementAmount: as(amountMinor, line.merchantCurrency),
    remittanceBase: as(baseMinor, remittance), remittanceAmount: as(amountMinor, remittance),
  };
}
