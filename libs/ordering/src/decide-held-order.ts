import { Injectable } from '@nestjs/common';
import { releaseStock } from '@silkport/catalog';
import { recordAudit } from '@silkport/identity';
import { Database, Idempotency, Outbox, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { changeOrder, withState } from './change-order.js';
import { evidenceOfOrder } from './evidence-of-order.js';
import { followDispute } from './disputes/follow-dispute.js';
import { heldDisputes } from './disputes/held-dispute.js';
import { lockOrder, type LockedOrder } from './lock-order.js';
import { orderCancelled } from './ordering.events.js';
import { OrderNotHeld, OrderUnknown } from './ordering.errors.js';
import { payOrders } from './payment/pay-order.js';
import { settleWithdrawals } from './withdrawals/settle-withdrawals.js';
import { refundLatePayment } from './payment/refund-late-payment.js';

export interface HeldDecision { readonly orderId: string; readonly personId: string; readonly note: string }

/** Decides on an order whose money has come while two countries/regions spoke for its place of supply alike: it goes on, or its money goes back. */
@Injectable()
export class DecideHeldOrder {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** The declared country/region stands: paid as of when its money came, and disputed at once where a bank has asked for it meanwhile. @throws OrderUnknown, OrderNotHeld */
  async release(decision: HeldDecision, idempotent?: IdempotentRequest): Promise<void> {
    await this.decide('ordering.order_released', decision, idempotent, async (tx, order, heldAt) => {
      await payOrders(tx, [{ order, paidAt: heldAt, evidence: evidenceOfOrder(order, heldAt) }], { actor: decision.personId, reason: `released: ${decision.note}` });
      await this.followHeld(tx, order.id);
      await settleWithdrawals(tx, this.outbox, order.id, { actor: 'buyer', reason: 'withdrawn', at: this.clock.now() });
    });
  }

  /** Nothing was sold, so nothing is given back: the order ends, and its money goes back whole like money that came too late, but for what a bank has taken back. @throws OrderUnknown, OrderNotHeld */
  async refuse(decision: HeldDecision, idempotent?: IdempotentRequest): Promise<void> {
    await this.decide('ordering.order_refused', decision, idempotent, async (tx, order) => {
      const at = this.clock.now();
      await changeOrder(tx, order, { cancelledAt: at, lines: withState(order.lines, 'cancelled') }, { actor: decision.personId, reason: `refused: ${decision.note}`, at });
      await settleWithdrawals(tx, this.outbox, order.id, { actor: 'buyer', reason: 'withdrawn', at });
      await releaseStock(tx, order.id);
      await this.outbox.publish(tx, orderCancelled, { orderId: order.id, orderNumber: order.number, moneyReturns: true });
      const isTaken = await this.followHeld(tx, order.id);
      if (!isTaken) await this.outbox.enqueue(tx, refundLatePayment, { orderId: order.id }, `refund:${order.id}`);
    });
  }

  /** @returns whether a bank has the order's money, or has had it: then it goes back, or not, by the bank's decision */
  private async followHeld(tx: Tx, orderId: string): Promise<boolean> {
    const changes = await heldDisputes(tx, orderId);
    for (const change of changes) {
      const order = await lockOrder(tx, orderId);
      if (order) await followDispute(tx, this.outbox, order, change);
    }
    return changes.some(({ stage }) => stage !== 'warning' && stage !== 'warning_closed');
  }

  private async decide(
    action: 'ordering.order_released' | 'ordering.order_refused', { orderId, personId, note }: HeldDecision, idempotent: IdempotentRequest | undefined,
    work: (tx: Tx, order: LockedOrder, heldAt: Date) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (idempotent && (await this.idempotency.claim(tx, idempotent, orderId))) return;
      const order = await lockOrder(tx, orderId);
      if (!order) throw new OrderUnknown();
      if (order.status !== 'held' || !order.heldAt) throw new OrderNotHeld({}, 'number');
      await work(tx, order, order.heldAt);
      await recordAudit(tx, { personId, action, happenedAt: this.clock.now(), details: { orderId, note } });
    });
  }
}
