import { Inject, Injectable } from '@nestjs/common';
import { OpenCheckout, PaymentProviderAway } from '@silkport/payments';
import { CONFIG, Runs, type Config } from '@silkport/platform';
import { money, translation } from '@silkport/values';
import { OrderAccess } from './order-access.js';
import { OrderReads } from './order-reads.js';
import { RetryPayment, startPayment } from './retry-payment.js';

/** Opens the payment page of an order that awaits payment; asked for again, it gives the same page. */
@Injectable()
export class StartPayment {
  constructor(
    private readonly orders: OrderReads,
    private readonly access: OrderAccess,
    private readonly openCheckout: OpenCheckout,
    private readonly retry: RetryPayment,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @returns the address of the payment page, or undefined when the provider is away (a job goes on trying) or there is nothing to pay */
  async run(orderId: string): Promise<string | undefined> {
    try {
      return await this.open({ orderId });
    } catch (error) {
      if (!(error instanceof PaymentProviderAway)) throw error;
      await this.retry.later(orderId);
      return undefined;
    }
  }

  @Runs(startPayment)
  async again(payload: { orderId: string }): Promise<void> {
    await this.open(payload);
  }

  private async open({ orderId }: { orderId: string }): Promise<string | undefined> {
    const order = await this.orders.byId(orderId);
    if (order?.status !== 'awaiting_payment') return undefined;
    const page = `${this.config.publicUrl}/${order.locale}/orders/${order.number}?key=${this.access.keyOf(order.id)}`;
    const checkout = await this.openCheckout.run({
      reference: order.id, amount: order.total, email: order.email, locale: order.locale, successUrl: `${page}&paid=1`, cancelUrl: `${page}&left=1`, expiresAt: order.expiresAt,
      lines: order.lines.map((line) => ({
        title: [line.productName, line.variantName].map((name) => (name ? translation(name, order.locale).text : '')).filter(Boolean).join(' · '),
        quantity: line.quantity, unitAmount: money(line.unit.amountMinor, order.total.currency),
      })),
    });
    return checkout.url ?? undefined;
  }
}
