import data from '../data/thresholds.json' with { type: 'json' };
import type { RateGroup } from '../tax-rates.js';

/** A turnover above which a seller from abroad must register. A market with several asks for all of them to be exceeded. */
export interface TaxThreshold {
  /** Market or province: `SG`, `CA-QC`. */
  readonly market: string;
  /** What is counted: all supplies to the market, those to consumers there, or the whole world's. */
  readonly counts: 'all' | 'consumers' | 'worldwide';
  /** Decimal major units. */
  readonly limit: string;
  readonly currency: string;
  /** The twelve months up to now, this calendar year, or the calendar year before the last. */
  readonly window: '12-months' | 'calendar-year' | 'year-before-last';
  /** Supplies of this group are taxed from the first. */
  readonly exceptGroup?: RateGroup;
  readonly source: string;
  readonly confidence: string;
}

export const taxThresholds = data.thresholds as readonly TaxThreshold[];

const byMarket = Map.groupBy(taxThresholds, ({ market }) => market);
const none: readonly TaxThreshold[] = [];

/** None: liable from the first sale. */
export function thresholdsOf(place: string): readonly TaxThreshold[] {
  return byMarket.get(place) ?? none;
}

/** First and last day counted for a threshold on a date, both included. */
export function windowOf({ window }: TaxThreshold, date: string): readonly [string, string] {
  const year = Number(date.slice(0, 4));
  if (window === 'calendar-year') return [`${year}-01-01`, date];
  if (window === 'year-before-last') return [`${year - 2}-01-01`, `${year - 2}-12-31`];
  const yearAgo = `${year - 1}${date.slice(4)}`;
  return [yearAgo, date];
}
