import { Injectable } from '@nestjs/common';
import { linesDelivered, linesDispatched } from '@silkport/ordering';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { HandOverRefused } from '../delivery.errors.js';

export interface Dispatch { readonly lineId: string; readonly personId: string; readonly carrier: string | null; readonly tracking: string | null }

const moved = `noted AS (
    INSERT INTO delivery.parcel_transitions (id, order_line_id, from_state, to_state, actor, reason, changed_at)
    SELECT uuidv7(), m.order_line_id, w.state, m.state, $2, m.state, $3::timestamptz FROM moved m JOIN wanted w USING (order_line_id))`;
const dispatch = statement('delivery.dispatch', `
  WITH wanted AS (SELECT order_line_id, order_id, state FROM delivery.parcels WHERE order_line_id = $1 AND state IN ('to_ship', 'shipped') FOR UPDATE),
  moved AS (UPDATE delivery.parcels p SET state = 'shipped', carrier = $4, tracking = $5, shipped_at = coalesce(p.shipped_at, $3) FROM wanted w
    WHERE p.order_line_id = w.order_line_id AND w.state = 'to_ship' RETURNING p.order_line_id, p.state), ${moved}
  SELECT order_id AS "orderId", state = 'shipped' AS "wasDone" FROM wanted`);
const deliverParcel = statement('delivery.deliver_parcel', `
  WITH wanted AS (SELECT order_line_id, order_id, state FROM delivery.parcels WHERE order_line_id = $1 AND state IN ('to_ship', 'shipped', 'delivered') FOR UPDATE),
  moved AS (UPDATE delivery.parcels p SET state = 'delivered', shipped_at = coalesce(p.shipped_at, $3), delivered_at = $3 FROM wanted w
    WHERE p.order_line_id = w.order_line_id AND w.state <> 'delivered' RETURNING p.order_line_id, p.state), ${moved}
  SELECT w.order_id AS "orderId", w.state = 'delivered' AS "wasDone" FROM wanted w`);
const perform = statement('delivery.perform', `
  WITH wanted AS (SELECT id, order_id, performed_at FROM delivery.entitlements WHERE order_line_id = $1 AND delivery_kind IN ('service', 'booking', 'commission') AND state = 'active' FOR UPDATE),
  done AS (UPDATE delivery.entitlements e SET performed_at = $2 FROM wanted w WHERE e.id = w.id AND w.performed_at IS NULL)
  SELECT order_id AS "orderId", performed_at IS NOT NULL AS "wasDone" FROM wanted`);

/** What a merchant hands over itself: parcels, and services that it has performed. */
@Injectable()
export class HandOver {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** A parcel that has gone already stays as it went. @throws HandOverRefused for what is no parcel, or must not be sent */
  async dispatch({ lineId, personId, carrier, tracking }: Dispatch): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const [parcel] = await prepared<{ orderId: string; wasDone: boolean }>(tx, dispatch, [lineId, personId, at, carrier, tracking]);
      if (!parcel) throw new HandOverRefused({}, 'lineId');
      if (!parcel.wasDone) await this.outbox.publish(tx, linesDispatched, { orderId: parcel.orderId, lineIds: [lineId], dispatchedAt: at.toISOString() });
    });
  }

  /** Tells ordering, once. @throws HandOverRefused */
  async deliver({ lineId, personId }: Pick<Dispatch, 'lineId' | 'personId'>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const [parcel] = await prepared<{ orderId: string; wasDone: boolean }>(tx, deliverParcel, [lineId, personId, at]);
      const [service] = parcel ? [parcel] : await prepared<{ orderId: string; wasDone: boolean }>(tx, perform, [lineId, at]);
      if (!service) throw new HandOverRefused({}, 'lineId');
      if (!service.wasDone) await this.outbox.publish(tx, linesDelivered, { orderId: service.orderId, lineIds: [lineId], deliveredAt: at.toISOString() });
    });
  }
}
