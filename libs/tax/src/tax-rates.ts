import { parseDecimal } from '@silkport/values';
import data from './data/rates.json' with { type: 'json' };

/** Groups of tax classes that the dated tables have a rate for. */
export type RateGroup = 'digital' | 'e-publication' | 'professional' | 'goods';

/** One row of the dated tables: a tax, its rate, the days it is in force (both included) and the law. */
export interface TaxRate {
  /** Market, or market and province where the tax is one of it: `KZ`, `CA-QC`. */
  readonly market: string;
  readonly group: RateGroup;
  readonly name: string;
  readonly ratePct: string;
  /** Indonesia levies 12 % on 11/12 of the price: [11n, 12n]; elsewhere [1n, 1n]. */
  readonly base: readonly [bigint, bigint];
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly source: string;
  /** `high`, `medium`, `memory…`, `assumed…`, `planned`. */
  readonly confidence: string;
  /** Tax for one unit of the price without tax, as numerator and denominator. */
  readonly fraction: Fraction;
}

export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

interface Row extends Omit<TaxRate, 'base' | 'fraction'> { readonly base: readonly [number, number] | null }

function rateOf(row: Row): TaxRate {
  const rate = parseDecimal(row.ratePct);
  if (!rate) throw new Error(`The rate ${row.ratePct} of ${row.market} is no decimal`);
  const base = [BigInt(row.base?.[0] ?? 1), BigInt(row.base?.[1] ?? 1)] as const;
  const fraction = { numerator: rate.digits * base[0], denominator: 100n * 10n ** BigInt(rate.scale) * base[1] };
  return { ...row, base, fraction };
}

/** All rows, in the order of the table. */
export const taxRates: readonly TaxRate[] = (data.rates as unknown as readonly Row[]).map(rateOf);

const byPlace = Map.groupBy(taxRates, ({ market, group }) => `${market}/${group}`);
const none: readonly TaxRate[] = [];
const kept = new Map<string, readonly TaxRate[]>();

/**
 * Every tax in force in a place on a calendar date (several in Quebec, none where no rate is known).
 * A group without rows of its own has the digital rate.
 */
export function ratesOn(place: string, group: RateGroup, date: string): readonly TaxRate[] {
  const key = `${place}/${group}/${date}`;
  const found = kept.get(key);
  if (found) return found;
  const rows = byPlace.get(`${place}/${group}`) ?? (group === 'goods' ? none : byPlace.get(`${place}/digital`)) ?? none;
  const inForce = rows.filter(({ validFrom, validTo }) => (validFrom ?? '') <= date && date <= (validTo ?? '9999'));
  if (kept.size > 5_000) kept.clear();
  kept.set(key, inForce);
  return inForce;
}
