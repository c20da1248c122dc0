import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock, money } from '@silkport/values';
import { applyReversed } from './apply-reversed.js';
import { takenBack } from './move-transfer.js';
import type { ReversalRow } from './reserve-reversal.js';
import { connectRefusal, StripeConnect } from './stripe-connect.js';

const settle = statement('payments.settle_reversal', `UPDATE payments.transfer_reversals SET state = $2, stripe_reversal_id = $3, failure_reason = $4 WHERE id = $1 AND state = 'asked'`);

/** Asks Stripe to take back what is reserved. Repeating it takes nothing more. */
@Injectable()
export class AskReversal {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly connect: StripeConnect,
    private readonly clock: Clock,
  ) {}

  /**
   * What a payout that failed has left behind is ours: it is asked for until we have it, by a new key each day, since Stripe repeats a refusal for the same.
   * @returns whether it was taken back; Stripe refuses where the account has not got it any more @throws PaymentProviderAway
   */
  async run({ id, payout_id: payoutId, amount_minor, currency, reason, stripe_transfer_id: transferId }: ReversalRow, isNew: boolean): Promise<'done' | 'failed'> {
    const isOwed = reason === takenBack;
    const key = isOwed ? `reversal:${id}:${this.clock.now().toISOString().slice(0, 10)}` : `reversal:${id}`;
    try {
      const earlier = isNew ? undefined : await this.connect.findReversal(transferId, id);
      const reversal = earlier ?? (await this.connect.reverse(transferId, id, money(amount_minor, currency), key));
      const transfer = await this.connect.retrieveTransfer(transferId);
      await this.database.transaction(async (tx) => {
        await applyReversed(tx, this.outbox, payoutId, transfer, this.clock.now());
        await prepared(tx, settle, [id, 'done', reversal.id, null]);
      });
      return 'done';
    } catch (error) {
      const failureReason = connectRefusal(error);
      if (failureReason === undefined || isOwed) throw error;
      await this.database.read(settle, [id, 'failed', null, failureReason]);
      return 'failed';
    }
  }
}
