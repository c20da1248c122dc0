import { Inject, Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { OrderAccess, orderPaid, OrderReads, type OrderPaid } from '@silkport/ordering';
import { CONFIG, Handles, type Config, type EventContext, type Tx } from '@silkport/platform';
import { orderLetter } from './order-letter.js';
import { PostMessage } from './post-message.js';

/** Writes the order confirmation, with the link that opens the order, in the language of the order. */
@Injectable()
export class OnOrderPaid {
  constructor(
    private readonly orders: OrderReads,
    private readonly access: OrderAccess,
    private readonly phrases: Phrases,
    private readonly postMessage: PostMessage,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Handles(orderPaid, 'notifications/confirm-order')
  async confirmOrder(tx: Tx, { orderId, paidAt }: OrderPaid, { eventId }: EventContext): Promise<void> {
    const order = await this.orders.byId(orderId);
    if (!order) throw new Error(`The paid order ${orderId} cannot be read`);
    const url = `${this.config.publicUrl}/${order.locale}/orders/${order.number}?key=${this.access.keyOf(order.id)}`;
    await this.postMessage.run(tx, { eventId, kind: 'order-confirmed', recipient: order.email, letter: orderLetter(this.phrases, order, new Date(paidAt), url) });
  }
}
