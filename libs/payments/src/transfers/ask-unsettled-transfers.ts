import { Injectable, Logger } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { AskReversal } from './ask-reversal.js';
import { AskTransfer } from './ask-transfer.js';
import { PaymentProviderAway } from '../payments.errors.js';
import type { ReversalRow } from './reserve-reversal.js';
import { transferColumns, type TransferRow } from './transfer-row.js';

const askedPauseMilliseconds = 2 * 60_000;
/** Until the money is available on the account a payout is refused, which takes hours or days. */
const unpaidPauseMilliseconds = 30 * 60_000;
/** A bank takes days, and the webhook that tells of the end may be lost. */
const sentPauseMilliseconds = 6 * 60 * 60_000;

const takeTransfers = statement(
  'payments.take_unsettled_transfers',
  `UPDATE payments.transfers SET tried_at = $1 WHERE payout_id IN (
     SELECT payout_id FROM payments.transfers WHERE state IN ('asked', 'sent')
       AND tried_at < CASE WHEN state = 'asked' THEN $2::timestamptz WHEN stripe_payout_id IS NULL THEN $3::timestamptz ELSE $4::timestamptz END
     ORDER BY tried_at LIMIT 100 FOR UPDATE SKIP LOCKED)
   RETURNING ${transferColumns}`,
);
const takeReversals = statement(
  'payments.take_asked_reversals',
  `UPDATE payments.transfer_reversals reversal SET tried_at = $1 FROM payments.transfers transfer
   WHERE transfer.payout_id = reversal.payout_id AND reversal.id IN (
     SELECT id FROM payments.transfer_reversals WHERE state = 'asked' AND tried_at < $2 ORDER BY tried_at LIMIT 100 FOR UPDATE SKIP LOCKED)
   RETURNING reversal.id, reversal.payout_id, reversal.amount_minor, reversal.reason, reversal.state, transfer.stripe_transfer_id, transfer.currency`,
);

/** Goes on with the transfers and reversals of a process that was killed on the way, that Stripe could not take yet, or whose webhook was lost. */
@Injectable()
export class AskUnsettledTransfers {
  private readonly logger = new Logger('payments');

  constructor(
    private readonly database: Database,
    private readonly askTransfer: AskTransfer,
    private readonly askReversal: AskReversal,
    private readonly clock: Clock,
  ) {}

  @Every('* * * * *', 'payments/ask-unsettled-transfers')
  async run(): Promise<void> {
    const now = this.clock.now();
    const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
    const pauses = [askedPauseMilliseconds, unpaidPauseMilliseconds, sentPauseMilliseconds].map(before);
    const transfers = await this.database.read<TransferRow>(takeTransfers, [now, ...pauses]);
    const reversals = await this.database.read<ReversalRow>(takeReversals, [now, before(askedPauseMilliseconds)]);
    const asked = [
      ...transfers.map((row) => ({ what: `transfer ${row.payout_id}`, ask: () => this.askTransfer.run(row, false) })),
      ...reversals.map((row) => ({ what: `reversal ${row.id}`, ask: () => this.askReversal.run(row, false) })),
    ];
    for (const { what, ask } of asked) {
      try {
        await ask();
      } catch (error) {
        if (error instanceof PaymentProviderAway) return;
        this.logger.error(`The ${what} cannot be settled: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
