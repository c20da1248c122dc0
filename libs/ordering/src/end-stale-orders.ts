import { Injectable, Logger } from '@nestjs/common';
import { CloseCheckout, PaymentProviderAway } from '@silkport/payments';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { CancelOrder } from './cancel-order.js';

const stale = statement('ordering.stale_orders', `SELECT id FROM ordering.orders WHERE status = 'awaiting_payment' AND expires_at < $1 ORDER BY expires_at LIMIT 100`);

/** Ends orders whose time to pay is over, once the payment provider has confirmed that they were not paid. */
@Injectable()
export class EndStaleOrders {
  private readonly logger = new Logger('ordering');

  constructor(private readonly database: Database, private readonly closeCheckout: CloseCheckout, private readonly cancelOrder: CancelOrder, private readonly clock: Clock) {}

  @Every('* * * * *', 'ordering/end-stale-orders')
  async run(): Promise<void> {
    for (const { id } of await this.database.read<{ id: string }>(stale, [this.clock.now()])) {
      if ((await this.end(id)) === 'away') return;
    }
  }

  /** An order that cannot be ended must not keep the others from it. */
  private async end(orderId: string): Promise<'asked' | 'away'> {
    try {
      const status = await this.closeCheckout.run(orderId);
      if (status !== 'paid') await this.cancelOrder.run(orderId, { actor: 'clock', reason: 'not paid in time' });
    } catch (error) {
      if (error instanceof PaymentProviderAway) return 'away';
      this.logger.error(`The order ${orderId} cannot be ended: ${error instanceof Error ? error.message : String(error)}`);
    }
    return 'asked';
  }
}
