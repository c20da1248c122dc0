import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { noteAccess, type AccessClient } from '../entitlements/access-log.js';
import { lockActive, type HeldEntitlement } from '../entitlements/entitlement-access.js';
import { isChangeable, lockBooking, sessionsBought, toldOf, type BookingView } from './booking-reads.js';
import { BookingNotChangeable, NoSessionLeft, TimeZoneUnknown } from './booking.errors.js';
import { bookingMade, bookingMoved } from './booking.events.js';
import { lockPlan, type SessionPlanView } from './session-plan.js';
import { freePlace } from './take-place.js';
import { isTimeZone } from './time-zones.js';

export interface BookingWish {
  readonly entitlementId: string;
  readonly startsAt: Date;
  /** With whom; without it, anyone of the product's hosts. */
  readonly hostId?: string | undefined;
  /** In which the buyer reads times, IANA. */
  readonly timeZone: string;
  readonly client: AccessClient;
}

const used = statement('delivery.sessions_used', `SELECT id, starts_at AS "startsAt" FROM delivery.bookings WHERE entitlement_id = $1 AND state <> 'cancelled'`);
const insert = statement('delivery.book_session', `
  INSERT INTO delivery.bookings (id, product_id, merchant_id, entitlement_id, order_id, order_line_id, starts_at, ends_at, busy_until, place, state, buyer_time_zone, sequence, booked_at, changed_at,
    day_reminded_at, hour_reminded_at, host_id, change_notice_minutes)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'booked', $11, 0, $12, $12, CASE WHEN $7 <= $12::timestamptz + interval '24 hours' THEN $12::timestamptz END, CASE WHEN $7 <= $12::timestamptz + interval '1 hour' THEN $12::timestamptz END, $13, $14)`);
const move = statement('delivery.move_booking', `
  UPDATE delivery.bookings SET starts_at = $2, ends_at = $3, busy_until = $4, place = $5, buyer_time_zone = $6, sequence = sequence + 1, changed_at = $7,
    day_reminded_at = CASE WHEN $2 <= $7::timestamptz + interval '24 hours' THEN $7::timestamptz END, hour_reminded_at = CASE WHEN $2 <= $7::timestamptz + interval '1 hour' THEN $7::timestamptz END, host_id = $8
  WHERE id = $1`);
const keepZone = statement('delivery.keep_time_zone', `
  INSERT INTO delivery.chosen_time_zones (entitlement_id, time_zone) VALUES ($1, $2) ON CONFLICT (entitlement_id) DO UPDATE SET time_zone = excluded.time_zone`);

/** Takes a time for one of the sessions that were bought, or another time for one that was taken. */
@Injectable()
export class BookSession {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /**
   * A time that is booked already by the same buyer stays one booking, so it can be repeated. @returns its id
   * @throws AvailabilityUnknown, HostUnknown, SlotRefused, SlotTaken, NoSessionLeft, TimeZoneUnknown, AccessNotReady, AccessSuspended, AccessExpired
   */
  async run({ entitlementId, startsAt, hostId, timeZone, client }: BookingWish): Promise<string> {
    if (!isTimeZone(timeZone)) throw new TimeZoneUnknown({}, 'timeZone');
    return this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const entitlement = await lockActive(tx, entitlementId, at);
      const taken = await prepared<{ id: string; startsAt: Date }>(tx, used, [entitlementId]);
      const same = taken.find((each) => each.startsAt.getTime() === startsAt.getTime());
      if (same) return same.id;
      if (taken.length >= await sessionsBought(tx, entitlementId)) throw new NoSessionLeft();
      const plan = await lockPlan(tx, entitlement.productId);
      const booking = await this.insert(tx, entitlement, { plan, startsAt, hostId, timeZone, at });
      await prepared(tx, keepZone, [entitlementId, timeZone]);
      await noteAccess(tx, { entitlementId, what: 'booked', subject: booking.startsAt.toISOString(), client }, at);
      await this.outbox.publish(tx, bookingMade, toldOf(booking));
      return booking.id;
    });
  }

  /** The same time again changes nothing, unless another host is asked for. @throws as `run`, BookingUnknown, BookingNotChangeable */
  async move(bookingId: string, { entitlementId, startsAt, hostId, timeZone, client }: BookingWish): Promise<void> {
    if (!isTimeZone(timeZone)) throw new TimeZoneUnknown({}, 'timeZone');
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const entitlement = await lockActive(tx, entitlementId, at);
      const plan = await lockPlan(tx, entitlement.productId);
      const booking = await lockBooking(tx, bookingId, { entitlementId });
      if (booking.state === 'booked' && booking.startsAt.getTime() === startsAt.getTime() && (hostId === undefined || hostId === booking.hostId)) return;
      if (!isChangeable(booking, at)) throw new BookingNotChangeable();
      const slot = await freePlace(tx, plan, { startsAt, hostId, bookingId }, at);
      await prepared(tx, move, [bookingId, slot.startsAt, slot.endsAt, slot.busyUntil, slot.place, timeZone, at, slot.hostId]);
      await prepared(tx, keepZone, [entitlementId, timeZone]);
      await noteAccess(tx, { entitlementId, what: 'booked', subject: `${booking.startsAt.toISOString()} -> ${slot.startsAt.toISOString()}`, client }, at);
      await this.outbox.publish(tx, bookingMoved, toldOf({ ...booking, ...slot, buyerTimeZone: timeZone }));
    });
  }

  /** The zone in which a buyer reads times from now on. @throws TimeZoneUnknown */
  async chooseTimeZone(entitlementId: string, timeZone: string): Promise<void> {
    if (!isTimeZone(timeZone)) throw new TimeZoneUnknown({}, 'timeZone');
    await this.database.read(keepZone, [entitlementId, timeZone]);
  }

  private async insert(tx: Tx, { id: entitlementId, orderId, orderLineId, productId, merchantId }: HeldEntitlement, { plan, startsAt, hostId, timeZone, at }: { plan: SessionPlanView; startsAt: Date; hostId: string | undefined; timeZone: string; at: Date }): Promise<BookingView> {
    const slot = await freePlace(tx, plan, { startsAt, hostId }, at);
    const id = newId();
    await prepared(tx, insert, [id, productId, merchantId, entitlementId, orderId, orderLineId, slot.startsAt, slot.endsAt, slot.busyUntil, slot.place, timeZone, at, slot.hostId, plan.changeNoticeMinutes]);
    return {
      id, productId, merchantId, entitlementId, orderId, orderLineId, startsAt: slot.startsAt, endsAt: slot.endsAt, state: 'booked', buyerTimeZone: timeZone, merchantTimeZone: slot.merchantTimeZone,
      sequence: 0, changedAt: at, changeNoticeMinutes: plan.changeNoticeMinutes, meetingLink: null, hostId: slot.hostId, hostName: slot.hostName,
      markedAt: null, contestedAt: null, contestWords: null, settledAt: null,
    };
  }
}
