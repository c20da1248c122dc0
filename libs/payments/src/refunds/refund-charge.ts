import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { Clock, type Money } from '@silkport/values';
import { AskRefund } from './ask-refund.js';
import { refundView } from './refund-row.js';
import type { RefundStatus } from './charge-refund.entity.js';
import { reserveRefund } from './reserve-refund.js';

export interface RefundRequest {
  /** Ours, a UUID: the idempotency key. */
  readonly refundId: string;
  /** What the charge was for. */
  readonly reference: string;
  /** Absent: all that is left of the charge. */
  readonly amount?: Money;
  /** Ask again where it has failed: Stripe refused to make it, such as while the charge was disputed, or the buyer's bank sent it back. */
  readonly again?: boolean;
  /** Why, as a short code such as `order_cancelled`: for the record, not for people. */
  readonly reason: string;
}

export interface RefundView {
  readonly refundId: string;
  readonly refunded: Money;
  readonly status: RefundStatus;
}

/** Gives a charge back, whole or in part, once for each `refundId` however often it is asked. `refundSettled` tells how it ended. */
@Injectable()
export class RefundCharge {
  constructor(private readonly database: Database, private readonly askRefund: AskRefund, private readonly clock: Clock) {}

  /**
   * @throws PaymentProviderAway; the amount stays reserved and Stripe is asked again by the minute @throws NothingToRefund @throws RefundAboveCharge
   * @throws RefundCurrencyDiffers @throws RefundNotPositive @throws RefundDiffers @throws AmountNotChargeable; nothing is stored then
   */
  async run(wanted: RefundRequest): Promise<RefundView> {
    const reservation = await this.database.transaction((tx) => reserveRefund(tx, wanted, this.clock.now()));
    return refundView(reservation.refund.status === 'asked' ? await this.askRefund.run(reservation) : reservation.refund);
  }
}
