import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { OrderReads, withdrawalReceived, WithdrawFromOrder, type WithdrawalReceived } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { withdrawalLetter } from './withdrawal-letter.js';

/** Sends the receipt of a withdrawal to the address that its declaration gave. */
@Injectable()
export class OnWithdrawalReceived {
  constructor(
    private readonly orders: OrderReads, private readonly withdrawals: WithdrawFromOrder, private readonly links: OrderLinks, private readonly phrases: Phrases,
    private readonly postMessage: PostMessage,
  ) {}

  @Handles(withdrawalReceived, 'notifications/send-withdrawal-receipt')
  async send(tx: Tx, withdrawal: WithdrawalReceived, { eventId }: EventContext): Promise<void> {
    const order = await this.orders.byId(withdrawal.orderId);
    if (!order) throw new Error(`The order ${withdrawal.orderId} of a withdrawal cannot be read`);
    const { lines } = await this.withdrawals.byId(withdrawal.orderId, withdrawal.withdrawalId);
    const letter = withdrawalLetter(this.phrases, order, withdrawal, lines, this.links.of(order));
    await this.postMessage.run(tx, { eventId, kind: 'withdrawal-received', recipient: withdrawal.email, letter });
  }
}
