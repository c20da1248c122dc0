import { Injectable } from '@nestjs/common';
import { OrderReads } from '@silkport/ordering';
import { Database, job, prepared, Runs, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { lockJoins, takesUnits } from './takes-units.js';

export const applyTopUp = job<{ entitlementId: string }>('delivery/apply-api-top-up');

const waiting = statement('delivery.waiting_api_top_up', `
  SELECT t.units::text AS units, e.order_id AS "orderId", e.product_id AS "productId", e.state FROM delivery.api_top_ups t JOIN delivery.entitlements e ON e.id = t.entitlement_id
  WHERE t.entitlement_id = $1 AND t.target_id IS NULL`);
const lockWaiting = statement('delivery.lock_api_top_up', `
  SELECT e.state FROM delivery.api_top_ups t JOIN delivery.entitlements e ON e.id = t.entitlement_id WHERE t.entitlement_id = $1 AND t.target_id IS NULL FOR UPDATE`);
const oldest = statement('delivery.oldest_api_access', `
  SELECT e.id FROM delivery.entitlements e JOIN delivery.api_plans p ON p.variant_id = e.variant_id LEFT JOIN delivery.api_top_ups t ON t.entitlement_id = e.id
  WHERE e.order_id = ANY ($2::uuid[]) AND e.product_id = $3 AND e.id <> $1 AND e.state = 'active' AND (e.expires_at IS NULL OR e.expires_at > $4) AND ${takesUnits}
  ORDER BY e.granted_at, e.id LIMIT 1`);
const join = statement('delivery.join_api_top_up', `
  WITH joined AS (
    UPDATE delivery.api_top_ups SET target_id = $2, applied_at = $3, is_withheld = NOT $4::boolean, taken_units = CASE WHEN $4 THEN 0 ELSE units END WHERE entitlement_id = $1 RETURNING units)
  INSERT INTO delivery.api_meters AS m (entitlement_id, period_at, second_at, minute_at, extra_units) SELECT $2, $3, $3, $3, units FROM joined WHERE $4 AND $2::uuid <> $1::uuid
  ON CONFLICT (entitlement_id) DO UPDATE SET extra_units = m.extra_units + excluded.extra_units`);

/**
 * Adds the units of a top-up to the oldest access to the same API that its buyer is known to have bought and can use: in the same order, or signed in with the
 * confirmed address of both. An address that somebody typed proves nothing. Where there is none, the top-up is an access of its own until its buyer names one; see `JoinTopUp`.
 */
@Injectable()
export class ApplyTopUp {
  constructor(private readonly database: Database, private readonly orders: OrderReads, private readonly clock: Clock) {}

  @Runs(applyTopUp)
  async run({ entitlementId }: { entitlementId: string }): Promise<void> {
    const [topUp] = await this.database.read<{ orderId: string; productId: string }>(waiting, [entitlementId]);
    if (!topUp) return;
    const orderIds = await this.orders.ofSameBuyer(topUp.orderId, topUp.productId);
    await this.database.transaction((tx) => this.join(tx, entitlementId, topUp.productId, orderIds));
  }

  private async join(tx: Tx, entitlementId: string, productId: string, orderIds: readonly string[]): Promise<void> {
    await prepared(tx, lockJoins, [entitlementId]);
    const [own] = await prepared<{ state: string }>(tx, lockWaiting, [entitlementId]);
    if (!own) return;
    const now = this.clock.now();
    const [target] = await prepared<{ id: string }>(tx, oldest, [entitlementId, orderIds, productId, now]);
    await prepared(tx, join, [entitlementId, target?.id ?? entitlementId, now, own.state === 'active']);
  }
}
