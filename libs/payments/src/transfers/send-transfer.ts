import { Injectable } from '@nestjs/common';
import { Database, Outbox } from '@silkport/platform';
import { Clock, type Money } from '@silkport/values';
import { AskTransfer } from './ask-transfer.js';
import { reserveTransfer } from './reserve-transfer.js';
import { toStripeAmount } from '../stripe-amount.js';
import { transferView } from './transfer-row.js';
import type { TransferState } from './transfer.entity.js';

export interface TransferRequest {
  /** Ours, a UUID: the idempotency key. */
  readonly payoutId: string;
  readonly merchantId: string;
  /** In a currency of the platform's balance: see `SettlementCurrencies`. */
  readonly amount: Money;
  /** As the merchant reads it at Stripe. */
  readonly description: string;
}

export interface TransferView {
  readonly payoutId: string;
  readonly amount: Money;
  readonly state: TransferState;
  readonly failureReason: string | null;
}

/** Sends money from our balance to a merchant's account and on to its bank, once for each `payoutId`. `transferChanged` tells how it goes. */
@Injectable()
export class SendTransfer {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly askTransfer: AskTransfer,
    private readonly clock: Clock,
  ) {}

  /**
   * A transfer that Stripe refuses is `failed`, not thrown. @throws PaymentProviderAway; it is asked for again by the minute
   * @throws MerchantNotConnected @throws TransferDiffers @throws AmountNotChargeable @throws CurrencyNotChargeable; nothing is stored then
   */
  async run(wanted: TransferRequest): Promise<TransferView> {
    toStripeAmount(wanted.amount);
    const { transfer, isNew } = await this.database.transaction((tx) => reserveTransfer(tx, this.outbox, wanted, this.clock.now()));
    const isUnfinished = transfer.state === 'asked' || (transfer.state === 'sent' && !transfer.stripe_payout_id);
    return transferView(isUnfinished ? await this.askTransfer.run(transfer, isNew) : transfer);
  }
}
