import { linePartDelivered, linePartUndeliverable } from '@silkport/ordering';
import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { isId, newId, type Translated } from '@silkport/values';
import { finishWork } from '../bookings/finish-work.js';
import { wholeBasisPoints } from './commission-plan.js';
import { CommissionUnknown, MilestoneActRefused, MilestoneUnknown } from './commission.errors.js';
import type { MilestoneNote, MilestoneState, NoteKind } from './commission.entity.js';
import { milestoneMoved } from './commission.events.js';

export interface LockedCommission { entitlementId: string; orderId: string; orderLineId: string; productId: string; merchantId: string; acceptDays: number; changeRounds: number; briefGivenAt: Date | null }
export interface LockedMilestone { id: string; entitlementId: string; name: Translated; fromShare: number; toShare: number; state: MilestoneState; roundsUsed: number; acceptBy: Date | null }

const lockWork = statement('delivery.lock_commission', `
  SELECT entitlement_id AS "entitlementId", order_id AS "orderId", order_line_id AS "orderLineId", product_id AS "productId", merchant_id AS "merchantId", accept_days AS "acceptDays",
    change_rounds AS "changeRounds", brief_given_at AS "briefGivenAt" FROM delivery.commissions WHERE entitlement_id = $1 FOR UPDATE`);
const lockOne = statement('delivery.lock_milestone', `
  SELECT id, entitlement_id AS "entitlementId", name, from_share AS "fromShare", to_share AS "toShare", state, rounds_used AS "roundsUsed", accept_by AS "acceptBy" FROM delivery.milestones WHERE id = $1 AND entitlement_id = $2 FOR UPDATE`);
const move = statement('delivery.move_milestone', `
  UPDATE delivery.milestones SET state = $2, accept_by = $3, accepted_at = CASE WHEN $2 = 'accepted' THEN $4::timestamptz ELSE accepted_at END, changed_at = $4, rounds_used = rounds_used + $5 WHERE id = $1`);
const note = statement('delivery.note_milestone', 'INSERT INTO delivery.milestone_notes (id, milestone_id, kind, author, words, noted_at) VALUES ($1, $2, $3, $4, $5, $6)');
const left = statement('delivery.milestones_left', `
  SELECT count(*) FILTER (WHERE state NOT IN ('accepted', 'refunded', 'cancelled'))::int AS unfinished, count(*) FILTER (WHERE state = 'accepted')::int AS accepted FROM delivery.milestones WHERE entitlement_id = $1`);

/** @param merchantId whose it must be, where a merchant acts @throws CommissionUnknown */
export async function lockCommission(tx: Tx, entitlementId: string, merchantId?: string): Promise<LockedCommission> {
  const [work] = isId(entitlementId) ? await prepared<LockedCommission>(tx, lockWork, [entitlementId]) : [];
  if (!work || (merchantId !== undefined && work.merchantId !== merchantId)) throw new CommissionUnknown();
  return work;
}

/** @throws MilestoneUnknown */
export async function lockMilestone(tx: Tx, milestoneId: string, entitlementId: string): Promise<LockedMilestone> {
  const [milestone] = isId(milestoneId) ? await prepared<LockedMilestone>(tx, lockOne, [milestoneId, entitlementId]) : [];
  if (!milestone) throw new MilestoneUnknown();
  return milestone;
}

/** From where each thing may be done, and where it leads. */
const acts: Readonly<Record<NoteKind, { readonly from: readonly MilestoneState[]; readonly to: MilestoneState }>> = {
  handed_over: { from: ['open', 'changes_asked', 'handed_over'], to: 'handed_over' },
  changes_asked: { from: ['handed_over'], to: 'changes_asked' },
  accepted: { from: ['handed_over'], to: 'accepted' },
  accepted_by_time: { from: ['handed_over'], to: 'accepted' },
  disputed: { from: ['open', 'handed_over', 'changes_asked'], to: 'disputed' },
  released: { from: ['disputed'], to: 'accepted' },
  refunded: { from: ['disputed'], to: 'refunded' },
  cancelled: { from: ['open', 'handed_over', 'changes_asked', 'disputed'], to: 'cancelled' },
};

export interface MilestoneAct { readonly kind: NoteKind; readonly author: MilestoneNote['author']; readonly words: string; readonly acceptBy?: Date; readonly at: Date }

/**
 * The one way in which a milestone changes, in the caller's transaction: what was done is noted and told, and the money of a part that is
 * accepted or paid back follows. With the last of them the line is delivered.
 * @returns the note's id @throws MilestoneActRefused
 */
export async function moveMilestone(tx: Tx, outbox: Outbox, { work, milestone }: { work: LockedCommission; milestone: LockedMilestone }, { kind, author, words, acceptBy, at }: MilestoneAct): Promise<string> {
  const { from, to } = acts[kind];
  if (!(work.briefGivenAt || kind === 'cancelled') || !from.includes(milestone.state)) throw new MilestoneActRefused();
  await prepared(tx, move, [milestone.id, to, acceptBy ?? null, at, kind === 'changes_asked' ? 1 : 0]);
  const noteId = newId();
  await prepared(tx, note, [noteId, milestone.id, kind, author, words, at]);
  const { entitlementId, orderId, orderLineId: lineId, merchantId } = work;
  // Of work that is given up everybody is told once, not of each part.
  if (kind !== 'cancelled') await outbox.publish(tx, milestoneMoved, { milestoneId: milestone.id, name: milestone.name, orderId, lineId, entitlementId, merchantId, what: kind, words, acceptBy: acceptBy?.toISOString() ?? null });
  const part = { orderId, lineId, partId: milestone.id, from: milestone.fromShare, to: milestone.toShare, of: wholeBasisPoints };
  const isLast = await isLastOf(tx, entitlementId);
  if (to === 'accepted') await outbox.publish(tx, linePartDelivered, { ...part, deliveredAt: at.toISOString(), isLast });
  if (to === 'refunded' || to === 'cancelled') await outbox.publish(tx, linePartUndeliverable, { ...part, reason: kind === 'cancelled' ? 'the work was given up' : 'a part of the work was decided for the buyer', isLast });
  if (isLast) await finishWork(tx, entitlementId, at);
  return noteId;
}

/** Whether nothing of the work is left to do, and some of it was done. */
async function isLastOf(tx: Tx, entitlementId: string): Promise<boolean> {
  const [{ unfinished, accepted } = { unfinished: 1, accepted: 0 }] = await prepared<{ unfinished: number; accepted: number }>(tx, left, [entitlementId]);
  return unfinished === 0 && accepted > 0;
}
