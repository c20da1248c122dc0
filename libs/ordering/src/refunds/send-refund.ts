import { Injectable } from '@nestjs/common';
import { RefundCharge, refundSettled, type RefundSettled } from '@silkport/payments';
import { Database, DomainError, Handles, job, prepared, Runs, statement, type Tx } from '@silkport/platform';
import { Clock, money } from '@silkport/values';
import type { RefundReason } from '../ordering.events.js';

export const sendRefund = job<{ refundId: string }>('ordering/send-refund');

interface AskedRefund { orderId: string; reason: RefundReason; currency: string; owedMinor: bigint }

const asked = statement('ordering.refund_to_send', `
  SELECT r.order_id AS "orderId", r.reason, r.currency, r.total_minor - r.taken_minor AS "owedMinor" FROM ordering.refunds r
  WHERE r.id = $1 AND r.state = 'asked' AND NOT EXISTS (SELECT FROM ordering.disputes d WHERE d.order_id = r.order_id AND d.stage IN ('opened', 'under_review'))`);
const settle = statement('ordering.settle_refund', `
  UPDATE ordering.refunds SET state = $2, settled_at = $3, failure_reason = $4 WHERE id = $1 AND state <> 'taken_by_bank' AND (settled_at IS NULL OR settled_at <= $3)`);

/** Has the payment provider send a refund's money, and writes down how that ended. While a bank disputes the payment nothing is sent: its decision asks again. */
@Injectable()
export class SendRefund {
  constructor(private readonly database: Database, private readonly refundCharge: RefundCharge, private readonly clock: Clock) {}

  @Runs(sendRefund)
  async run({ refundId }: { refundId: string }): Promise<void> {
    const [refund] = await this.database.read<AskedRefund>(asked, [refundId]);
    if (!refund) return;
    try {
      const { status } = await this.refundCharge.run({ refundId, reference: refund.orderId, amount: money(refund.owedMinor, refund.currency), reason: refund.reason, again: true });
      if (status === 'failed' || status === 'canceled') await this.database.read(settle, [refundId, 'failed', this.clock.now(), status]);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status >= 500) throw error;
      await this.database.read(settle, [refundId, 'failed', this.clock.now(), error.code]);
    }
  }

  @Handles(refundSettled, 'ordering/settle-refund')
  async onSettled(tx: Tx, { refundId, result, at, failureReason }: RefundSettled): Promise<void> {
    await prepared(tx, settle, [refundId, result, new Date(at), failureReason]);
  }
}
