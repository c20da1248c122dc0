import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { noteAccess } from '../entitlements/access-log.js';
import { contestDays, lockHeldBooking, toldOf } from './booking-reads.js';
import { BookingNotChangeable, SessionNotOver } from './booking.errors.js';
import { sessionMarked } from './booking.events.js';
import { followSessions } from './end-bookings.js';

const mark = statement('delivery.mark_attendance', 'UPDATE delivery.bookings SET state = $2, changed_at = $3, marked_at = $3 WHERE id = $1');

/** Whether the buyer came, told by the merchant once the session is over. It counts as soon as the buyer can no longer contest it. */
@Injectable()
export class MarkAttendance {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** It can be corrected until it counts or is contested. @throws BookingUnknown, SessionNotOver, BookingNotChangeable also of what was cancelled */
  async run(bookingId: string, merchantId: string, state: 'attended' | 'no_show'): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const booking = await lockHeldBooking(tx, bookingId, { merchantId });
      if (booking.state === state) return;
      if (booking.state === 'cancelled' || booking.contestedAt || booking.settledAt) throw new BookingNotChangeable();
      if (booking.endsAt > at) throw new SessionNotOver();
      await prepared(tx, mark, [bookingId, state, at]);
      if (state === 'attended') await noteAccess(tx, { entitlementId: booking.entitlementId, what: 'attended', subject: booking.startsAt.toISOString() }, at);
      await this.outbox.publish(tx, sessionMarked, { ...toldOf(booking), state, contestBy: new Date(at.getTime() + contestDays * 86_400_000).toISOString() });
      await followSessions(tx, this.outbox, booking.entitlementId, at);
    });
  }
}
