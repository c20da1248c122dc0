import { Injectable } from '@nestjs/common';
import { RefundCharge } from '@silkport/payments';
import { job, Runs } from '@silkport/platform';

export const refundLatePayment = job<{ orderId: string }>('ordering/refund-late-payment');

/** Gives back money that arrived for an order that could no longer take it. */
@Injectable()
export class RefundLatePayment {
  constructor(private readonly refundCharge: RefundCharge) {}

  @Runs(refundLatePayment)
  async run({ orderId }: { orderId: string }): Promise<void> {
    // The order's own id: money that came too late is given back once, whole, however often it is asked.
    await this.refundCharge.run({ refundId: orderId, reference: orderId, reason: 'order_cancelled' });
  }
}
