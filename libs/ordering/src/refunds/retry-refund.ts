import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { RefundReads as ProviderRefunds } from '@silkport/payments';
import { Database, Idempotency, Outbox, prepared, statement, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { lockOrder } from '../lock-order.js';
import { OrderInDispute, OrderUnknown, RefundNotFailed, RefundUnknown } from '../ordering.errors.js';
import { refundLatePayment } from '../payment/refund-late-payment.js';
import type { RefundState } from './refund.entity.js';
import { sendRefund } from './send-refund.js';

export interface RefundRetry {
  readonly orderId: string;
  /** Of a cancelled order whose money came all the same: the order's own id. */
  readonly refundId: string;
  readonly personId: string;
}

const stored = statement('ordering.refund_to_retry', 'SELECT state FROM ordering.refunds WHERE id = $1 AND order_id = $2 FOR UPDATE');
const ask = statement('ordering.retry_refund', `UPDATE ordering.refunds SET state = 'asked', settled_at = NULL, failure_reason = NULL WHERE id = $1`);

/** Has a refund sent again that failed, as when the buyer's card was closed; the money that is owed stays the same. */
@Injectable()
export class RetryRefund {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
    private readonly providerRefunds: ProviderRefunds,
    private readonly clock: Clock,
  ) {}

  /** @throws OrderUnknown, RefundUnknown, RefundNotFailed, OrderInDispute; nothing is asked then */
  async run(retry: RefundRetry, idempotent?: IdempotentRequest): Promise<void> {
    const { orderId, refundId, personId } = retry;
    const isLate = refundId === orderId;
    const lateState = isLate ? await this.stateAtProvider(orderId) : undefined;
    await this.database.transaction(async (tx) => {
      if (idempotent && (await this.idempotency.claim(tx, idempotent, refundId))) return;
      const order = await lockOrder(tx, orderId);
      if (!order) throw new OrderUnknown();
      const state = isLate ? lateState : await stateOf(tx, retry);
      if (!state) throw new RefundUnknown({}, 'refundId');
      if (state !== 'failed') throw new RefundNotFailed({}, 'refundId');
      if (order.status === 'disputed') throw new OrderInDispute({}, 'number');
      await this.askAgain(tx, retry, isLate);
      await recordAudit(tx, { personId, action: 'ordering.refund_retried', happenedAt: this.clock.now(), details: { orderId, refundId } });
    });
  }

  private async askAgain(tx: Tx, { orderId, refundId }: RefundRetry, isLate: boolean): Promise<void> {
    if (isLate) return this.outbox.enqueue(tx, refundLatePayment, { orderId, again: true }, `refund:${orderId}`);
    await prepared(tx, ask, [refundId]);
    await this.outbox.enqueue(tx, sendRefund, { refundId }, `send-refund:${refundId}`);
  }

  /** Money that nothing was sold for is only known to payments. */
  private async stateAtProvider(orderId: string): Promise<RefundState | undefined> {
    const late = (await this.providerRefunds.ofReference(orderId)).find(({ refundId }) => refundId === orderId);
    if (!late) return undefined;
    if (late.status === 'failed' || late.status === 'canceled') return 'failed';
    return late.status === 'succeeded' ? 'succeeded' : 'asked';
  }
}

async function stateOf(tx: Tx, { refundId, orderId }: RefundRetry): Promise<RefundState | undefined> {
  const [refund] = await prepared<{ state: RefundState }>(tx, stored, [refundId, orderId]);
  return refund?.state;
}
