import { Injectable } from '@nestjs/common';
import { kindTraits, type DeliveryKind } from '@silkport/catalog';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { seatChanged } from '../delivery.events.js';
import type { AccessClient } from '../entitlements/access-log.js';
import { noteAccess } from '../entitlements/access-log.js';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';
import type { HeldItem } from '../entitlements/held-entitlements.js';
import { handOver } from './hand-over.js';
import { noteGift } from './note-gift.js';
import { SeatNotGivable, SeatNotYours } from './seat.errors.js';
import type { SeatGiven } from './seat-reads.js';

const locked = statement('delivery.lock_seat', 'SELECT state, delivery_kind AS "deliveryKind" FROM delivery.entitlements WHERE id = $1 FOR UPDATE');
const current = statement('delivery.seat_before_change', 'SELECT email, generation FROM delivery.seat_holders WHERE entitlement_id = $1');
const change = statement('delivery.change_seat', `
  INSERT INTO delivery.seat_holders AS s (entitlement_id, email, generation, given_at) VALUES ($1, $2, 1, CASE WHEN $2::text IS NOT NULL THEN $3::timestamptz END)
  ON CONFLICT (entitlement_id) DO UPDATE SET email = excluded.email, generation = s.generation + 1, given_at = excluded.given_at
  RETURNING entitlement_id AS "entitlementId", email, generation, given_at AS "givenAt"`);

/** Gives a seat to somebody, or takes it back: whatever whoever had it before had of it, link, key and credentials, opens nothing from then on. Doing the same again changes nothing. */
@Injectable()
export class GiveSeat {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** @param email null takes it back @throws SeatNotYours, SeatNotGivable, SeatGivenTooOften */
  async run(held: HeldItem, email: string | null, client?: AccessClient): Promise<SeatGiven> {
    if (!held.holdsOrder) throw new SeatNotYours();
    const wanted = email === null ? null : email.normalize('NFC').trim().toLowerCase();
    const { id, orderId, orderLineId } = held.entitlement;
    return this.database.transaction(async (tx) => {
      await requireGivable(tx, id);
      const [before] = await prepared<{ email: string | null; generation: number }>(tx, current, [id]);
      const at = this.clock.now();
      if ((before?.email ?? null) === wanted) return { entitlementId: id, email: wanted, generation: before?.generation ?? 0, givenAt: null };
      if (wanted !== null) await noteGift(tx, { entitlementId: id, orderId, email: wanted }, at);
      const [seat] = await prepared<SeatGiven>(tx, change, [id, wanted, at]);
      if (!seat) throw new Error(`The seat ${id} was not changed`);
      await handOver(tx, seat, at);
      if (wanted !== null) await noteAccess(tx, { entitlementId: id, what: 'seat_given', ...(client ? { client } : {}) }, at);
      await this.outbox.publish(tx, seatChanged, { entitlementId: id, orderId, orderLineId, email: wanted, emailBefore: before?.email ?? null, generation: seat.generation, at: at.toISOString() });
      return seat;
    });
  }
}

async function requireGivable(tx: Tx, id: string): Promise<void> {
  const [entitlement] = await prepared<{ state: EntitlementState; deliveryKind: DeliveryKind }>(tx, locked, [id]);
  if (!entitlement || !kindTraits[entitlement.deliveryKind].isSeated || entitlement.state === 'revoked' || entitlement.state === 'expired') throw new SeatNotGivable();
}
