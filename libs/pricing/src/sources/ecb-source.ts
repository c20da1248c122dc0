import type { RatesOfADay } from '../rates/record-rates.js';
import type { RateSource } from './rate-source.js';

const patienceMilliseconds = 10_000;
const largestFileBytes = 200_000;

/** The file did not come or is not what it is said to be. */
export class RatesNotFetched extends Error {}

/** Euro reference rates of the European Central Bank: about thirty currencies, each bank day at about 16:00 CET. What it lacks stays missing. */
export class EcbSource implements RateSource {
  readonly name = 'European Central Bank';
  readonly staysFresh = false;

  constructor(private readonly url: string) {}

  /** @throws RatesNotFetched */
  async fetch(): Promise<RatesOfADay> {
    const response = await fetch(this.url, { signal: AbortSignal.timeout(patienceMilliseconds) }).catch((error: unknown) => {
      throw new RatesNotFetched(`The file of the European Central Bank did not come: ${String(error)}`);
    });
    if (!response.ok) throw new RatesNotFetched(`The file of the European Central Bank did not come: ${response.status}`);
    const text = await response.text();
    if (text.length > largestFileBytes) throw new RatesNotFetched(`The file of the European Central Bank has ${text.length} characters, which no daily file has`);
    return ratesOfEcbFile(text, this.name);
  }
}

/** Reads the daily file, strictly: one day, each rate a plain decimal. @throws RatesNotFetched */
function ratesOfEcbFile(xml: string, source: string): RatesOfADay {
  const days = [...xml.matchAll(/<Cube\s+time=(['"])(\d{4}-\d{2}-\d{2})\1\s*>/g)];
  const [day] = days;
  const entries = [...xml.matchAll(/<Cube\s[^>]*\bcurrency=[^>]*>/g)].map(([element]) => {
    const [, , currency = ''] = /\bcurrency=(['"])([A-Z]{3})\1/.exec(element) ?? [];
    const [, , rate = ''] = /\brate=(['"])(\d+(?:\.\d+)?)\1/.exec(element) ?? [];
    if (!currency || !rate) throw new RatesNotFetched(`The file of the European Central Bank has a rate that cannot be read: ${element}`);
    return [currency, rate] as const;
  });
  if (!day?.[2] || days.length > 1 || !entries.length) throw new RatesNotFetched('The file of the European Central Bank is not one day of rates');
  if (new Set(entries.map(([currency]) => currency)).size !== entries.length) throw new RatesNotFetched('The file of the European Central Bank names a currency twice');
  return { base: 'EUR', effectiveDate: day[2], source, rates: Object.fromEntries(entries) };
}
