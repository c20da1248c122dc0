import { Injectable } from '@nestjs/common';
import { job, Runs } from '@silkport/platform';
import { RefundCharge } from '../refunds/refund-charge.js';

export const giveUnorderedBack = job<{ reference: string }>('payments/give-unordered-back');

/** Gives back the money of a period that will never be an order: once and whole, by the id that its order would have had. */
@Injectable()
export class GiveUnorderedBack {
  constructor(private readonly refundCharge: RefundCharge) {}

  /** @throws PaymentProviderAway */
  @Runs(giveUnorderedBack)
  async run({ reference }: { reference: string }): Promise<void> {
    await this.refundCharge.run({ refundId: reference, reference, reason: 'invoice_set_aside' });
  }
}
