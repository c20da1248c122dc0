import { Injectable } from '@nestjs/common';
import { CancelOrder } from '@silkport/ordering';
import { CloseCheckout } from '@silkport/payments';

/** Closes the payment page of an order and then the order, at its buyer's wish. An order that was paid a moment before stays paid. */
@Injectable()
export class EndUnpaidOrder {
  constructor(private readonly closeCheckout: CloseCheckout, private readonly cancelOrder: CancelOrder) {}

  /** @throws PaymentProviderAway, ChargeMismatch */
  async run(orderId: string, reason: string): Promise<void> {
    const status = await this.closeCheckout.run(orderId);
    if (status !== 'paid') await this.cancelOrder.run(orderId, { actor: 'buyer', reason });
  }
}
