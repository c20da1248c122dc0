import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { OrderChange } from '../change-order.js';
import { giveBack, type GivenShare } from '../refunds/give-back.js';
import { cutToStep } from '../refunds/in-steps.js';
import { lockOrder, type LockedOrder } from '../lock-order.js';
import { hasBeenPaid } from '../order-states.js';
import { sendRefund } from '../refunds/send-refund.js';
import { leftOf } from '../refunds/wanted-shares.js';

interface DueLine { readonly lineId: string; readonly refundMinor: bigint; readonly quantity: number }

const due = statement('ordering.withdrawn_lines_due', `
  SELECT line_id AS "lineId", refund_minor AS "refundMinor", quantity FROM ordering.withdrawn_lines
  WHERE order_id = $1 AND settled_at IS NULL AND (NOT return_expected OR returned_at IS NOT NULL) ORDER BY line_id FOR UPDATE`);
const settle = statement('ordering.settle_withdrawn_lines', `
  UPDATE ordering.withdrawn_lines SET settled_at = $2, refund_id = CASE WHEN line_id = ANY ($4::uuid[]) THEN $3::uuid END WHERE line_id = ANY ($1::uuid[])`);

/** Whether money of an order may go back now: it was taken, nobody has to say yet where it is taxed, and no bank decides about it. */
export function canPayBack({ status }: Pick<LockedOrder, 'status'>): boolean {
  return hasBeenPaid(status) && status !== 'disputed';
}

/**
 * Pays back what its buyer has withdrawn from and nothing has to be waited for any more; never what has gone back otherwise, by another
 * refund or the buyer's bank. While the order is held or disputed it does nothing: whoever decides that calls it again.
 * Of a held order that was refused, all of the money goes back as it came.
 * @returns the refund's id, where there was something to give
 */
export async function settleWithdrawals(tx: Tx, outbox: Outbox, orderId: string, why: OrderChange): Promise<string | null> {
  const order = await lockOrder(tx, orderId);
  const isRefused = order?.status === 'cancelled';
  if (!order || (!isRefused && !canPayBack(order))) return null;
  const lines = await prepared<DueLine>(tx, due, [orderId]);
  if (!lines.length) return null;
  const shares = isRefused ? [] : lines.flatMap((line) => shareOf(order, line));
  const refundId = shares.length ? newId() : null;
  if (refundId) {
    await giveBack(tx, order, { refundId, reasonCode: 'withdrawal', note: null, state: 'asked', shares, ...why });
    await outbox.enqueue(tx, sendRefund, { refundId }, `send-refund:${refundId}`);
  }
  await prepared(tx, settle, [lines.map(({ lineId }) => lineId), why.at, refundId, shares.map(({ lineId }) => lineId)]);
  return refundId;
}

function shareOf(order: LockedOrder, { lineId, refundMinor, quantity }: DueLine): GivenShare[] {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new Error(`The order ${order.id} has no line ${lineId}`);
  const left = leftOf(line);
  const amountMinor = cutToStep(refundMinor < left ? refundMinor : left, order.currency);
  return amountMinor > 0n ? [{ lineId, amountMinor, quantity: Math.min(quantity, line.quantity - line.refundedQuantity) }] : [];
}
