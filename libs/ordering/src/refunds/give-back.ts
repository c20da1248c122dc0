import { prepared, publication, publishing, statement, toJson, type Tx } from '@silkport/platform';
import { withdrawSupply } from '@silkport/tax';
import { money } from '@silkport/values';
import { changeValues, changing, type NextOrder, type OrderChange } from '../change-order.js';
import { cutToStep, refuseOffStep } from './in-steps.js';
import type { LockedLine, LockedOrder } from '../lock-order.js';
import { settledState, type LineState } from '../order-states.js';
import { orderRefunded, type OrderRefunded, type RefundedLine, type RefundReason } from '../ordering.events.js';
import { frozenAmounts, tradedLine } from '../payment/paid-event.js';
import type { RefundState } from './refund.entity.js';
import { shareOfLine } from './share-of-line.js';

/** What of a line is to be given back, in minor units of the order's currency; never more than is left. */
export interface GivenShare {
  readonly lineId: string;
  readonly amountMinor: bigint;
  /** Pieces, where it was asked for by the piece. */
  readonly quantity: number;
}

export interface Giving extends OrderChange {
  readonly refundId: string;
  readonly reasonCode: RefundReason;
  readonly note: string | null;
  /** `asked` where the money has yet to be sent. */
  readonly state: RefundState;
  readonly shares: readonly GivenShare[];
  /** Whether the pieces are seats of a subscription's running period. */
  readonly endsSeats?: boolean;
  /** Whether these are charged no more from the next period on. */
  readonly givesUpSeats?: boolean;
}

const give = statement('ordering.give_back', `WITH ${changing},
  refund AS (
    INSERT INTO ordering.refunds (id, order_id, reason, currency, total_minor, actor, note, asked_at, state, settled_at, gives_up_seats)
    SELECT $3::uuid, id, $4, $5, $6, actor, $7, at, $8, CASE WHEN $8 = 'taken_by_bank' THEN at END, $10 FROM changed RETURNING id),
  shares AS (
    INSERT INTO ordering.refund_lines (refund_id, line_id, total_minor, quantity, share)
    SELECT $3::uuid, s.line_id, s.total_minor, s.quantity, s.share FROM changed, jsonb_to_recordset($9::jsonb) AS s (line_id uuid, total_minor bigint, quantity int, share jsonb)),
  ${publishing({ from: 'refund', first: 11 })}
  SELECT FROM refund`);

/**
 * Gives shares of a locked order's lines back, whoever asks for it and why: the order and its lines move on, the refund is kept with
 * all amounts, the turnover is corrected and everybody is told, in the caller's transaction. The money itself is sent by a job.
 * @throws RefundNotInSteps where the payment provider could not send it
 */
export async function giveBack(tx: Tx, order: LockedOrder, giving: Giving): Promise<OrderRefunded> {
  const refunded = refundEvent(order, giving);
  if (giving.state === 'asked') refuseOffStep(refunded.total);
  const shares = refunded.lines.map((share) => ({
    line_id: share.lineId, total_minor: share.total.amountMinor, quantity: giving.shares.find(({ lineId }) => lineId === share.lineId)?.quantity ?? 0, share,
  }));
  const { refundId, reasonCode, note, state, givesUpSeats = false } = giving;
  await prepared(tx, give, [
    ...changeValues([{ order, next: nextOrder(order, giving), why: giving }]), refundId, reasonCode, order.currency, refunded.total.amountMinor, note, state, toJson(shares), givesUpSeats,
    ...publication(orderRefunded, refunded),
  ]);
  await withdrawSupply(tx, {
    orderId: order.id, country: order.placeCountry, isBusiness: order.taxId !== null, refundId, refundedAt: giving.at,
    lines: refunded.lines.filter(({ taxes }) => taxes.length).map(({ deliveryKind, net, taxes }) => ({ isParcel: deliveryKind === 'parcel', net, taxes })),
  });
  return refunded;
}

function refundEvent(order: LockedOrder, { refundId, reasonCode, shares, at, endsSeats, givesUpSeats }: Giving): OrderRefunded {
  const subscription = order.subscription && { id: order.subscription.id, role: order.subscription.role };
  const lines = shares.map(({ lineId, amountMinor, quantity }): RefundedLine => {
    const line = lineOf(order, lineId);
    const after = line.refundedMinor + amountMinor;
    const isWhole = after === line.totalMinor;
    const leavesPerformed = !isWhole && line.performedMinor > 0n && cutToStep(line.totalMinor - after - line.performedMinor, order.currency) <= 0n;
    return {
      ...tradedLine(order, line), ...shareOfLine(frozenAmounts(order, line), line.refundedMinor, after), isWhole, ...(leavesPerformed ? { leavesPerformed } : {}), ...(quantity && { pieces: quantity }), ...(subscription ? { subscription } : {}),
      ...(endsSeats && quantity && !isWhole ? { endsSeats: quantity } : {}),
    };
  });
  const total = money(shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0n), order.currency);
  return { refundId, orderId: order.id, orderNumber: order.number, buyerCountry: order.placeCountry, reason: reasonCode, total, refundedAt: at.toISOString(), lines, ...(givesUpSeats ? { givesUpSeats } : {}) };
}

function nextOrder(order: LockedOrder, { shares, reasonCode }: Giving): NextOrder {
  const given = new Map(shares.map((share) => [share.lineId, share]));
  const lines = order.lines.map((line): LockedLine => {
    const share = given.get(line.id);
    if (!share) return line;
    const next = { ...line, refundedMinor: line.refundedMinor + share.amountMinor, refundedQuantity: Math.min(line.quantity, line.refundedQuantity + share.quantity) };
    return { ...next, state: stateAfter(line, next, reasonCode) };
  });
  return { lines, refundedMinor: order.refundedMinor + shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) };
}

/** What a bank has taken whole is lost; a line that cost nothing goes with the rest of its order. */
function stateAfter(before: LockedLine, after: LockedLine, reason: RefundReason): LineState {
  const isWhole = after.refundedMinor === after.totalMinor;
  if (before.state === 'lost' || (reason === 'chargeback' && isWhole)) return 'lost';
  return isWhole ? 'refunded' : settledState(after);
}

function lineOf(order: LockedOrder, lineId: string): LockedLine {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new Error(`The order ${order.id} has no line ${lineId}`);
  return line;
}
