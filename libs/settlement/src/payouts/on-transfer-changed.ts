import { Injectable } from '@nestjs/common';
import { transferChanged, type TransferChanged } from '@silkport/payments';
import { Handles, Outbox, type Tx } from '@silkport/platform';
import { changePayout } from './change-payout.js';

/** A pay-out stands as the provider says, and is paid when the provider says so. */
@Injectable()
export class OnTransferChanged {
  constructor(private readonly outbox: Outbox) {}

  @Handles(transferChanged, 'settlement/change-payout')
  async run(tx: Tx, { payoutId, stage, amount, failureReason, at }: TransferChanged): Promise<void> {
    await changePayout(tx, this.outbox, { payoutId, to: stage, reason: failureReason, at: new Date(at), ...(stage === 'reversed' ? { part: amount } : {}) });
  }
}
