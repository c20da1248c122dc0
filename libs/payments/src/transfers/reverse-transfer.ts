import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { Clock, type Money } from '@silkport/values';
import { AskReversal } from './ask-reversal.js';
import { lockTransfer } from './move-transfer.js';
import { NothingToReverse, ReversalRefused } from '../payments.errors.js';
import { reserveReversal } from './reserve-reversal.js';
import type { TransferView } from './send-transfer.js';
import { transferView } from './transfer-row.js';

export interface ReversalRequest {
  readonly payoutId: string;
  /** Absent: all that has not been reversed. */
  readonly amount?: Money;
  readonly reason: string;
  /** The idempotency key, a UUID, for several partial reversals of one transfer; the payout's id where it is absent. */
  readonly reversalId?: string;
}

/** Takes back what was transferred, from the merchant's account, as far as it is still there. `transferChanged` tells of it with the amount taken. */
@Injectable()
export class ReverseTransfer {
  constructor(private readonly database: Database, private readonly askReversal: AskReversal, private readonly clock: Clock) {}

  /** @throws PaymentProviderAway; it is asked for again by the minute @throws NothingToReverse @throws ReversalAboveTransfer @throws ReversalRefused */
  async run(wanted: ReversalRequest): Promise<TransferView> {
    const { reversal, isNew } = await this.database.transaction((tx) => reserveReversal(tx, wanted, this.clock.now()));
    const state = reversal.state === 'asked' ? await this.askReversal.run(reversal, isNew) : reversal.state;
    if (state === 'failed') throw new ReversalRefused();
    const transfer = await this.database.transaction((tx) => lockTransfer(tx, wanted.payoutId));
    if (!transfer) throw new NothingToReverse();
    return transferView(transfer);
  }
}
