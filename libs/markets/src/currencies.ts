import { chargeDecimals, chargeStepMinor, isChargeable, payoutStepMinor } from './charge-currencies.js';
import data from './data/currencies.json' with { type: 'json' };

export type Currency = {
  /** ISO 4217, three capitals. */
  readonly code: string;
  readonly numeric: string;
  /** Decimals of ISO 4217; what is stored. Neither what `Intl` displays nor, for a few, what Stripe is sent. */
  readonly minorUnits: number;
  readonly name: string;
  readonly nameZh: string;
  /** Whether a buyer can be charged in it; where not, prices are shown in it and charged in another. */
  readonly chargeable: boolean;
  /** Decimals of the integer in Stripe's API. */
  readonly chargeDecimals: number;
  /** A charge is a multiple of this many ISO minor units. HUF and TWD: 1, though their payouts go by 100. */
  readonly chargeStepMinor: bigint;
  readonly payoutStepMinor: bigint;
};

/** Codes, names and digits: ISO 4217 by the table's sources, of high confidence. What Stripe takes: see charge-currencies. */
export const currencies: readonly Currency[] = data.currencies.map((row) => ({
  code: row.code,
  numeric: row.numeric,
  minorUnits: row.minor_units,
  name: row.name,
  nameZh: row.name_zh,
  chargeable: isChargeable(row.code),
  chargeDecimals: chargeDecimals(row.code, row.minor_units),
  chargeStepMinor: chargeStepMinor(row.code, row.minor_units),
  payoutStepMinor: payoutStepMinor(row.code, row.minor_units),
}));

export const chargeableCurrencies: readonly Currency[] = currencies.filter(({ chargeable }) => chargeable);

const byCode = new Map(currencies.map((currency) => [currency.code, currency]));

/** By ISO 4217 code in capitals. */
export function findCurrency(code: string): Currency | undefined {
  return byCode.get(code);
}
