import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { Clock, InvalidRate, newId, parseDecimal, type Rate } from '@silkport/values';
import { RateOfSet, RateSet } from './rate-set.entity.js';

export interface RatesOfADay {
  readonly base: string;
  /** ISO 8601 calendar date. */
  readonly effectiveDate: string;
  readonly source: string;
  /** Units of each currency for one unit of `base`. */
  readonly rates: Readonly<Record<string, Rate>>;
}

/** Appends a day's reference rates. @throws InvalidRate when one is not a positive decimal; then nothing is recorded */
@Injectable()
export class RecordRates {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  async run({ base, effectiveDate, source, rates }: RatesOfADay): Promise<{ rateSetId: string }> {
    for (const rate of Object.values(rates)) if ((parseDecimal(rate)?.digits ?? 0n) <= 0n) throw new InvalidRate(rate);
    const rateSetId = newId();
    await this.database.transaction(async (tx) => {
      await tx.insert(RateSet, { id: rateSetId, base, effectiveDate, source, recordedAt: this.clock.now() });
      await tx.insert(RateOfSet, Object.entries(rates).map(([currency, rate]) => ({ rateSetId, currency, rate })));
    });
    return { rateSetId };
  }
}
