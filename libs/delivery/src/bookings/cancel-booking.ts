import { Injectable } from '@nestjs/common';
import { Database, Outbox } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { lockActive } from '../entitlements/entitlement-access.js';
import { isChangeable, lockBooking } from './booking-reads.js';
import { BookingNotChangeable } from './booking.errors.js';
import { cancelBookings } from './end-bookings.js';

/** Cancels a session that is to come: its time is free again, and so is the buyer's session. */
@Injectable()
export class CancelBooking {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** What is cancelled stays cancelled. @throws BookingUnknown, BookingNotChangeable within the merchant's notice, AccessNotReady, AccessSuspended, AccessExpired */
  async byBuyer(bookingId: string, entitlementId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockActive(tx, entitlementId, at);
      const booking = await lockBooking(tx, bookingId, { entitlementId });
      if (booking.state === 'cancelled') return;
      if (!isChangeable(booking, at)) throw new BookingNotChangeable();
      await cancelBookings(tx, this.outbox, [bookingId], { by: 'buyer', at });
    });
  }

  /** At any time before it begins. @throws BookingUnknown, BookingNotChangeable */
  async byMerchant(bookingId: string, merchantId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const booking = await lockBooking(tx, bookingId, { merchantId });
      if (booking.state === 'cancelled') return;
      if (booking.state !== 'booked' || booking.startsAt <= at) throw new BookingNotChangeable();
      await cancelBookings(tx, this.outbox, [bookingId], { by: 'merchant', at });
    });
  }
}
