import type { LockedLine, LockedOrder } from './lock-order.js';
import { OrderLineUnknown, WithdrawalNotPossible } from './ordering.errors.js';
import { cutToStep, leftOf } from './wanted-shares.js';
import { withdrawalRightOf, type RefundShare, type WithdrawalRight } from './withdrawal-right.js';

/** What follows on the withdrawal from one line. */
export interface WithdrawnLineView {
  readonly lineId: string;
  /** In the order's currency. */
  readonly refundMinor: bigint;
  readonly quantity: number;
  /** A parcel that was sent comes back first. */
  readonly returnExpected: boolean;
  readonly legalSource: string | null;
}

/**
 * @param lineIds absent: all lines that can be withdrawn from
 * @param at when it was declared: what is confirmed later counts from then
 * @throws OrderLineUnknown, WithdrawalNotPossible
 */
export function withdrawnLines(order: LockedOrder, lineIds: readonly string[] | undefined, at: Date): WithdrawnLineView[] {
  const wanted = lineIds?.length ? [...new Set(lineIds)].map((id, index) => lineAt(order, id, index)) : order.lines;
  const rights = wanted.map((line) => ({ line, right: rightOf(order, line, at) }));
  const refused = rights.findIndex(({ right }) => !right.canWithdraw);
  if (lineIds?.length && refused >= 0) throw new WithdrawalNotPossible({}, `lineIds.${refused}`);
  const possible = rights.filter(({ right }) => right.canWithdraw);
  if (!possible.length) throw new WithdrawalNotPossible({}, 'lineIds');
  return possible.map(({ line, right: { refundShare, legalSource } }) => ({
    lineId: line.id, refundMinor: refundOf(order, line, refundShare), quantity: refundShare.kind === 'whole' ? line.quantity - line.refundedQuantity : 0,
    returnExpected: line.deliveryKind === 'parcel' && (line.dispatchedAt !== null || line.deliveredAt !== null), legalSource,
  }));
}

/** Of a line from which nothing is left there is nothing to withdraw. */
export function rightOf(order: Pick<LockedOrder, 'country' | 'taxId' | 'paidAt' | 'consents'>, line: Pick<LockedLine, 'deliveryKind' | 'deliveredAt' | 'totalMinor' | 'refundedMinor'>, at: Date): WithdrawalRight {
  const right = withdrawalRightOf(order, line, at);
  return leftOf(line) > 0n ? right : { ...right, canWithdraw: false, reason: 'nothing_left' };
}

function refundOf(order: LockedOrder, line: LockedLine, share: RefundShare): bigint {
  if (share.kind === 'whole') return leftOf(line);
  return cutToStep((leftOf(line) * BigInt(share.ofDays - share.usedDays)) / BigInt(share.ofDays), order.currency);
}

function lineAt(order: LockedOrder, lineId: string, index: number): LockedLine {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new OrderLineUnknown({}, `lineIds.${index}`);
  return line;
}
