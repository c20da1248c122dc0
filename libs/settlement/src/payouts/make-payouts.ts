import { Injectable, Logger } from '@nestjs/common';
import { Database, Every, Outbox, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { createPayouts, type CreatedPayout } from './create-payouts.js';
import { lockDueAccounts, type PayoutCandidate } from './lock-due-accounts.js';
import { sendPayoutJob } from './payout-jobs.js';
import { PayoutRates, type Conversion } from './payout-rates.js';

const accountsAtOnce = 500;
const first = { merchantId: '00000000-0000-0000-0000-000000000000', currency: '' };
const logger = new Logger('Pay-outs');

/** Makes the pay-outs that are due, for each merchant and currency once for each day that its schedule names. */
@Injectable()
export class MakePayouts {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly rates: PayoutRates,
    private readonly clock: Clock,
  ) {}

  @Every('5 * * * *', 'settlement/make-payouts')
  async everyHour(): Promise<void> {
    await this.run();
  }

  /**
   * A few statements for five hundred accounts, in one transaction: killed before its end it has done nothing, repeated after it finds the
   * due date marked. Two at once share the accounts out.
   */
  async run(): Promise<CreatedPayout[]> {
    const conversion = await this.rates.today();
    const all: CreatedPayout[] = [];
    let after: Pick<PayoutCandidate, 'merchantId' | 'currency'> | undefined = first;
    while (after) {
      const batch: { candidates: PayoutCandidate[]; created: CreatedPayout[] } = await this.batch(conversion, after);
      all.push(...batch.created);
      after = batch.candidates.length === accountsAtOnce ? batch.candidates.at(-1) : undefined;
    }
    if (all.length) logger.log(`${all.length} pay-outs were made`);
    return all;
  }

  private batch(conversion: Conversion, after: Pick<PayoutCandidate, 'merchantId' | 'currency'>): Promise<{ candidates: PayoutCandidate[]; created: CreatedPayout[] }> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const candidates = await lockDueAccounts(tx, now, conversion.reaches, after, accountsAtOnce);
      const created = candidates.length ? await createPayouts(tx, candidates, conversion, now) : [];
      await askToSend(tx, this.outbox, created);
      return { candidates, created };
    });
  }
}

/** The provider is asked after the transaction; a bank file gathers the others. */
export async function askToSend(tx: Tx, outbox: Outbox, created: readonly Pick<CreatedPayout, 'payoutId' | 'method'>[]): Promise<void> {
  for (const { payoutId, method } of created) if (method === 'stripe') await outbox.enqueue(tx, sendPayoutJob, { payoutId }, `payout:${payoutId}`);
}
