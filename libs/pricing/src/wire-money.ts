import { decimalOfMinor, type Money } from '@silkport/values';
import { findCurrency } from '@silkport/markets';

/** Money as it is written for others: major units as a decimal string. */
export interface WireMoney {
  readonly amount: string;
  readonly currency: string;
}

export function toWireMoney({ amountMinor, currency }: Money): WireMoney {
  return { amount: decimalOfMinor(amountMinor, findCurrency(currency)?.minorUnits ?? 2), currency };
}
