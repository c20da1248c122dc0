import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { lockOrder } from '../lock-order.js';
import { OrderUnknown, ReturnNotExpected } from '../ordering.errors.js';
import { settleWithdrawals } from './settle-withdrawals.js';

export interface ReturnedLine {
  readonly orderId: string;
  readonly lineId: string;
  readonly personId: string;
}

const expected = statement('ordering.expected_return', `
  SELECT withdrawal_id AS "withdrawalId", returned_at AS "returnedAt" FROM ordering.withdrawn_lines WHERE order_id = $1 AND line_id = $2 AND return_expected FOR UPDATE`);
const note = statement('ordering.note_returned', 'UPDATE ordering.withdrawn_lines SET returned_at = $2 WHERE line_id = $1');

/**
 * A parcel that its buyer has withdrawn from is back with its merchant, or an admin has seen the proof that it was sent back: its money
 * follows (Directive 2011/83/EU, Art. 13 (3)), at once or when the buyer's bank has decided.
 */
@Injectable()
export class ReceiveReturn {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** What is back already stays so. @throws OrderUnknown, ReturnNotExpected where its buyer has not withdrawn from it, or nothing was sent */
  async run({ orderId, lineId, personId }: ReturnedLine): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await lockOrder(tx, orderId))) throw new OrderUnknown();
      const [line] = await prepared<{ withdrawalId: string; returnedAt: Date | null }>(tx, expected, [orderId, lineId]);
      if (!line) throw new ReturnNotExpected({}, 'lineId');
      if (line.returnedAt) return;
      const at = this.clock.now();
      await prepared(tx, note, [lineId, at]);
      const refundId = await settleWithdrawals(tx, this.outbox, orderId, { actor: personId, reason: 'withdrawn and returned', at });
      await recordAudit(tx, { personId, action: 'ordering.line_returned', happenedAt: at, details: { orderId, lineId, withdrawalId: line.withdrawalId, refundId } });
    });
  }
}
