import type { PriceTable } from './rates/rate-table.js';

/** A table of prices for tests: no margin, nothing stopped, unless told otherwise. */
export function aPriceTable(change: Partial<PriceTable> = {}): PriceTable {
  return { rateSetId: '0', base: 'CNY', effectiveDate: '2026-09-29', source: 'test', rates: new Map(), marginPct: '0', stops: new Map(), endings: new Map(), ...change };
}
