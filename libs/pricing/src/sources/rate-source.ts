import type { RatesOfADay } from '../rates/record-rates.js';

/** Where a day's reference rates are fetched from. */
export interface RateSource {
  /** What its sets are recorded under. */
  readonly name: string;
  /** Only the demo's sample: its one day serves for ever, and is shown with its date. */
  readonly staysFresh: boolean;
  /** The newest rates that it has. Fails where it cannot be reached or read: then nothing is recorded. */
  fetch(): Promise<RatesOfADay>;
}

/** Injection token of the source that the settings name. */
export const RATE_SOURCE = Symbol('silkport rate source');
