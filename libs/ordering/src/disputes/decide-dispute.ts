import { sentRefunds } from '@silkport/payments';
import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { money, newId, type Money } from '@silkport/values';
import { changeOrder } from '../change-order.js';
import { saveDispute, type StoredDispute } from './dispute-row.js';
import { giveBack } from '../refunds/give-back.js';
import { lockOrder, type LockedLine, type LockedOrder } from '../lock-order.js';
import { settledState } from '../order-states.js';
import { orderDisputeDecided, type OrderDisputeDecided } from '../ordering.events.js';
import { refundLatePayment } from '../payment/refund-late-payment.js';
import { settleWithdrawals } from '../withdrawals/settle-withdrawals.js';
import { sendRefund } from '../refunds/send-refund.js';
import { leftOf } from '../refunds/wanted-shares.js';

const waiting = statement('ordering.refunds_that_waited', `SELECT id, total_minor - taken_minor AS "owedMinor" FROM ordering.refunds WHERE order_id = $1 AND state IN ('asked', 'failed') ORDER BY id FOR UPDATE`);
const askAgain = statement('ordering.ask_refund_again', `
  UPDATE ordering.refunds SET state = 'asked', settled_at = NULL, failure_reason = NULL, taken_minor = taken_minor + $2 WHERE id = $1`);
const taken = statement('ordering.refund_taken_by_bank', `
  UPDATE ordering.refunds SET state = 'taken_by_bank', settled_at = $2, failure_reason = NULL, taken_minor = total_minor WHERE id = $1`);

/**
 * Ends a dispute about a locked order. Won: its lines stand where they stood. Lost: what the bank took is given back as a refund that
 * needs no sending, and refunds that waited are settled by what the bank took beyond it.
 */
export async function decideDispute(tx: Tx, outbox: Outbox, orderId: string, dispute: StoredDispute, result: 'won' | 'lost', at: Date): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (!order) throw new Error(`The order of the dispute ${dispute.id} is gone`);
  const shares = dispute.shares ?? [];
  await saveDispute(tx, { ...dispute, stage: result, decidedAt: at });
  if (order.status === 'cancelled') return decideUnsold(tx, outbox, order, dispute, result, at);
  const back = result === 'lost' ? await takeBack(tx, order, dispute, at) : 0n;
  if (result === 'won' || !back) await restore(tx, order, dispute, at);
  const disputed = money(dispute.disputedMinor, dispute.currency);
  const takenRefunds = await settleWaiting(tx, outbox, orderId, money(result === 'lost' ? dispute.disputedMinor - back : 0n, dispute.currency), at);
  await outbox.publish(tx, orderDisputeDecided, { disputeId: dispute.id, orderId, orderNumber: order.number, result, disputed, at: at.toISOString(), lines: shares, takenRefunds });
  await settleWithdrawals(tx, outbox, orderId, { actor: 'buyer', reason: 'withdrawn', at });
}

/** Nothing was sold for the money, so that all of it is the buyer's: the bank has given it back, or it comes back and is sent like money that came too late. */
async function decideUnsold(tx: Tx, outbox: Outbox, order: LockedOrder, { id: disputeId, disputedMinor, currency }: StoredDispute, result: 'won' | 'lost', at: Date): Promise<void> {
  const disputed = money(disputedMinor, currency);
  const takenRefunds = result === 'lost' ? [{ refundId: order.id, total: disputed }] : [];
  const owedMinor = result === 'won' ? order.totalMinor : order.totalMinor - disputedMinor;
  if (owedMinor > 0n) await outbox.enqueue(tx, refundLatePayment, { orderId: order.id, again: true, amount: money(owedMinor, currency) }, `refund:${order.id}`);
  await outbox.publish(tx, orderDisputeDecided, { disputeId, orderId: order.id, orderNumber: order.number, result, disputed, at: at.toISOString(), lines: [], takenRefunds });
}

type TakenRefund = NonNullable<OrderDisputeDecided['takenRefunds']>[number];

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

/**
 * Money that waited for the decision is sent now, but for what the bank has taken already: all of a refund, or a part of it, and then the
 * rest alone is sent. What the provider has made already was not taken, though its word is still to be heard here.
 * @returns what of which refund the bank has settled by that
 */
async function settleWaiting(tx: Tx, outbox: Outbox, orderId: string, { amountMinor, currency }: Money, at: Date): Promise<TakenRefund[]> {
  const takenRefunds: TakenRefund[] = [];
  let beyond = amountMinor;
  const sent = await sentRefunds(tx, orderId);
  for (const { id, owedMinor } of await prepared<{ id: string; owedMinor: bigint }>(tx, waiting, [orderId])) {
    if (sent.has(id)) continue;
    const takenMinor = owedMinor < beyond ? owedMinor : beyond;
    beyond -= takenMinor;
    if (takenMinor > 0n) takenRefunds.push({ refundId: id, total: money(takenMinor, currency) });
    if (takenMinor === owedMinor) {
      await prepared(tx, taken, [id, at]);
    } else {
      await prepared(tx, askAgain, [id, takenMinor]);
      await outbox.enqueue(tx, sendRefund, { refundId: id }, `send-refund:${id}`);
    }
  }
  return takenRefunds;
}
