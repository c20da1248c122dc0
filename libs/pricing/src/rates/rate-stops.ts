import type { RatesConfig } from '@silkport/platform';
import { bankHoursSince } from './bank-days.js';
import type { RateStop } from '../pricing.errors.js';
import type { RateTable } from './rate-table.js';
import { rateSourceOf } from '../sources/rate-source-of.js';

/** Currencies of a set that nothing is converted from or to, and why: a jump that nobody accepted, or all of them where the set is too old. */
export function stopsOf(table: RateTable, jumped: readonly string[], config: RatesConfig, now: Date): ReadonlyMap<string, RateStop> {
  const stops = new Map<string, RateStop>();
  if (isStale(table, config, now)) for (const currency of [table.base, ...table.rates.keys()]) stops.set(currency, 'stale');
  for (const currency of jumped) stops.set(currency, 'jumped');
  return stops;
}

/** The sample never is while it is the source that the settings name; beside another source it is as old as it is. */
export function isStale({ effectiveDate, source }: RateTable, config: RatesConfig, now: Date): boolean {
  const { name, staysFresh } = rateSourceOf(config.source);
  if (staysFresh && name === source) return false;
  return bankHoursSince(effectiveDate, now, config.staleHours) > config.staleHours;
}
