import { Inject, Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { orderCancelled, OrderReads, type OrderCancelled } from '@silkport/ordering';
import { CONFIG, Handles, type Config, type EventContext, type Tx } from '@silkport/platform';
import { cancellationLetter } from './cancellation-letter.js';
import { PostMessage } from './post-message.js';

@Injectable()
export class OnOrderCancelled {
  constructor(
    private readonly orders: OrderReads,
    private readonly phrases: Phrases,
    private readonly postMessage: PostMessage,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Handles(orderCancelled, 'notifications/tell-of-cancelled-order')
  async tell(tx: Tx, { orderId }: OrderCancelled, { eventId }: EventContext): Promise<void> {
    const order = await this.orders.byId(orderId);
    if (!order) throw new Error(`The cancelled order ${orderId} cannot be read`);
    const letter = cancellationLetter(this.phrases, order, `${this.config.publicUrl}/${order.locale}`);
    await this.postMessage.run(tx, { eventId, kind: 'order-cancelled', recipient: order.email, letter });
  }
}
