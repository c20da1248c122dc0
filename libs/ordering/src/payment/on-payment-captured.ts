import { Injectable, Logger } from '@nestjs/common';
import { paymentCaptured, type PaymentCaptured } from '@silkport/payments';
import { HandlesTogether, Outbox, prepared, statement, type Delivered, type Tx } from '@silkport/platform';
import { placeVerdict } from '@silkport/tax';
import { money, sameMoney } from '@silkport/values';
import { changeOrder } from '../change-order.js';
import { evidenceOfOrder } from '../evidence-of-order.js';
import { inRounds } from '../in-rounds.js';
import { lockOrders, type LockedOrder } from '../lock-order.js';
import { payOrders, type PaidFor } from './pay-order.js';
import { refundLatePayment } from './refund-late-payment.js';

const keepBillingCountry = statement('ordering.keep_billing_country', 'UPDATE ordering.orders SET billing_country = $2 WHERE id = $1');

/** Marks orders paid when their payments have been captured, and tells everyone who delivers, counts or writes. */
@Injectable()
export class OnPaymentCaptured {
  private readonly logger = new Logger('ordering');

  constructor(private readonly outbox: Outbox) {}

  /** The order of a subscription's further payment is made by `OrderPeriod`, paid already. */
  @HandlesTogether(paymentCaptured, 'ordering/mark-paid')
  async markPaid(tx: Tx, events: readonly Delivered<PaymentCaptured>[]): Promise<void> {
    for (const round of inRounds(events.map(({ payload }) => payload).filter(({ subscriptionId }) => !subscriptionId), ({ reference }) => reference)) await this.markRound(tx, round);
  }

  private async markRound(tx: Tx, payments: readonly PaymentCaptured[]): Promise<void> {
    const orders = await lockOrders(tx, payments.map(({ reference }) => reference));
    const paid: PaidFor[] = [];
    for (const payment of payments) {
      const order = orders.get(payment.reference);
      if (order && (await this.canBeTaken(tx, order, payment))) {
        const paidFor = await this.placed(tx, { ...order, billingCountry: payment.billingCountry }, new Date(payment.capturedAt));
        if (paidFor) paid.push(paidFor);
      } else if (!order) this.logger.warn(`A payment came for no order: ${payment.reference}`);
    }
    await payOrders(tx, paid, { actor: 'stripe', reason: 'payment captured' });
  }

  /** Money that came for an order that has ended, or not as much as agreed, goes back whole. */
  private async canBeTaken(tx: Tx, order: LockedOrder, { charged }: PaymentCaptured): Promise<boolean> {
    const isOpen = order.status === 'awaiting_payment' || order.status === 'cancelled';
    const paidInFull = sameMoney(charged, money(order.totalMinor, order.currency));
    if (!isOpen) this.logger.warn(`A payment came for an order that is ${order.status}: ${order.id}`);
    else if (order.status === 'cancelled' || !paidInFull) await this.outbox.enqueue(tx, refundLatePayment, { orderId: order.id }, `refund:${order.id}`);
    else return true;
    return false;
  }

  /** Where as much speaks for one country/region as for another, or more for another than the taxes were computed for, nobody may say yet which taxes are due: the order is held for an admin. */
  private async placed(tx: Tx, order: LockedOrder, paidAt: Date): Promise<PaidFor | undefined> {
    const evidence = evidenceOfOrder(order, paidAt);
    const { place, country } = placeVerdict(order.country, evidence);
    if (place !== 'tie' && country === order.placeCountry) return { order, paidAt, evidence };
    const reason = `place of supply ${place === 'tie' ? 'tied' : country}, billing address ${order.billingCountry ?? 'not given'}`;
    await changeOrder(tx, order, { status: 'held', heldAt: paidAt, lines: order.lines }, { actor: 'stripe', reason, at: paidAt });
    await prepared(tx, keepBillingCountry, [order.id, order.billingCountry]);
    return undefined;
  }
}
