import { parseDecimal } from '@silkport/values';
import { RateRefused, RatesUnreadable } from '../pricing.errors.js';
import type { RatesOfADay } from './record-rates.js';

const header = 'date,base,currency,rate';
const line = /^(\d{4}-\d{2}-\d{2}),([A-Z]{3}),([A-Z]{3}),([^,]*)$/;

/**
 * Days of rates from lines of `date,base,currency,rate` under a header of these words: `2026-11-20,EUR,KZT,512.3` is 512.3 tenge for
 * one euro. A day has one base and names a currency once. @throws RatesUnreadable with the line's number, RateRefused
 */
export function ratesOfCsv(text: string, source: string): readonly [RatesOfADay, ...RatesOfADay[]] {
  const [first, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (first?.trim() !== header) throw new RatesUnreadable({ line: 1 }, 'csv');
  const days = new Map<string, { base: string; rates: Record<string, string> }>();
  for (const [index, content] of lines.entries()) {
    if (!content.trim()) continue;
    const unreadable = new RatesUnreadable({ line: index + 2 }, 'csv');
    const [, date, base, currency, rate] = line.exec(content.trim()) ?? [];
    if (!date || !base || !currency || rate === undefined) throw unreadable;
    if ((parseDecimal(rate)?.digits ?? 0n) <= 0n) throw new RateRefused({ currency, rate }, 'csv');
    const day = days.get(date) ?? { base, rates: {} };
    if (day.base !== base || day.rates[currency] !== undefined) throw unreadable;
    day.rates[currency] = rate;
    days.set(date, day);
  }
  const [newest, ...others] = [...days].map(([effectiveDate, { base, rates }]): RatesOfADay => ({ base, effectiveDate, source, rates }));
  if (!newest) throw new RatesUnreadable({ line: 2 }, 'csv');
  return [newest, ...others];
}
