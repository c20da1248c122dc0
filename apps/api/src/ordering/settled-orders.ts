import { Injectable } from '@nestjs/common';
import { OrderReads, type OrderView } from '@silkport/ordering';
import { ChargeMismatch, CheckoutReads, ConfirmCheckout, type CheckoutStatus } from '@silkport/payments';

export interface PaymentStanding { readonly checkoutUrl: string | null; readonly paymentStatus: CheckoutStatus | null }

/** Orders as they stand by what the payment provider says now, so that a lost webhook leaves nobody waiting. */
@Injectable()
export class SettledOrders {
  constructor(private readonly orders: OrderReads, private readonly confirmCheckout: ConfirmCheckout, private readonly checkouts: CheckoutReads) {}

  async settle(order: OrderView): Promise<{ order: OrderView; payment: PaymentStanding }> {
    if (order.status !== 'awaiting_payment') return { order, payment: { checkoutUrl: null, paymentStatus: order.status === 'cancelled' ? 'expired' : 'paid' } };
    await this.confirm(order.id);
    const [checkout, now] = await Promise.all([this.checkouts.checkoutOf(order.id), this.orders.byId(order.id)]);
    return { order: now ?? order, payment: { checkoutUrl: checkout?.url ?? null, paymentStatus: checkout?.status ?? null } };
  }

  /** A wrong amount is for people to look into; the buyer sees the order all the same. */
  private async confirm(orderId: string): Promise<void> {
    try {
      await this.confirmCheckout.run(orderId);
    } catch (error) {
      if (!(error instanceof ChargeMismatch)) throw error;
    }
  }
}
