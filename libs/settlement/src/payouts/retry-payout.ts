import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { NothingToPayOut, PayoutNotRetryable, PayoutUnknown } from '../settlement.errors.js';
import { createPayouts } from './create-payouts.js';
import { isUsable, usableMethod, type PayoutCandidate } from './lock-due-accounts.js';
import { lockPayout } from './lock-payout.js';
import { askToSend } from './make-payouts.js';
import type { Payout } from './payout.entity.js';
import { PayoutRates, type Conversion } from './payout-rates.js';

const lockAccount = statement('settlement.lock_account_to_retry', `
  SELECT m.id AS "methodId", m.kind AS method FROM settlement.merchant_accounts a ${usableMethod} WHERE a.merchant_id = $1 AND a.currency = $2 AND ${isUsable} FOR UPDATE OF a`);
const attempts = statement('settlement.payout_attempts', `
  SELECT max(attempt)::int AS last, bool_or(retry_of = $4) AS retried FROM settlement.payouts WHERE merchant_id = $1 AND currency = $2 AND run_date = $3`);

/** Tries a pay-out again: asks the provider once more, or pays at once what a failed one has made payable again. */
@Injectable()
export class RetryPayout {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly rates: PayoutRates,
    private readonly clock: Clock,
  ) {}

  /** @returns the id of the pay-out that is on its way now: the same, or the one that takes its place @throws PayoutUnknown @throws PayoutNotRetryable @throws NothingToPayOut */
  async run({ payoutId, personId }: { readonly payoutId: string; readonly personId: string }): Promise<string> {
    const conversion = await this.rates.today();
    return this.database.transaction(async (tx) => {
      const payout = await lockPayout(tx, payoutId);
      if (!payout) throw new PayoutUnknown();
      const retried = await this.retry(tx, payout, conversion);
      await recordAudit(tx, { personId, action: 'settlement.payout_retried', happenedAt: this.clock.now(), details: { payoutId, retriedAs: retried } });
      return retried;
    });
  }

  private async retry(tx: Tx, payout: Payout, conversion: Conversion): Promise<string> {
    if (payout.state === 'created' && payout.method === 'stripe') {
      await askToSend(tx, this.outbox, [{ payoutId: payout.id, method: payout.method }]);
      return payout.id;
    }
    if (payout.state !== 'failed' && payout.state !== 'reversed') throw new PayoutNotRetryable();
    const created = await createPayouts(tx, [await candidateFor(tx, payout)], conversion, this.clock.now());
    const [retried] = created;
    if (!retried) throw new NothingToPayOut();
    await askToSend(tx, this.outbox, created);
    return retried.payoutId;
  }
}

async function candidateFor(tx: Tx, { id, merchantId, currency, runDate }: Payout): Promise<PayoutCandidate> {
  const [account] = await prepared<Pick<PayoutCandidate, 'methodId' | 'method'>>(tx, lockAccount, [merchantId, currency]);
  if (!account) throw new NothingToPayOut();
  const [earlier] = await prepared<{ last: number; retried: boolean | null }>(tx, attempts, [merchantId, currency, runDate, id]);
  if (!earlier || earlier.retried) throw new PayoutNotRetryable();
  return { ...account, payoutId: newId(), merchantId, currency, minimumMinor: 0n, runDate, attempt: earlier.last + 1, retryOf: id };
}
