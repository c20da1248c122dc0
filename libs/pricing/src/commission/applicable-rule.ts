import { pathOf } from '@silkport/markets';
import type { CommissionedLine, CommissionTerms } from './commission-terms.js';

/** A share of the marketplace for what the rule names; null names everything. */
export interface CommissionRule {
  readonly id: string;
  /** Root, branch or leaf. */
  readonly taxonomyId: string | null;
  readonly clusterId: string | null;
  readonly merchantId: string | null;
  /** The buyer's country/region, ISO 3166-1 alpha-2. */
  readonly market: string | null;
  /** Decimal percent, 0 to 100. */
  readonly ratePct: string;
  readonly validFrom: Date;
  readonly recordedAt: Date;
  /** Why it was made, as whoever made it wrote. */
  readonly reason: string;
}

/** The tax that is due on a commission by merchants of a country/region. */
export interface CommissionTaxRate {
  readonly country: string;
  readonly ratePct: string;
  readonly legalSource: string;
  readonly validFrom: Date;
  readonly recordedAt: Date;
}

interface Book { readonly rules: readonly CommissionRule[]; readonly taxRates: readonly CommissionTaxRate[] }

/** No rule covers a line: the default one is seeded and rules are never deleted, so this is a fault of the database. */
export class NoCommissionRule extends Error {}

/** @throws NoCommissionRule */
export function applicableRule(book: Book, line: CommissionedLine, market: string, at: Date): CommissionTerms {
  const [rule] = matchingRules(book, line, market, at);
  if (!rule) throw new NoCommissionRule(`No commission rule covers ${JSON.stringify({ ...line, market })}`);
  const tax = taxInForce(book, line.merchantCountry ?? 'CN', at);
  return { ratePct: rule.ratePct, taxRatePct: tax?.ratePct ?? '0', taxLegalSource: tax?.legalSource ?? '', ruleId: rule.id };
}

/**
 * Rules that cover a line, the one that applies first. What names the merchant goes before what does not; then what names the
 * cluster; then the narrower category; then what names the market. Among equals the one that came into force last, then the one
 * recorded last.
 */
export function matchingRules({ rules }: Pick<Book, 'rules'>, line: CommissionedLine, market: string, at: Date): CommissionRule[] {
  const categories = pathOf(line.taxonomyId).map(({ id }) => id);
  return rules
    .filter((rule) => rule.validFrom <= at && covers(rule.merchantId, line.merchantId) && covers(rule.clusterId, line.clusterId)
      && (rule.taxonomyId === null || categories.includes(rule.taxonomyId)) && covers(rule.market, market))
    .toSorted((left, right) => compare(rankOf(right), rankOf(left)) || right.id.localeCompare(left.id));

  function rankOf(rule: CommissionRule): number[] {
    return [
      rule.merchantId ? 1 : 0, rule.clusterId ? 1 : 0, rule.taxonomyId ? categories.indexOf(rule.taxonomyId) + 1 : 0, rule.market ? 1 : 0,
      rule.validFrom.getTime(), rule.recordedAt.getTime(),
    ];
  }
}

function covers(named: string | null, actual: string): boolean {
  return named === null || named === actual;
}

function compare(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((each, position) => each !== right[position]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

/** Decimal percent: "0" where no rate of the country/region is on record. */
export function taxOnCommission(book: Pick<Book, 'taxRates'>, country: string, at: Date): string {
  return taxInForce(book, country, at)?.ratePct ?? '0';
}

function taxInForce({ taxRates }: Pick<Book, 'taxRates'>, country: string, at: Date): CommissionTaxRate | undefined {
  const [rate] = taxRates.filter((each) => each.country === country && each.validFrom <= at)
    .toSorted((left, right) => right.validFrom.getTime() - left.validFrom.getTime() || right.recordedAt.getTime() - left.recordedAt.getTime());
  return rate;
}
