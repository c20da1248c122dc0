import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '@silkport/catalog';
import { Database, statement } from '@silkport/platform';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';

export interface SeatGiven {
  readonly entitlementId: string;
  /** Null while it is taken back. */
  readonly email: string | null;
  readonly generation: number;
  readonly givenAt: Date | null;
}

/** A seat of somebody else's order that was given to a reader. */
export interface SeatReceived { readonly entitlementId: string; readonly orderId: string; readonly orderLineId: string; readonly deliveryKind: DeliveryKind; readonly state: EntitlementState }

const columns = 's.entitlement_id AS "entitlementId", s.email, s.generation, s.given_at AS "givenAt"';
const ofEntitlement = statement('delivery.seat_of', `SELECT ${columns} FROM delivery.seat_holders s WHERE s.entitlement_id = $1`);
const ofOrder = statement('delivery.seats_of_order', `
  SELECT ${columns} FROM delivery.seat_holders s JOIN delivery.entitlements e ON e.id = s.entitlement_id WHERE e.order_id = $1`);
const emailsOf = statement('delivery.emails_of_seats', 'SELECT entitlement_id AS id, email FROM delivery.seat_holders WHERE entitlement_id = ANY ($1::uuid[]) AND email IS NOT NULL');
const ofEmail = statement('delivery.seats_of_email', `
  SELECT e.id AS "entitlementId", e.order_id AS "orderId", e.order_line_id AS "orderLineId", e.delivery_kind AS "deliveryKind", e.state
  FROM delivery.seat_holders s JOIN delivery.entitlements e ON e.id = s.entitlement_id WHERE s.email = $1 ORDER BY s.given_at DESC, e.id LIMIT 200`);

/** Who was given which seat. */
@Injectable()
export class SeatReads {
  constructor(private readonly database: Database) {}

  /** Undefined of a seat that was never given away. */
  async of(entitlementId: string): Promise<SeatGiven | undefined> {
    const [seat] = await this.database.read<SeatGiven>(ofEntitlement, [entitlementId]);
    return seat;
  }

  /** By entitlement; those never given away are left out. */
  async ofOrder(orderId: string): Promise<ReadonlyMap<string, SeatGiven>> {
    const seats = await this.database.read<SeatGiven>(ofOrder, [orderId]);
    return new Map(seats.map((seat) => [seat.entitlementId, seat]));
  }

  /** Whom seats are given to, by entitlement; those that nobody was given are left out. */
  async emailsOf(entitlementIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.read<{ id: string; email: string }>(emailsOf, [entitlementIds]);
    return new Map(rows.map(({ id, email }) => [id, email]));
  }

  /** Given to this address, newest first: at most two hundred. The caller has made sure that the address is the reader's. */
  async ofEmail(email: string): Promise<SeatReceived[]> {
    return this.database.read<SeatReceived>(ofEmail, [email]);
  }
}
