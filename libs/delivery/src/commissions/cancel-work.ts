import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import { isId } from '@silkport/values';
import { commissionCancelled, type CommissionCancelled } from './commission.events.js';
import { lockCommission, lockMilestone, moveMilestone } from './move-milestone.js';

const partsOf = statement('delivery.parts_of_work', 'SELECT id, state FROM delivery.milestones WHERE entitlement_id = $1 ORDER BY position');

export interface Cancelling { readonly entitlementId: string; readonly by: CommissionCancelled['by']; readonly words: string; readonly at: Date }

/** What is left of work after it was given up. */
export interface CancelledWork {
  /** Parts that were given up now. */
  readonly cancelled: number;
  /** Whether some were given up before. */
  readonly wasCancelled: boolean;
  /** Parts that are the buyer's, and paid. */
  readonly accepted: number;
}

/**
 * Gives work up, under the lock of its entitlement: each part that is not accepted is paid back, whatever state it is in. With the last
 * of them the rest is delivered; where nothing was accepted the whole line goes back, and access ends with that.
 * @throws CommissionUnknown
 */
export async function cancelWork(tx: Tx, outbox: Outbox, { entitlementId, by, words, at }: Cancelling): Promise<CancelledWork> {
  const work = await lockCommission(tx, entitlementId);
  const parts = isId(entitlementId) ? await prepared<{ id: string; state: string }>(tx, partsOf, [entitlementId]) : [];
  const open = parts.filter(({ state }) => state !== 'accepted' && state !== 'refunded' && state !== 'cancelled');
  for (const { id } of open) await moveMilestone(tx, outbox, { work, milestone: await lockMilestone(tx, id, entitlementId) }, { kind: 'cancelled', author: by, words, at });
  const { orderId, orderLineId: lineId, merchantId } = work;
  if (open.length) await outbox.publish(tx, commissionCancelled, { orderId, lineId, entitlementId, merchantId, by, words });
  return { cancelled: open.length, wasCancelled: parts.some(({ state }) => state === 'cancelled'), accepted: parts.filter(({ state }) => state === 'accepted').length };
}
