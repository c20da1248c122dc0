import { Injectable, Logger } from '@nestjs/common';
import { paymentCaptured, type PaymentCaptured } from '@silkport/payments';
import { Handles, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { placeVerdict } from '@silkport/tax';
import { money, sameMoney } from '@silkport/values';
import { changeOrder } from './change-order.js';
import { evidenceOfOrder } from './evidence-of-order.js';
import { lockOrder, type LockedOrder } from './lock-order.js';
import { payOrder } from './pay-order.js';
import { refundLatePayment } from './refund-late-payment.js';

const keepBillingCountry = statement('ordering.keep_billing_country', 'UPDATE ordering.orders SET billing_country = $2 WHERE id = $1');

/** Marks an order paid when its payment has been captured, and tells everyone who delivers, counts or writes. */
@Injectable()
export class OnPaymentCaptured {
  private readonly logger = new Logger('ordering');

  constructor(private readonly outbox: Outbox) {}

  @Handles(paymentCaptured, 'ordering/mark-paid')
  async markPaid(tx: Tx, payment: PaymentCaptured): Promise<void> {
    const order = await lockOrder(tx, payment.reference);
    const isOpen = order?.status === 'awaiting_payment' || order?.status === 'cancelled';
    if (!order || !isOpen) return this.logger.warn(`A payment came for ${order ? `an order that is ${order.status}` : 'no order'}: ${payment.reference}`);
    const paidInFull = sameMoney(payment.charged, money(order.totalMinor, order.currency));
    // Money that came for an order that has ended, or not as much as agreed, goes back whole.
    if (order.status === 'cancelled' || !paidInFull) return this.outbox.enqueue(tx, refundLatePayment, { orderId: order.id }, `refund:${order.id}`);
    await this.takeMoney(tx, order, payment);
  }

  /** Where as much speaks for one country/region as for another, or more for another than the taxes were computed for, nobody may say yet which taxes are due: the order is held for an admin. */
  private async takeMoney(tx: Tx, found: LockedOrder, { billingCountry, capturedAt }: PaymentCaptured): Promise<void> {
    const at = new Date(capturedAt);
    const order = { ...found, billingCountry };
    const evidence = evidenceOfOrder(order, at);
    const { place, country } = placeVerdict(order.country, evidence);
    if (place !== 'tie' && country === order.placeCountry) return payOrder(tx, order, at, evidence, { actor: 'stripe', reason: 'payment captured' });
    await changeOrder(tx, order, { status: 'held', heldAt: at, lines: order.lines }, { actor: 'stripe', reason: `place of supply ${place === 'tie' ? 'tied' : country}, billing address ${billingCountry ?? 'not given'}`, at });
    await prepared(tx, keepBillingCountry, [order.id, billingCountry]);
  }
}
