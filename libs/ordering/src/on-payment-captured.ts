import { Injectable, Logger } from '@nestjs/common';
import { sellHeldStock } from '@silkport/catalog';
import { paymentCaptured, type PaymentCaptured } from '@silkport/payments';
import { Handles, Outbox, type Tx } from '@silkport/platform';
import { money, sameMoney } from '@silkport/values';
import { lockOrder, moveOrder } from './lock-order.js';
import { OrderLine, type Order } from './order.entity.js';
import { orderPaid, type PaidLine } from './ordering.events.js';
import { refundLatePayment } from './refund-late-payment.js';

/** Marks an order paid when its payment has been captured, and tells everyone who delivers, counts or writes. */
@Injectable()
export class OnPaymentCaptured {
  private readonly logger = new Logger('ordering');

  constructor(private readonly outbox: Outbox) {}

  @Handles(paymentCaptured, 'ordering/mark-paid')
  async markPaid(tx: Tx, payment: PaymentCaptured): Promise<void> {
    const order = await lockOrder(tx, payment.reference);
    if (!order || order.status === 'paid') return this.logger.warn(`A payment came for ${order ? 'a paid order' : 'no order'}: ${payment.reference}`);
    const paidInFull = sameMoney(payment.charged, money(order.totalMinor, order.currency));
    // Money that came for an order that has ended, or not as much as agreed, goes back whole.
    if (order.status === 'cancelled' || !paidInFull) return this.outbox.enqueue(tx, refundLatePayment, { orderId: order.id }, `refund:${order.id}`);
    const at = new Date(payment.capturedAt);
    await moveOrder(tx, order, 'paid', { actor: 'stripe', reason: 'payment captured', at });
    const lines = await tx.find(OrderLine, { where: { orderId: order.id }, order: { position: 'ASC' } });
    if (lines.some(({ deliveryKind }) => deliveryKind === 'parcel' || deliveryKind === 'licence-key')) await sellHeldStock(tx, order.id);
    await this.outbox.publish(tx, orderPaid, {
      orderId: order.id, orderNumber: order.number, buyerCountry: order.country, total: money(order.totalMinor, order.currency),
      placedAt: order.placedAt.toISOString(), paidAt: at.toISOString(), lines: lines.map((line) => paidLine(order, line)),
    });
  }
}

function paidLine(order: Order, line: OrderLine): PaidLine {
  return {
    lineId: line.id, productId: line.productId, variantId: line.variantId, merchantId: line.merchantId, clusterId: line.clusterId, taxonomyId: line.taxonomyId,
    deliveryKind: line.deliveryKind, quantity: line.quantity, total: money(line.totalMinor, order.currency), merchantTotal: money(line.merchantTotalMinor, line.merchantCurrency), rate: line.rate,
    rateSetId: order.rateSetId, digitallyOrdered: line.digitallyOrdered, digitallyDelivered: line.digitallyDelivered,
  };
}
