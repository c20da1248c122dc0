import { readFileSync } from 'node:fs';
import type { Rates } from './exchange.js';

/**
 * Reads a JSON of rates: `{ "base": "EUR", "rates": { "USD": "1.08" } }` or the map alone, each value the units per 1 of
 * the base, as a number or as decimal text. Throws when the file cannot be read or a value is no positive number.
 */
export function readRates(file: string): Rates {
  const content = JSON.parse(readFileSync(file, 'utf8')) as { base?: unknown; rates?: unknown };
  const given = typeof content.rates === 'object' && content.rates !== null ? content.rates : content;
  const rates: Record<string, number> = {};
  for (const [code, value] of Object.entries(given)) if (/^[A-Za-z]{3}$/.test(code)) rates[code.toLowerCase()] = positive(code, value);
  if (typeof content.base === 'string') rates[content.base.toLowerCase()] = 1;
  return rates;
}

function positive(code: string, value: unknown): number {
  const rate = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new Error(`the rate of ${code} must be above 0`);
}
