import { money } from '@silkport/values';
import type { LockedLine, LockedOrder } from '../lock-order.js';
import { LineAlreadyWithdrawn, OrderLineUnknown, WithdrawalNotPossible } from '../ordering.errors.js';
import { shareOfLeft } from '../refunds/refund-share.js';
import { leftOf } from '../refunds/wanted-shares.js';
import { withdrawalRightOf, type WithdrawalRight } from './withdrawal-right.js';

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

type RightLine = Pick<LockedLine, 'deliveryKind' | 'deliveredAt' | 'serviceDays' | 'withdrawnAt' | 'totalMinor' | 'refundedMinor' | 'performedMinor'>;
type RightOrder = Pick<LockedOrder, 'status' | 'country' | 'taxId' | 'paidAt' | 'heldAt' | 'consents'> & { readonly lines: readonly RightLine[] };

/**
 * @param lineIds absent: all lines that can be withdrawn from
 * @param at the moment that it counts from
 * @throws OrderLineUnknown, LineAlreadyWithdrawn, WithdrawalNotPossible
 */
export function withdrawnLines(order: LockedOrder, lineIds: readonly string[] | undefined, at: Date): WithdrawnLineView[] {
  const wanted = lineIds?.length ? [...new Set(lineIds)].map((id, index) => lineAt(order, id, index)) : order.lines;
  const rights = wanted.map((line) => ({ line, right: rightOf(order, line, at) }));
  const refused = rights.findIndex(({ right }) => !right.canWithdraw);
  if (lineIds?.length && refused >= 0) throw refusal(rights[refused]?.right, `lineIds.${refused}`);
  const possible = rights.filter(({ right }) => right.canWithdraw);
  if (!possible.length) throw refusal(rights.find(({ right }) => right.reason === 'withdrawn')?.right, 'lineIds');
  return possible.map(({ line, right: { refundShare, legalSource } }) => ({
    lineId: line.id, refundMinor: shareOfLeft(money(leftOf(line), order.currency), refundShare), quantity: refundShare.kind === 'whole' ? line.quantity - line.refundedQuantity : 0,
    returnExpected: line.deliveryKind === 'parcel' && (line.dispatchedAt !== null || line.deliveredAt !== null), legalSource,
  }));
}

/** Of a line from which nothing is left, or that was withdrawn from already, there is nothing to withdraw. A held order has been paid for: only nobody knows yet where it is taxed. */
export function rightOf(order: RightOrder, line: RightLine, at: Date): WithdrawalRight {
  const lines = order.lines.map((each) => ({ ...each, isGone: each.withdrawnAt !== null || (each.totalMinor > 0n && leftOf(each) === 0n) }));
  const right = withdrawalRightOf({ ...order, paidAt: order.status === 'held' ? order.heldAt : order.paidAt, lines }, lines[order.lines.indexOf(line)] ?? { ...line, isGone: false }, at);
  if (line.withdrawnAt) return { ...right, canWithdraw: false, reason: 'withdrawn' };
  return leftOf(line) > 0n ? right : { ...right, canWithdraw: false, reason: 'nothing_left' };
}

function refusal(right: WithdrawalRight | undefined, field: string): LineAlreadyWithdrawn | WithdrawalNotPossible {
  return right?.reason === 'withdrawn' ? new LineAlreadyWithdrawn({}, field) : new WithdrawalNotPossible({}, field);
}

function lineAt(order: LockedOrder, lineId: string, index: number): LockedLine {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new OrderLineUnknown({}, `lineIds.${index}`);
  return line;
}
