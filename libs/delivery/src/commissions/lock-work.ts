import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { EntitlementUnknown } from '../delivery.errors.js';
import type { AccessClient } from '../entitlements/access-log.js';
import { refuseUnusable } from '../entitlements/entitlement-access.js';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';
import { RefusedAccesses } from '../entitlements/refused-accesses.js';

interface Standing { state: EntitlementState; expiresAt: Date | null; isHeldByHand: boolean }

const standing = `
  SELECT e.state, e.expires_at AS "expiresAt", e.holds <@ ARRAY['admin', 'merchant'] AND coalesce(a.open_disputes, '{}') = '{}' AS "isHeldByHand"
  FROM delivery.entitlements e LEFT JOIN delivery.line_access a USING (order_line_id) WHERE e.id = $1`;
const seen = statement('delivery.standing_of_work', standing);
const locked = statement('delivery.lock_standing_of_work', `${standing} FOR UPDATE OF e`);

/**
 * Locks work of which something may be said or decided: also while a person of the merchant's or an admin stops access by hand, since
 * nobody's hand keeps a buyer from saying that the work is not as agreed. What a rule or a bank stops waits for that.
 * @throws EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired
 */
export async function lockWork(tx: Tx, entitlementId: string, now: Date): Promise<void> {
  refuseUnanswerable(isId(entitlementId) ? (await prepared<Standing>(tx, locked, [entitlementId]))[0] : undefined, now);
}

/** Lets the buyer of work in to see it and to answer; who is not let in is noted. Its files are for those whose access is active. */
@Injectable()
export class AdmitToWork {
  constructor(private readonly database: Database, private readonly refused: RefusedAccesses, private readonly clock: Clock) {}

  /** @throws as `lockWork` */
  async run({ id }: { readonly id: string }, client: AccessClient): Promise<void> {
    try {
      const [found] = await this.database.read<Standing>(seen, [id]);
      refuseUnanswerable(found, this.clock.now());
    } catch (error) {
      throw this.refused.note(error, { entitlementId: id, client });
    }
  }
}

function refuseUnanswerable(work: Standing | undefined, now: Date): void {
  if (!work) throw new EntitlementUnknown();
  const isStopped = work.state === 'granted' || work.state === 'suspended';
  refuseUnusable(isStopped && work.isHeldByHand ? { ...work, state: 'active' } : work, now);
}
