import type { DisputeChanged } from '@silkport/payments';
import type { Outbox, Tx } from '@silkport/platform';
import { changeOrder, withState } from '../change-order.js';
import { decideDispute } from './decide-dispute.js';
import { disputeOf, saveDispute, type StoredDispute } from './dispute-row.js';
import { disputeShares } from './dispute-shares.js';
import type { LockedOrder } from '../lock-order.js';
import { orderDisputed, orderInquired } from '../ordering.events.js';

/**
 * What the bank says of a locked order that was paid or cancelled; heard in any order, it ends the same. A cancelled one has no lines to
 * dispute: only its money is followed.
 */
export async function followDispute(tx: Tx, outbox: Outbox, order: LockedOrder, change: DisputeChanged): Promise<void> {
  const known = await disputeOf(tx, change.disputeId);
  if (known?.stage === 'won' || known?.stage === 'lost') return;
  if (change.stage === 'warning' || change.stage === 'warning_closed') {
    if (known?.shares) return;
    await saveDispute(tx, { ...rowOf(order, change), shares: null, openedAt: null, decidedAt: null });
    if (change.stage === 'warning' && !known) await outbox.publish(tx, orderInquired, { disputeId: change.disputeId, orderId: order.id, lines: order.lines.map(({ id }) => ({ lineId: id })) });
    return;
  }
  const opened = known?.shares ? known : await open(tx, outbox, order, change);
  if (change.stage === 'won' || change.stage === 'lost') await decideDispute(tx, outbox, change.reference, opened, change.stage, new Date(change.at));
  else if (change.stage !== opened.stage && opened.stage !== 'under_review') await saveDispute(tx, { ...opened, stage: change.stage });
}

async function open(tx: Tx, outbox: Outbox, order: LockedOrder, change: DisputeChanged): Promise<StoredDispute> {
  const at = new Date(change.at);
  const isSold = order.status !== 'cancelled';
  const shares = isSold ? disputeShares(order, change.amount) : [];
  const dispute: StoredDispute = { ...rowOf(order, change), stage: 'opened', shares, openedAt: at, decidedAt: null };
  await saveDispute(tx, dispute);
  if (isSold) {
    const disputed = new Set(shares.map(({ lineId }) => lineId));
    const lines = order.lines.map((line) => (disputed.has(line.id) ? (withState([line], 'disputed')[0] ?? line) : line));
    await changeOrder(tx, order, { lines }, { actor: 'stripe', reason: `disputed: ${change.reason}`, at });
  }
  await outbox.publish(tx, orderDisputed, { disputeId: change.disputeId, orderId: order.id, orderNumber: order.number, disputed: change.amount, at: change.at, lines: shares });
  return dispute;
}

function rowOf(order: LockedOrder, { disputeId, stage, reason, amount, evidenceDueBy }: DisputeChanged) {
  return { id: disputeId, orderId: order.id, stage, reason, currency: amount.currency, disputedMinor: amount.amountMinor, evidenceDueBy: evidenceDueBy === null ? null : new Date(evidenceDueBy) };
}
