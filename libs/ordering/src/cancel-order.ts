import { Injectable } from '@nestjs/common';
import { releaseStock } from '@silkport/catalog';
import { checkoutExpired, type CheckoutExpired } from '@silkport/payments';
import { Database, Handles, Outbox, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { changeOrder, withState, type OrderChange } from './change-order.js';
import { lockOrder } from './lock-order.js';
import { orderCancelled } from './ordering.events.js';

/** Ends an order that was not paid and frees what it held. An order that is paid or cancelled stays as it is. */
@Injectable()
export class CancelOrder {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  async run(orderId: string, change: { actor: string; reason: string }): Promise<void> {
    await this.database.transaction((tx) => this.cancel(tx, orderId, change));
  }

  @Handles(checkoutExpired, 'ordering/cancel-unpaid')
  async onCheckoutExpired(tx: Tx, { reference }: CheckoutExpired): Promise<void> {
    await this.cancel(tx, reference, { actor: 'stripe', reason: 'payment page expired' });
  }

  private async cancel(tx: Tx, orderId: string, change: { actor: string; reason: string }): Promise<void> {
    await cancelUnpaid(tx, this.outbox, orderId, { ...change, at: this.clock.now() });
  }
}

/** The same within another's transaction. */
export async function cancelUnpaid(tx: Tx, outbox: Outbox, orderId: string, change: OrderChange): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (order?.status !== 'awaiting_payment') return;
  await changeOrder(tx, order, { cancelledAt: change.at, lines: withState(order.lines, 'cancelled') }, change);
  await releaseStock(tx, orderId);
  await outbox.publish(tx, orderCancelled, { orderId, orderNumber: order.number });
}
