import { Injectable } from '@nestjs/common';
import { Handles, Outbox, type Tx } from '@silkport/platform';
import { Clock, money, newId } from '@silkport/values';
import { lockOrder } from '../lock-order.js';
import { linePartEarned, linePartUndeliverable, type LinePartUndeliverable } from '../ordering.events.js';
import { closePart, openParts, worthOf } from '../parts/open-parts.js';
import { deferWhileDisputed } from './defer-while-disputed.js';
import { giveBack } from './give-back.js';
import { cutToStep } from './in-steps.js';
import { refundable } from './refund-order.js';
import { sendRefund } from './send-refund.js';
import { leftOf, wantedShares } from './wanted-shares.js';

/** Gives back what a part of a line that will not be handed over is worth: its share of what is open, so nothing that was given back before, as for goodwill, is owed again. While a bank disputes the order it waits for the decision. */
@Injectable()
export class OnLinePartUndeliverable {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Handles(linePartUndeliverable, 'ordering/refund-undeliverable-part')
  async refund(tx: Tx, undeliverable: LinePartUndeliverable): Promise<void> {
    const { orderId, lineId, partId, from, to, of, reason, isLast } = undeliverable;
    const at = this.clock.now();
    const locked = await lockOrder(tx, orderId);
    if (await deferWhileDisputed(tx, locked, { kind: 'part', payload: undeliverable }, at)) return;
    const order = refundable(locked);
    const line = order.lines.find(({ id }) => id === lineId);
    if (!line) throw new Error(`A line that is not of the order cannot be delivered: ${lineId}`);
    const open = await openParts(tx, order, line, { partId, of });
    if (!open) return;
    const { totalMinor } = worthOf(open, to - from, { currency: order.currency, merchantCurrency: line.merchantCurrency });
    const amountMinor = totalMinor === leftOf(line) ? totalMinor : cutToStep(totalMinor, order.currency);
    await closePart(tx, { lineId, partId, shares: to - from, result: 'undeliverable', totalMinor: amountMinor, payableMinor: 0n, closedAt: at });
    const refundId = amountMinor > 0n ? newId() : undefined;
    // What roundings have left of the line is the merchant's, once this is given back.
    if (isLast) await this.outbox.publish(tx, linePartEarned, { orderId, lineId, partId, payable: money(0n, line.merchantCurrency), earnedAt: at.toISOString(), isLast, ...(refundId ? { afterRefundId: refundId } : {}) });
    if (!refundId) return;
    await giveBack(tx, order, {
      refundId, reasonCode: 'not_delivered', note: reason, state: 'asked', shares: wantedShares(order, { lines: [{ lineId, amount: money(amountMinor, order.currency) }] }),
      actor: 'delivery', reason: `refund: ${reason}`, at,
    });
    await this.outbox.enqueue(tx, sendRefund, { refundId }, `send-refund:${refundId}`);
  }
}
