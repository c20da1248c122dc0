import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import { changeOrder } from './change-order.js';
import { saveDispute, type StoredDispute } from './dispute-row.js';
import { giveBack } from './give-back.js';
import { lockOrder, type LockedLine, type LockedOrder } from './lock-order.js';
import { settledState } from './order-states.js';
import { orderDisputeDecided } from './ordering.events.js';
import { sendRefund } from './send-refund.js';
import { leftOf } from './wanted-shares.js';

const waiting = statement('ordering.refunds_that_waited', `SELECT id, total_minor AS "totalMinor" FROM ordering.refunds WHERE order_id = $1 AND state IN ('asked', 'failed') ORDER BY id FOR UPDATE`);
const askAgain = statement('ordering.ask_refund_again', `UPDATE ordering.refunds SET state = 'asked', settled_at = NULL, failure_reason = NULL WHERE id = $1`);
const taken = statement('ordering.refund_taken_by_bank', `UPDATE ordering.refunds SET state = 'taken_by_bank', settled_at = $2, failure_reason = NULL WHERE id = $1`);

/**
 * Ends a dispute about a locked order. Won: its lines stand where they stood. Lost: what the bank took is given back as a refund that
 * needs no sending, and refunds that waited are settled by what the bank took beyond it.
 */
export async function decideDispute(tx: Tx, outbox: Outbox, orderId: string, dispute: StoredDispute, result: 'won' | 'lost', at: Date): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (!order) throw new Error(`The order of the dispute ${dispute.id} is gone`);
  const shares = dispute.shares ?? [];
  await saveDispute(tx, { ...dispute, stage: result, decidedAt: at });
  const back = result === 'lost' ? await takeBack(tx, order, dispute, at) : 0n;
  if (result === 'won' || !back) await restore(tx, order, dispute, at);
  const disputed = money(dispute.disputedMinor, dispute.currency);
  await outbox.publish(tx, orderDisputeDecided, { disputeId: dispute.id, orderId, orderNumber: order.number, result, disputed, at: at.toISOString(), lines: shares });
  await settleWaiting(tx, outbox, orderId, result === 'lost' ? dispute.disputedMinor - back : 0n, at);
}

/** @returns how much was left to be taken back */
async function takeBack(tx: Tx, order: LockedOrder, { id, shares }: StoredDispute, at: Date): Promise<bigint> {
  const given = (shares ?? []).flatMap(({ lineId, total }) => {
    const line = order.lines.find((each) => each.id === lineId);
    const left = line ? leftOf(line) : 0n;
    const amountMinor = total.amountMinor < left ? total.amountMinor : left;
    return line && amountMinor > 0n ? [{ lineId, amountMinor, quantity: amountMinor === left ? line.quantity - line.refundedQuantity : 0 }] : [];
  });
  if (!given.length) return 0n;
  const { total } = await giveBack(tx, order, {
    refundId: newId(), reasonCode: 'chargeback', note: id, state: 'taken_by_bank', shares: given, actor: 'stripe', reason: 'dispute lost', at,
  });
  return total.amountMinor;
}

async function restore(tx: Tx, order: LockedOrder, { shares }: StoredDispute, at: Date): Promise<void> {
  const disputed = new Set((shares ?? []).map(({ lineId }) => lineId));
  const lines = order.lines.map((line): LockedLine => (line.state === 'disputed' && disputed.has(line.id) ? { ...line, state: settledState(line) } : line));
  await changeOrder(tx, order, { lines }, { actor: 'stripe', reason: 'dispute decided', at });
}

/** Money that waited for the decision is sent now, but for what the bank has taken already. */
async function settleWaiting(tx: Tx, outbox: Outbox, orderId: string, beyondMinor: bigint, at: Date): Promise<void> {
  let beyond = beyondMinor;
  for (const { id, totalMinor } of await prepared<{ id: string; totalMinor: bigint }>(tx, waiting, [orderId])) {
    if (totalMinor <= beyond) {
      beyond -= totalMinor;
      await prepared(tx, taken, [id, at]);
    } else {
      await prepared(tx, askAgain, [id]);
      await outbox.enqueue(tx, sendRefund, { refundId: id }, `send-refund:${id}`);
    }
  }
}
