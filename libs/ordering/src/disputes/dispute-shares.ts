import { money, type Money } from '@silkport/values';
import { allocateInSteps } from '../refunds/in-steps.js';
import type { LockedOrder } from '../lock-order.js';
import type { OrderDisputed } from '../ordering.events.js';
import { frozenAmounts } from '../payment/paid-event.js';
import { shareOfLine } from '../refunds/share-of-line.js';
import { leftOf } from '../refunds/wanted-shares.js';

/** The lines that share a disputed amount, in proportion to what is left of them; never more than that, whatever the bank asks for. */
export function disputeShares(order: LockedOrder, disputed: Money): OrderDisputed['lines'] {
  const open = order.lines.filter((line) => leftOf(line) > 0n);
  const left = open.reduce((sum, line) => sum + leftOf(line), 0n);
  const shared = disputed.amountMinor < left ? disputed.amountMinor : left;
  if (shared <= 0n) return [];
  return allocateInSteps(money(shared, order.currency), open.map(leftOf)).flatMap((amountMinor, index) => {
    const line = open[index];
    const total = money(amountMinor, order.currency);
    if (!line || total.amountMinor === 0n) return [];
    const { payable } = shareOfLine(frozenAmounts(order, line), line.refundedMinor, line.refundedMinor + total.amountMinor);
    return [{ lineId: line.id, merchantId: line.merchantId, total, payable }];
  });
}
