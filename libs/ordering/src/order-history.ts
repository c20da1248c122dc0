import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';

/** One change of an order, or of one of its lines. */
export interface OrderChangeView {
  /** Absent for the order itself. */
  readonly lineId: string | null;
  readonly from: string | null;
  readonly to: string;
  /** `buyer`, `stripe`, `clock`, `delivery`, or a person's id. */
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
}

export interface HeldOrderView {
  readonly number: string;
  readonly country: string;
  readonly billingCountry: string | null;
  readonly heldAt: Date;
  /** Whether the buyer's bank has asked for the money, or about it, meanwhile. */
  readonly isDisputed: boolean;
}

const changes = statement('ordering.history', `
  SELECT "lineId", "from", "to", actor, reason, at FROM (
    SELECT id, NULL::uuid AS "lineId", from_status AS "from", to_status AS "to", actor, reason, changed_at AS at FROM ordering.order_transitions WHERE order_id = $1
    UNION ALL SELECT id, line_id, from_state, to_state, actor, reason, changed_at FROM ordering.line_transitions WHERE order_id = $1) AS history ORDER BY at, id`);
const held = statement('ordering.held_orders', `SELECT number, country, billing_country AS "billingCountry", held_at AS "heldAt",
  EXISTS (SELECT FROM ordering.held_disputes d WHERE d.order_id = o.id) AS "isDisputed" FROM ordering.orders o WHERE status = 'held' ORDER BY held_at, id LIMIT 100`);

/** What became of orders, and which ones wait for an admin. */
@Injectable()
export class OrderHistory {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  of(orderId: string): Promise<OrderChangeView[]> {
    return this.database.read<OrderChangeView>(changes, [orderId]);
  }

  /** Those that wait longest, at most a hundred. */
  held(): Promise<HeldOrderView[]> {
    return this.database.read<HeldOrderView>(held);
  }
}
