import { Injectable } from '@nestjs/common';
import { Handles, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { accessChanged, type AccessChanged } from '../delivery.events.js';
import { startPlan } from './grant-api-access.js';

const takeOff = statement('delivery.take_api_top_up_off', `
  WITH t AS (SELECT t.*, least(t.units, coalesce(m.extra_units, 0)) AS take FROM delivery.api_top_ups t LEFT JOIN delivery.api_meters m ON m.entitlement_id = t.target_id
    WHERE t.entitlement_id = $1 AND t.target_id <> t.entitlement_id AND NOT t.is_withheld FOR UPDATE OF t),
  withheld AS (UPDATE delivery.api_top_ups u SET is_withheld = true, taken_units = t.take FROM t WHERE u.entitlement_id = t.entitlement_id)
  UPDATE delivery.api_meters m SET extra_units = m.extra_units - t.take FROM t WHERE m.entitlement_id = t.target_id`);
const lockMeter = statement('delivery.lock_topped_up_meter', `
  SELECT FROM delivery.api_meters m WHERE entitlement_id = (SELECT target_id FROM delivery.api_top_ups WHERE entitlement_id = $1) FOR UPDATE`);
const lockEntitlement = statement('delivery.lock_entitlement_of_top_up', 'SELECT FROM delivery.entitlements WHERE id = $1 FOR UPDATE');
const putBack = statement('delivery.put_api_top_up_back', `
  WITH t AS (SELECT * FROM delivery.api_top_ups WHERE entitlement_id = $1 AND target_id <> entitlement_id AND is_withheld FOR UPDATE),
  released AS (UPDATE delivery.api_top_ups u SET is_withheld = false, taken_units = 0 FROM t WHERE u.entitlement_id = t.entitlement_id)
  INSERT INTO delivery.api_meters AS m (entitlement_id, period_at, second_at, minute_at, extra_units) SELECT target_id, $2, $2, $2, taken_units FROM t
  ON CONFLICT (entitlement_id) DO UPDATE SET extra_units = m.extra_units + excluded.extra_units`);

/** What is left of a top-up follows it: stopped or paid back, it is taken off what it joined; restored, it is put back. */
@Injectable()
export class OnApiAccessChanged {
  constructor(private readonly clock: Clock) {}

  @Handles(accessChanged, 'delivery/follow-api-access')
  async follow(tx: Tx, { entitlementId, deliveryKind, to, isFirst }: AccessChanged): Promise<void> {
    if (deliveryKind !== 'api-access') return;
    const now = this.clock.now();
    if (isFirst) await startPlan(tx, entitlementId, now);
    // First the entitlement, as whoever joins a top-up does: what it has joined does not change under our hands.
    await prepared(tx, lockEntitlement, [entitlementId]);
    // Locked in a statement of its own, so that the next one sees what calls have taken meanwhile.
    await prepared(tx, lockMeter, [entitlementId]);
    await prepared(tx, to === 'active' ? putBack : takeOff, to === 'active' ? [entitlementId, now] : [entitlementId]);
  }
}
