import type { Money } from '@silkport/values';
import { findCarrier } from './carriers.js';

export type CustomsForm = 'CN22' | 'CN23';

/**
 * CN 22 is for contents of up to 300 SDR in a small packet of up to 2 kg; everything else, all parcels and EMS, travels with CN 23, which
 * is right where a CN 22 might not be. Source: Universal Postal Convention, Regulations of 2022, art. 20-001 and forms CN 22, CN 23 (from memory).
 */
export const customsFormSource = 'Universal Postal Convention, Regulations, art. 20-001; forms CN 22 and CN 23';

const smallPacketGrams = 2000;
/** Carriers whose items are parcels or EMS, never small packets. */
const parcelCarriers: ReadonlySet<string> = new Set(['ems', 'dhl', 'ups', 'fedex', 'sf', 'aramex']);

/** 300 SDR in minor units, rounded down generously, so that rates may move; a currency that is not here takes the stricter form. From memory, November 2026. */
const limitsMinor: Readonly<Record<string, bigint>> = { CNY: 270_000n, EUR: 33_000n, USD: 37_000n, GBP: 27_000n, HKD: 290_000n, SGD: 50_000n, JPY: 55_000n };

/** @param values of the contents in whatever currencies they are known in; one within its limit is enough */
export function customsFormOf(values: readonly Money[], weightGrams: number, carrier: string | null): CustomsForm {
  const isSmall = weightGrams <= smallPacketGrams && !parcelCarriers.has(findCarrier(carrier)?.code ?? '');
  return isSmall && values.some(({ amountMinor, currency }) => amountMinor <= (limitsMinor[currency] ?? -1n)) ? 'CN22' : 'CN23';
}
