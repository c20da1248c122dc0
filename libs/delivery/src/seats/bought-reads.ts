import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';
import { isSetUp } from '../entitlements/is-set-up.js';
import type { ParcelState } from '../parcels/parcel.entity.js';

/** Where one bought thing stands: a seat, an entitlement without seats, or a parcel. */
export interface BoughtThing {
  readonly orderId: string;
  readonly orderLineId: string;
  /** Null of a parcel, as are state and seat. */
  readonly entitlementId: string | null;
  readonly state: EntitlementState | null;
  readonly seat: number | null;
  readonly expiresAt: Date | null;
  readonly parcelState: ParcelState | null;
  /** False of a course or a session whose maker has not set up yet what it is used by. */
  readonly isSetUp: boolean;
}

const ofOrders = statement('delivery.bought_of_orders', `
  SELECT e.order_id AS "orderId", e.order_line_id AS "orderLineId", e.id AS "entitlementId", e.state, e.seat, e.expires_at AS "expiresAt", NULL AS "parcelState", ${isSetUp('e')} AS "isSetUp"
  FROM delivery.entitlements e WHERE e.order_id = ANY ($1::uuid[])
  UNION ALL SELECT order_id, order_line_id, NULL, NULL, NULL, NULL, state, true FROM delivery.parcels WHERE order_id = ANY ($1::uuid[])
  ORDER BY "orderLineId", seat`);

/** What was bought with many orders at once, without files and keys: for the library. */
@Injectable()
export class BoughtReads {
  constructor(private readonly database: Database) {}

  /** By order line, seats in order. The caller has made sure that the orders are the reader's. */
  async ofOrders(orderIds: readonly string[]): Promise<ReadonlyMap<string, readonly BoughtThing[]>> {
    if (!orderIds.length) return new Map();
    return Map.groupBy(await this.database.read<BoughtThing>(ofOrders, [orderIds]), ({ orderLineId }) => orderLineId);
  }
}
