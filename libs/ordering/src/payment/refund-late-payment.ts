import { Injectable } from '@nestjs/common';
import { RefundCharge } from '@silkport/payments';
import { job, Runs } from '@silkport/platform';
import type { Money } from '@silkport/values';

interface LateMoney {
  readonly orderId: string;
  /** Where it has failed before. */
  readonly again?: boolean;
  /** Where the buyer's bank has taken a part already: the rest. */
  readonly amount?: Money;
}

export const refundLatePayment = job<LateMoney>('ordering/refund-late-payment');

/** Gives back money that arrived for an order that could no longer take it. */
@Injectable()
export class RefundLatePayment {
  constructor(private readonly refundCharge: RefundCharge) {}

  @Runs(refundLatePayment)
  async run({ orderId, again = false, amount }: LateMoney): Promise<void> {
    // The order's own id: money that came too late is given back once, whole, however often it is asked.
    await this.refundCharge.run({ refundId: orderId, reference: orderId, reason: 'order_cancelled', again, ...(amount ? { amount } : {}) });
  }
}
