import { Injectable, Logger } from '@nestjs/common';
import { disputeChanged, type DisputeChanged } from '@silkport/payments';
import { Handles, Outbox, type Tx } from '@silkport/platform';
import { changeOrder, withState } from './change-order.js';
import { decideDispute } from './decide-dispute.js';
import { disputeShares } from './dispute-shares.js';
import { disputeOf, saveDispute, type StoredDispute } from './dispute-row.js';
import { lockOrder, type LockedOrder } from './lock-order.js';
import { orderDisputed } from './ordering.events.js';

/** Follows what a buyer's bank says of an order's payment; heard in any order, it ends the same. */
@Injectable()
export class OnDisputeChanged {
  private readonly logger = new Logger('ordering');

  constructor(private readonly outbox: Outbox) {}

  @Handles(disputeChanged, 'ordering/follow-dispute')
  async follow(tx: Tx, change: DisputeChanged): Promise<void> {
    const order = await lockOrder(tx, change.reference);
    if (!order || order.status === 'cancelled') return this.logger.warn(`A dispute came for ${order ? 'an order that was cancelled' : 'no order'}: ${change.reference}`);
    // Its payment has not been heard of yet, or an admin has still to say what becomes of it: asked again later.
    if (order.status === 'awaiting_payment' || order.status === 'held') throw new Error(`The order ${order.id} is disputed while it is ${order.status}`);
    const known = await disputeOf(tx, change.disputeId);
    if (known?.stage === 'won' || known?.stage === 'lost') return;
    if (change.stage === 'warning' || change.stage === 'warning_closed') {
      if (!known?.shares) await saveDispute(tx, { ...rowOf(order, change), shares: null, openedAt: null, decidedAt: null });
      return;
    }
    const opened = known?.shares ? known : await this.open(tx, order, change);
    if (change.stage === 'won' || change.stage === 'lost') await decideDispute(tx, this.outbox, change.reference, opened, change.stage, new Date(change.at));
    else if (change.stage !== opened.stage && opened.stage !== 'under_review') await saveDispute(tx, { ...opened, stage: change.stage });
  }

  private async open(tx: Tx, order: LockedOrder, change: DisputeChanged): Promise<StoredDispute> {
    const at = new Date(change.at);
    const shares = disputeShares(order, change.amount);
    const dispute: StoredDispute = { ...rowOf(order, change), stage: 'opened', shares, openedAt: at, decidedAt: null };
    await saveDispute(tx, dispute);
    const disputed = new Set(shares.map(({ lineId }) => lineId));
    const lines = order.lines.map((line) => (disputed.has(line.id) ? (withState([line], 'disputed')[0] ?? line) : line));
    await changeOrder(tx, order, { lines }, { actor: 'stripe', reason: `disputed: ${change.reason}`, at });
    await this.outbox.publish(tx, orderDisputed, { disputeId: change.disputeId, orderId: order.id, orderNumber: order.number, disputed: change.amount, at: change.at, lines: shares });
    return dispute;
  }
}

function rowOf(order: LockedOrder, { disputeId, stage, reason, amount, evidenceDueBy }: DisputeChanged) {
  return { id: disputeId, orderId: order.id, stage, reason, currency: amount.currency, disputedMinor: amount.amountMinor, evidenceDueBy: evidenceDueBy === null ? null : new Date(evidenceDueBy) };
}
