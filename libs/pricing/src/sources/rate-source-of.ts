import type { RatesSource } from '@silkport/platform';
import { CsvSource } from './csv-source.js';
import { EcbSource } from './ecb-source.js';
import type { RateSource } from './rate-source.js';
import { SampleSource } from './sample-source.js';

/** The source that the settings name. */
export function rateSourceOf(source: RatesSource): RateSource {
  switch (source.kind) {
    case 'sample':
      return new SampleSource();
    case 'ecb':
      return new EcbSource(source.url);
    case 'csv':
      return new CsvSource(source.path);
  }
}
