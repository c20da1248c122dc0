import sample from '../data/fx-rates-sample.json' with { type: 'json' };
import type { RatesOfADay } from './record-rates.js';

/** The sample table that the demo starts with: real mid-market rates of one day from a free aggregate, no central bank's fixing. */
export function sampleRates(): RatesOfADay {
  const table = sample.tables.find(({ base }) => base === 'CNY');
  if (!table) throw new Error('The sample has no table with the base CNY');
  return { base: table.base, effectiveDate: sample.date, source: sample.publisher, rates: table.rates };
}
