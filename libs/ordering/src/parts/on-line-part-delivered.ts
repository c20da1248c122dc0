import { Injectable } from '@nestjs/common';
import { Handles, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { money } from '@silkport/values';
import { lockOrder } from '../lock-order.js';
import { linePartDelivered, linePartEarned, type LinePartDelivered } from '../ordering.events.js';
import { closePart, openParts, worthOf } from './open-parts.js';

const addPerformed = statement('ordering.add_performed', 'UPDATE ordering.order_lines SET performed_minor = performed_minor + $3 WHERE order_id = $1 AND id = $2');

/** Tells what an accepted part of a line is worth to its merchant, after all that was given back of the line until then. */
@Injectable()
export class OnLinePartDelivered {
  constructor(private readonly outbox: Outbox) {}

  @Handles(linePartDelivered, 'ordering/earn-part')
  async earn(tx: Tx, { orderId, lineId, partId, from, to, of, deliveredAt, isLast }: LinePartDelivered): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const line = order?.lines.find(({ id }) => id === lineId);
    if (!order || !line) throw new Error(`A part of a line that is not of the order was delivered: ${lineId}`);
    const open = await openParts(tx, order, line, { partId, of });
    if (!open) return;
    const shares = to - from;
    const worth = worthOf(open, shares, { currency: order.currency, merchantCurrency: line.merchantCurrency });
    await closePart(tx, { lineId, partId, shares, result: 'delivered', ...worth, closedAt: new Date(deliveredAt) });
    await prepared(tx, addPerformed, [orderId, lineId, worth.totalMinor.toString()]);
    await this.outbox.publish(tx, linePartEarned, { orderId, lineId, partId, payable: money(worth.payableMinor, line.merchantCurrency), earnedAt: deliveredAt, isLast });
  }
}
