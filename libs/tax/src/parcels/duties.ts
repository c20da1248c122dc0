import { lowValueGoods } from '@silkport/markets';
import data from '../data/duties.json' with { type: 'json' };

/** A flat customs rule for parcels. Where none is known, duty goes by the tariff, which is not on record: `duty_by_tariff`. */
export interface DutyRule {
  readonly market: string;
  readonly kind: 'none' | 'percent' | 'percent-less' | 'percent-of-excess' | 'per-item';
  /** Percent, or the amount for each item, in decimals. */
  readonly amount: string;
  readonly less?: string;
  readonly currency: string;
  /** The rule holds up to this value of the consignment; null for any. */
  readonly upTo: string | null;
  /** A code of the messages. */
  readonly rule: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly source: string;
  readonly confidence: string;
}

const byMarket = Map.groupBy(data.duties as readonly DutyRule[], ({ market }) => market);
const blocs: Readonly<Record<string, string>> = { 'eu-ioss': 'eu', 'eaeu-parcels': 'eaeu' };

/** The rules in force in a market on a date, narrowest first. */
export function dutyRulesOn(country: string, date: string): readonly DutyRule[] {
  const bloc = blocs[lowValueGoods(country)?.scheme ?? ''];
  return (byMarket.get(bloc ?? country) ?? []).filter(({ validFrom, validTo }) => (validFrom ?? '') <= date && date <= (validTo ?? '9999'));
}
