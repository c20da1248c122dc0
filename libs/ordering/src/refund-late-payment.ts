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
    await this.refundCharge.run({ reference: orderId, reason: 'order cancelled before the payment arrived' });
  }
}
