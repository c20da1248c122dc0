import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, Idempotency, Outbox, type IdempotentRequest } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { giveBack } from './give-back.js';
import { lockOrder, type LockedOrder } from '../lock-order.js';
import { hasBeenPaid } from '../order-states.js';
import { OrderInDispute, OrderNotPaid, OrderUnknown } from '../ordering.errors.js';
import type { RefundReason } from '../ordering.events.js';
import { endsSeats } from '../subscriptions/ending-seats.js';
import { sendRefund } from './send-refund.js';
import { wantedShares, type WantedRefund } from './wanted-shares.js';

export interface RefundRequest extends WantedRefund {
  readonly orderId: string;
  /** A merchant gives back its own lines only. */
  readonly merchantId?: string | undefined;
  readonly reason: Exclude<RefundReason, 'chargeback' | 'held_and_refused'>;
  readonly note?: string | undefined;
  /** Of some seats of a subscription's running period: whether they are charged no more from the next one on. */
  readonly givesUpSeats?: boolean | undefined;
  readonly personId: string;
}

/** Gives an order back: whole, by line and piece, or by amount over its lines. The money is on its way when this is done, not there. */
@Injectable()
export class RefundOrder {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /**
   * @returns the refund's id: a repeated request's first one
   * @throws OrderUnknown, OrderNotPaid, OrderInDispute, OrderLineUnknown, RefundLineTwice, RefundInOtherCurrency, RefundNotAboveZero, RefundAbovePaid, RefundNotInSteps, SeatsNotGivenUp; nothing is kept then
   */
  async run(request: RefundRequest, idempotent?: IdempotentRequest): Promise<string> {
    const refundId = newId();
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && (await this.idempotency.claim(tx, idempotent, refundId));
      if (earlier) return earlier;
      const order = refundable(await lockOrder(tx, request.orderId));
      const { personId, reason, note, merchantId, givesUpSeats = false } = request;
      const at = this.clock.now();
      const shares = wantedShares(order, request, merchantId);
      const seats = { endsSeats: await endsSeats(tx, order, shares, givesUpSeats), givesUpSeats };
      const { total } = await giveBack(tx, order, { refundId, reasonCode: reason, note: note ?? null, state: 'asked', shares, ...seats, actor: personId, reason: `refund: ${reason}`, at });
      await recordAudit(tx, { personId, action: 'ordering.order_refunded', happenedAt: at, details: { orderId: order.id, refundId, reason, merchantId: merchantId ?? null, ...total } });
      await this.outbox.enqueue(tx, sendRefund, { refundId }, `send-refund:${refundId}`);
      return refundId;
    });
  }
}

/** @throws OrderUnknown, OrderNotPaid, OrderInDispute */
export function refundable(order: LockedOrder | undefined): LockedOrder {
  if (!order) throw new OrderUnknown();
  if (!hasBeenPaid(order.status)) throw new OrderNotPaid({}, 'number');
  if (order.status === 'disputed') throw new OrderInDispute({}, 'number');
  return order;
}
