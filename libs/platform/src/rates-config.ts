import path from 'node:path';

/** Where reference rates come from. */
export type RatesSource =
  | { readonly kind: 'sample' }
  | { readonly kind: 'ecb'; readonly url: string }
  | { readonly kind: 'csv'; readonly path: string };

export interface RatesConfig {
  readonly source: RatesSource;
  /** Hours on bank days after the end of its date, until which a rate is sold at. */
  readonly staleHours: number;
  /** Percent: a rate that moved by more stops its currency until somebody accepts it. */
  readonly jumpPct: number;
  /** Decimal percent that the marketplace adds to the reference rate of a converted price. */
  readonly marginPct: string;
}

/** The daily file of euro reference rates. Source: European Central Bank, "Euro foreign exchange reference rates". */
const ecbDailyFile = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml';

interface Reading {
  readonly text: (name: string) => string | undefined;
  readonly url: (name: string, schemes: readonly string[]) => string | undefined;
  readonly whole: (name: string, fallback: number, min: number, max: number) => number;
  readonly fault: (sentence: string) => void;
}

/** @param demo whether the goods are those of the demo: the sample rates are for nothing else */
export function ratesConfig({ text, url, whole, fault }: Reading, demo: boolean): RatesConfig {
  const named = text('RATES_SOURCE') ?? (demo ? 'sample' : 'ecb');
  const given = url('RATES_URL', ['http', 'https']);
  if (given && named !== 'ecb') fault('RATES_URL is the address of the file of RATES_SOURCE=ecb, and of no other source.');
  if (named === 'sample' && !demo) fault('RATES_SOURCE=sample is the demo’s, whose rates are those of one day for ever: set it to ecb or csv:<path>, or DEMO=on.');
  const marginPct = text('FX_MARGIN_PCT') ?? '2';
  if (!/^([0-4]?\d(\.\d{1,4})?|50(\.0{1,4})?)$/.test(marginPct)) fault(`FX_MARGIN_PCT must be a percentage from 0 to 50 with at most four decimals, not "${marginPct}".`);
  return { source: sourceOf(named, given, fault), staleHours: whole('RATES_STALE_HOURS', 48, 1, 2000), jumpPct: whole('RATES_JUMP_PCT', 10, 1, 100), marginPct };
}

function sourceOf(named: string, url: string | undefined, fault: Reading['fault']): RatesSource {
  if (named === 'ecb') return { kind: 'ecb', url: url ?? ecbDailyFile };
  if (/^csv:./.test(named)) return { kind: 'csv', path: path.resolve(named.slice('csv:'.length)) };
  if (named !== 'sample') fault(`RATES_SOURCE must be sample, ecb or csv:<path of a file>, not "${named}".`);
  return { kind: 'sample' };
}
