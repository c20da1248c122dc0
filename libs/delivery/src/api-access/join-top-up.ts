import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { EntitlementUnknown } from '../delivery.errors.js';
import { refuseUnusable, type HeldEntitlement } from '../entitlements/entitlement-access.js';
import { piecesHeld } from '../entitlements/pieces-held.js';
import { ApiAccessElsewhere, ApiPlanUnknown, TopUpUnfit } from './api-access.errors.js';
import { endCredentials } from './end-credentials.js';
import { lockJoins, takesUnits } from './takes-units.js';

interface Side extends Pick<HeldEntitlement, 'id' | 'productId' | 'state' | 'expiresAt'> { readonly isTopUp: boolean; readonly targetId: string | null; readonly takes: boolean | null }

const lockBoth = statement('delivery.lock_access_and_top_up', `
  SELECT e.id, e.product_id AS "productId", e.state, e.expires_at AS "expiresAt", t.entitlement_id IS NOT NULL AS "isTopUp", t.target_id AS "targetId", ${takesUnits} AS takes
  FROM delivery.entitlements e LEFT JOIN delivery.api_plans p ON p.variant_id = e.variant_id LEFT JOIN delivery.api_top_ups t ON t.entitlement_id = e.id
  WHERE e.id = ANY ($1::uuid[]) ORDER BY e.id FOR UPDATE OF e`);
const lockMeters = statement('delivery.lock_meters_to_join', 'SELECT FROM delivery.api_meters WHERE entitlement_id = ANY ($1::uuid[]) ORDER BY entitlement_id FOR UPDATE');
const moveUnits = statement('delivery.move_units_of_top_up', `
  WITH own AS (
    SELECT greatest(p.quota_units * ${piecesHeld('e')}, t.units) AS quota, coalesce(m.used_units, 0) AS used, coalesce(m.extra_units, 0) AS extra
    FROM delivery.api_top_ups t JOIN delivery.entitlements e ON e.id = t.entitlement_id JOIN delivery.api_plans p ON p.variant_id = e.variant_id LEFT JOIN delivery.api_meters m ON m.entitlement_id = e.id WHERE e.id = $1),
  emptied AS (UPDATE delivery.api_meters m SET used_units = greatest(m.used_units, own.quota), extra_units = 0 FROM own WHERE m.entitlement_id = $1),
  joined AS (UPDATE delivery.api_top_ups SET target_id = $2, applied_at = $3, is_withheld = is_withheld AND entitlement_id <> $1, taken_units = CASE WHEN entitlement_id = $1 THEN 0 ELSE taken_units END
    WHERE entitlement_id = $1 OR target_id = $1)
  INSERT INTO delivery.api_meters AS m (entitlement_id, period_at, second_at, minute_at, extra_units) SELECT $2, $3, $3, $3, greatest(0, quota - used) + extra FROM own
  ON CONFLICT (entitlement_id) DO UPDATE SET extra_units = m.extra_units + excluded.extra_units`);

/**
 * Adds what is left of a top-up to the access that its buyer names. Whoever asks holds both: the caller has made sure of it. The credentials that
 * the top-up had of its own end, and what had joined it goes along. Asking again changes nothing.
 */
@Injectable()
export class JoinTopUp {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @throws EntitlementUnknown, ApiPlanUnknown, AccessNotReady, AccessSuspended, AccessExpired, ApiAccessElsewhere, TopUpUnfit */
  async run({ topUpId, targetId }: { readonly topUpId: string; readonly targetId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await prepared(tx, lockJoins, [topUpId]);
      const sides = await prepared<Side>(tx, lockBoth, [[topUpId, targetId].filter(isId)]);
      const topUp = sides.find(({ id }) => id === topUpId);
      if (!topUp) throw new EntitlementUnknown();
      if (topUp.isTopUp && topUp.targetId === targetId && targetId !== topUpId) return;
      refuseTopUp(topUp, at);
      refuseTarget(topUp, sides.find(({ id }) => id === targetId), at);
      await this.move(tx, topUpId, targetId, at);
    });
  }

  private async move(tx: Tx, topUpId: string, targetId: string, at: Date): Promise<void> {
    // In a statement of its own, so that the next one sees what calls have taken meanwhile.
    await prepared(tx, lockMeters, [[topUpId, targetId]]);
    await prepared(tx, moveUnits, [topUpId, targetId, at]);
    await endCredentials(tx, topUpId, at);
  }
}

function refuseTopUp(topUp: Side, at: Date): void {
  if (!topUp.isTopUp) throw new ApiPlanUnknown();
  refuseUnusable(topUp, at);
  if (topUp.targetId !== null && topUp.targetId !== topUp.id) throw new ApiAccessElsewhere();
}

function refuseTarget(topUp: Side, target: Side | undefined, at: Date): void {
  const isUsable = target?.state === 'active' && (!target.expiresAt || target.expiresAt > at);
  if (!target || !isUsable || !target.takes || target.id === topUp.id || target.productId !== topUp.productId) throw new TopUpUnfit({}, 'entitlementId');
}
