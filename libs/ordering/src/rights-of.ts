import type { OrderLineView } from './order-line-view.js';
import type { OrderView } from './order-reads.js';
import type { WithdrawalRight } from './withdrawal-right.js';
import { rightOf } from './withdrawn-lines.js';

export interface LineRight extends WithdrawalRight { readonly line: OrderLineView }

/** The right of withdrawal from each line of an order, as its buyer is shown it. */
export function rightsOf(order: OrderView, at: Date): LineRight[] {
  return order.lines.map((line) => ({ line, ...rightOf(order, { ...line, totalMinor: line.total.amountMinor, refundedMinor: line.refunded.amountMinor }, at) }));
}
