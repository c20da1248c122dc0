import { Injectable } from '@nestjs/common';
import { RefundReads, type OrderView } from '@silkport/ordering';
import { Clock, type Locale } from '@silkport/values';
import { HeldOrders } from './held-orders.js';
import { orderAnswer } from './order-answer.js';
import { lineRightAnswers } from './order-rights-answer.js';
import type { PayableOrderAnswer } from './payable-order-answer.js';
import { refundAnswer } from './refund-answer.js';

/** An order with what its buyer may still do about it, and what was given back. */
@Injectable()
export class OrderStanding {
  constructor(private readonly held: HeldOrders, private readonly refunds: RefundReads, private readonly clock: Clock) {}

  async of(order: OrderView, reader: Locale): Promise<Omit<PayableOrderAnswer, 'checkoutUrl' | 'paymentStatus'>> {
    const refunds = order.refunded.amountMinor > 0n ? await this.refunds.ofOrder(order.id) : [];
    return { ...orderAnswer(order, this.held.keyOf(order), reader), withdrawalRights: lineRightAnswers(order, this.clock.now()), refunds: refunds.map((refund) => refundAnswer(refund)) };
  }
}
