import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { orderDisputed, orderDisputeDecided, OrderReads, type OrderDisputed, type OrderDisputeDecided } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { disputeLetter } from './dispute-letter.js';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';

/** Writes to a buyer whose bank asks for the money back, and again when it is decided. */
@Injectable()
export class OnOrderDisputed {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage) {}

  @Handles(orderDisputed, 'notifications/tell-of-dispute')
  tellOfDispute(tx: Tx, dispute: OrderDisputed, { eventId }: EventContext): Promise<void> {
    return this.tell(tx, dispute, 'opened', eventId);
  }

  @Handles(orderDisputeDecided, 'notifications/tell-of-dispute-decided')
  tellOfDecision(tx: Tx, dispute: OrderDisputeDecided, { eventId }: EventContext): Promise<void> {
    return this.tell(tx, dispute, dispute.result, eventId);
  }

  private async tell(tx: Tx, { orderId, disputed }: OrderDisputed, stage: 'opened' | 'won' | 'lost', eventId: string): Promise<void> {
    const order = await this.orders.byId(orderId);
    if (!order) throw new Error(`The disputed order ${orderId} cannot be read`);
    await this.postMessage.run(tx, { eventId, kind: `dispute-${stage}`, recipient: order.email, letter: disputeLetter(this.phrases, order, disputed, stage, this.links.of(order)) });
  }
}
