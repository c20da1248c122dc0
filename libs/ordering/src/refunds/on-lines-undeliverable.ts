import { Injectable } from '@nestjs/common';
import { Handles, Outbox, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { deferWhileDisputed } from './defer-while-disputed.js';
import { giveBack, type GivenShare } from './give-back.js';
import { cutToStep } from './in-steps.js';
import { lockOrder, type LockedOrder } from '../lock-order.js';
import { linesUndeliverable, type LinesUndeliverable } from '../ordering.events.js';
import { refundable } from './refund-order.js';
import { sendRefund } from './send-refund.js';
import { leftOf, wholeOf } from './wanted-shares.js';

/** Gives back what can never be handed over: nobody has to ask for it. While a bank disputes the order it waits for the decision. */
@Injectable()
export class OnLinesUndeliverable {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Handles(linesUndeliverable, 'ordering/refund-undeliverable')
  async refund(tx: Tx, undeliverable: LinesUndeliverable): Promise<void> {
    const locked = await lockOrder(tx, undeliverable.orderId);
    const at = this.clock.now();
    if (await deferWhileDisputed(tx, locked, { kind: 'lines', payload: undeliverable }, at)) return;
    const order = refundable(locked);
    const shares = piecesByLine(undeliverable).flatMap(([lineId, pieces]) => shareOwed(order, lineId, pieces));
    if (!shares.length) return;
    const { reason } = undeliverable;
    const refundId = newId();
    await giveBack(tx, order, { refundId, reasonCode: 'not_delivered', note: reason, state: 'asked', shares, actor: 'delivery', reason: `refund: ${reason}`, at });
    await this.outbox.enqueue(tx, sendRefund, { refundId }, `send-refund:${refundId}`);
  }
}

/** Seats of one line may be told of one by one. */
function piecesByLine({ lines }: LinesUndeliverable): [string, number][] {
  return [...Map.groupBy(lines, ({ lineId }) => lineId)].map(([lineId, ofLine]) => [lineId, ofLine.reduce((sum, { pieces }) => sum + pieces, 0)]);
}

/** Never more than is left: pieces that were given back meanwhile, and money that was, as for goodwill, are not owed again. */
function shareOwed(order: LockedOrder, lineId: string, wanted: number): GivenShare[] {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new Error(`A line that is not of the order cannot be delivered: ${lineId}`);
  const pieces = Math.min(wanted, line.quantity - line.refundedQuantity);
  const left = leftOf(line);
  if (pieces <= 0 || left <= 0n) return [];
  if (pieces === line.quantity - line.refundedQuantity) return [wholeOf(line)];
  const upTo = (count: number) => cutToStep((line.totalMinor * BigInt(count)) / BigInt(line.quantity), order.currency);
  const owed = upTo(line.refundedQuantity + pieces) - upTo(line.refundedQuantity);
  const amountMinor = owed < left ? owed : left;
  return amountMinor > 0n ? [{ lineId, amountMinor, quantity: pieces }] : [];
}
