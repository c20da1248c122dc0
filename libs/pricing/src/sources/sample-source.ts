import type { RatesOfADay } from '../rates/record-rates.js';
import { sampleRates } from '../rates/sample-rates.js';
import type { RateSource } from './rate-source.js';

/** The demo's rates: real ones of one day, which stay what they are. */
export class SampleSource implements RateSource {
  readonly name = sampleRates().source;
  readonly staysFresh = true;

  fetch(): Promise<RatesOfADay> {
    return Promise.resolve(sampleRates());
  }
}
