import { Injectable } from '@nestjs/common';
import { Handles, Outbox, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { giveBack } from './give-back.js';
import { lockOrder, type LockedOrder } from '../lock-order.js';
import { linesUndeliverable, type LinesUndeliverable } from '../ordering.events.js';
import { refundable } from './refund-order.js';
import { sendRefund } from './send-refund.js';
import { wantedShares, type WantedLine } from './wanted-shares.js';

/** Gives back what can never be handed over: nobody has to ask for it. While a bank disputes the order it is tried again. */
@Injectable()
export class OnLinesUndeliverable {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Handles(linesUndeliverable, 'ordering/refund-undeliverable')
  async refund(tx: Tx, { orderId, lines, reason }: LinesUndeliverable): Promise<void> {
    const order = refundable(await lockOrder(tx, orderId));
    const wanted = lines.flatMap((line) => stillOwed(order, line));
    if (!wanted.length) return;
    const refundId = newId();
    await giveBack(tx, order, {
      refundId, reasonCode: 'not_delivered', note: reason, state: 'asked', shares: wantedShares(order, { lines: wanted }), actor: 'delivery', reason: `refund: ${reason}`, at: this.clock.now(),
    });
    await this.outbox.enqueue(tx, sendRefund, { refundId }, `send-refund:${refundId}`);
  }
}

/** Pieces that have been given back meanwhile are not owed again. */
function stillOwed({ lines }: LockedOrder, { lineId, pieces }: LinesUndeliverable['lines'][number]): WantedLine[] {
  const line = lines.find(({ id }) => id === lineId);
  if (!line) throw new Error(`A line that is not of the order cannot be delivered: ${lineId}`);
  const quantity = Math.min(pieces, line.quantity - line.refundedQuantity);
  return quantity > 0 && line.refundedMinor < line.totalMinor ? [{ lineId, quantity }] : [];
}
