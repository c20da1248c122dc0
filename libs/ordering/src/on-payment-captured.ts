import { Injectable, Logger } from '@nestjs/common';
import { sellHeldStock } from '@silkport/catalog';
import { paymentCaptured, type PaymentCaptured } from '@silkport/payments';
import { Handles, Outbox, prepared, publication, publishing, statement, type Tx } from '@silkport/platform';
import { money, sameMoney } from '@silkport/values';
import { lockPaidOrder, type LockedOrder } from './lock-paid-order.js';
import { orderPaid, type PaidLine } from './ordering.events.js';
import { refundLatePayment } from './refund-late-payment.js';

const markPaid = statement('ordering.mark_paid', `
  WITH paid AS (UPDATE ordering.orders SET status = 'paid', paid_at = $2 WHERE id = $1 AND status = 'awaiting_payment' RETURNING id),
    moved AS (INSERT INTO ordering.order_transitions (order_id, to_status, from_status, actor, reason, changed_at) SELECT id, 'paid', 'awaiting_payment', 'stripe', 'payment captured', $2 FROM paid),
    ${publishing({ from: 'paid', first: 3 })}
  SELECT FROM paid`);

/** Marks an order paid when its payment has been captured, and tells everyone who delivers, counts or writes. */
@Injectable()
export class OnPaymentCaptured {
  private readonly logger = new Logger('ordering');

  constructor(private readonly outbox: Outbox) {}

  @Handles(paymentCaptured, 'ordering/mark-paid')
  async markPaid(tx: Tx, payment: PaymentCaptured): Promise<void> {
    const order = await lockPaidOrder(tx, payment.reference);
    if (!order || order.status === 'paid') return this.logger.warn(`A payment came for ${order ? 'a paid order' : 'no order'}: ${payment.reference}`);
    const paidInFull = sameMoney(payment.charged, money(order.totalMinor, order.currency));
    // Money that came for an order that has ended, or not as much as agreed, goes back whole.
    if (order.status === 'cancelled' || !paidInFull) return this.outbox.enqueue(tx, refundLatePayment, { orderId: order.id }, `refund:${order.id}`);
    const at = new Date(payment.capturedAt);
    const { lines } = order;
    if (lines.some(({ deliveryKind }) => deliveryKind === 'parcel' || deliveryKind === 'licence-key')) await sellHeldStock(tx, order.id);
    await prepared(tx, markPaid, [order.id, at, ...publication(orderPaid, {
      orderId: order.id, orderNumber: order.number, buyerCountry: order.country, total: money(order.totalMinor, order.currency),
      placedAt: order.placedAt.toISOString(), paidAt: at.toISOString(), lines: lines.map((line) => paidLine(order, line)),
    })]);
  }
}

function paidLine(order: LockedOrder, line: LockedOrder['lines'][number]): PaidLine {
  return {
    lineId: line.id, productId: line.productId, variantId: line.variantId, merchantId: line.merchantId, clusterId: line.clusterId, taxonomyId: line.taxonomyId,
    deliveryKind: line.deliveryKind, quantity: line.quantity, total: money(line.totalMinor, order.currency), merchantTotal: money(line.merchantTotalMinor, line.merchantCurrency), rate: line.rate,
    rateSetId: order.rateSetId, digitallyOrdered: line.digitallyOrdered, digitallyDelivered: line.digitallyDelivered,
  };
}
