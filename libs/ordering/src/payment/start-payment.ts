import { Inject, Injectable } from '@nestjs/common';
import { PaymentProviderAway } from '@silkport/payments';
import { CONFIG, Runs, type Config } from '@silkport/platform';
import { OrderAccess } from '../order-access.js';
import { OrderReads, type OrderView } from '../order-reads.js';
import { OpenOrderCheckout } from './open-order-checkout.js';
import { RetryPayment, startPayment } from './retry-payment.js';

/** Opens the payment page of an order that awaits payment; asked for again, it gives the same page. */
@Injectable()
export class StartPayment {
  constructor(
    private readonly orders: OrderReads,
    private readonly access: OrderAccess,
    private readonly openCheckout: OpenOrderCheckout,
    private readonly retry: RetryPayment,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @returns the address of the payment page, or undefined when the provider is away (a job goes on trying) or there is nothing to pay */
  async run(orderId: string): Promise<string | undefined> {
    return this.openOrRetry(await this.orders.byId(orderId), false);
  }

  /** The same for an order that was placed just now, so that nothing about it has to be read again. */
  async first(order: OrderView): Promise<string | undefined> {
    return this.openOrRetry(order, true);
  }

  @Runs(startPayment)
  async again(payload: { orderId: string }): Promise<void> {
    await this.open(await this.orders.byId(payload.orderId), false);
  }

  private async openOrRetry(order: OrderView | undefined, isNew: boolean): Promise<string | undefined> {
    try {
      return await this.open(order, isNew);
    } catch (error) {
      if (!order || !(error instanceof PaymentProviderAway)) throw error;
      await this.retry.later(order.id);
      return undefined;
    }
  }

  private async open(order: OrderView | undefined, isNew: boolean): Promise<string | undefined> {
    if (order?.status !== 'awaiting_payment') return undefined;
    const page = `${this.config.publicUrl}/${order.locale}/orders/${order.number}?key=${this.access.keyOf(order.id)}`;
    return this.openCheckout.run(order, { isNew, successUrl: `${page}&paid=1`, cancelUrl: `${page}&left=1` });
  }
}
