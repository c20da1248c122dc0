import type { OrderLineView } from '../order-line-view.js';
import type { OrderView } from '../order-reads.js';
import type { WithdrawalRight } from './withdrawal-right.js';
import { rightOf } from './withdrawn-lines.js';

export interface LineRight extends WithdrawalRight { readonly line: OrderLineView }

/** The right of withdrawal from each line of an order, as its buyer is shown it. @param order with all of its lines: goods wait for the last piece */
export function rightsOf(order: OrderView, at: Date): LineRight[] {
  const lines = order.lines.map((line) => ({ ...line, totalMinor: line.total.amountMinor, refundedMinor: line.refunded.amountMinor, performedMinor: line.performed.amountMinor }));
  return lines.flatMap((each, index) => {
    const line = order.lines[index];
    return line ? [{ line, ...rightOf({ ...order, lines }, each, at) }] : [];
  });
}
