import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database, Every, job, Outbox, Runs } from '@silkport/platform';
import { RecordRates } from './record-rates.js';
import { RATE_SOURCE, type RateSource } from '../sources/rate-source.js';

const fetchRates = job<Record<string, never>>('pricing/fetch-rates');

/** Asks the source for its newest rates four times an hour; a day that is on record already is left as it is. The sample has one day, which the demo records. */
@Injectable()
export class FetchRates {
  private readonly logger = new Logger('rates');

  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly record: RecordRates, @Inject(RATE_SOURCE) private readonly source: RateSource) {}

  @Every('*/15 * * * *', 'pricing/ask-for-rates')
  async ask(): Promise<void> {
    if (this.source.staysFresh) return;
    await this.database.transaction((tx) => this.outbox.enqueue(tx, fetchRates, {}, fetchRates.name));
  }

  /** Fails where the source cannot be reached or read: the job is tried again, and meanwhile the last rates grow old. */
  @Runs(fetchRates)
  async run(): Promise<void> {
    const day = await this.source.fetch();
    const { isNew } = await this.record.run(day, 'fetched');
    if (isNew) this.logger.log(`Recorded the rates of ${day.effectiveDate} from ${day.source}`);
  }
}
