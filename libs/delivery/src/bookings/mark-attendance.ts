import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { noteAccess } from '../entitlements/access-log.js';
import { lockBooking } from './booking-reads.js';
import { BookingNotChangeable, SessionNotBegun } from './booking.errors.js';
import { followSessions } from './end-bookings.js';

const mark = statement('delivery.mark_attendance', 'UPDATE delivery.bookings SET state = $2, changed_at = $3 WHERE id = $1');
const lockOf = statement('delivery.lock_entitlement_of_booking', 'SELECT e.id FROM delivery.entitlements e JOIN delivery.bookings b ON b.entitlement_id = e.id WHERE b.id = $1 FOR UPDATE OF e');

/** Whether the buyer came, told by the merchant once the session has begun. When the last session that was bought is over, the line is delivered. */
@Injectable()
export class MarkAttendance {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** It can be corrected. @throws BookingUnknown, SessionNotBegun, BookingNotChangeable of what was cancelled */
  async run(bookingId: string, merchantId: string, state: 'attended' | 'no_show'): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await prepared(tx, lockOf, [bookingId]);
      const booking = await lockBooking(tx, bookingId, { merchantId });
      if (booking.state === state) return;
      if (booking.state === 'cancelled') throw new BookingNotChangeable();
      if (booking.startsAt > at) throw new SessionNotBegun();
      await prepared(tx, mark, [bookingId, state, at]);
      if (state === 'attended') await noteAccess(tx, { entitlementId: booking.entitlementId, what: 'attended', subject: booking.startsAt.toISOString() }, at);
      await followSessions(tx, this.outbox, booking.entitlementId, at);
    });
  }
}
