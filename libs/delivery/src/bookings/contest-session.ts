import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { isContestable, lockHeldBooking, toldOf } from './booking-reads.js';
import { SessionNotContestable, SessionNotContested } from './booking.errors.js';
import { contestDecided, sessionContested, type ContestDecision } from './booking.events.js';
import { followSessions } from './end-bookings.js';

const contest = statement('delivery.contest_session', 'UPDATE delivery.bookings SET contested_at = $2, contest_words = $3, changed_at = $2 WHERE id = $1');
const settle = statement('delivery.decide_contest', `
  UPDATE delivery.bookings SET settled_at = $2, changed_at = $2, state = CASE WHEN $3::boolean THEN state ELSE 'cancelled' END, sequence = sequence + CASE WHEN $3::boolean THEN 0 ELSE 1 END WHERE id = $1`);

/** A buyer says that a session was not held, or that they came to it; its money waits until somebody has decided. */
@Injectable()
export class ContestSession {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** What is contested already stays so. @throws BookingUnknown, SessionNotContestable */
  async run(bookingId: string, entitlementId: string, words: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const booking = await lockHeldBooking(tx, bookingId, { entitlementId });
      if (booking.contestedAt && !booking.settledAt) return;
      if (!isContestable(booking, at)) throw new SessionNotContestable();
      await prepared(tx, contest, [bookingId, at, words]);
      await this.outbox.publish(tx, sessionContested, { ...toldOf(booking), words });
      await followSessions(tx, this.outbox, entitlementId, at);
    });
  }

  /** A session that was not held is the buyer's again. @throws BookingUnknown, SessionNotContested */
  async decide(bookingId: string, { result, words }: ContestDecision, personId: string): Promise<void> {
    await this.settle(bookingId, { result, words }, { personId });
  }

  /** The merchant gives in. @throws as `decide` */
  async giveIn(bookingId: string, merchantId: string): Promise<void> {
    await this.settle(bookingId, { result: 'not_held', words: '' }, { merchantId });
  }

  private async settle(bookingId: string, { result, words }: ContestDecision, by: { readonly personId: string } | { readonly merchantId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const booking = await lockHeldBooking(tx, bookingId, 'merchantId' in by ? by : 'anybody');
      if (!booking.contestedAt || booking.settledAt) throw new SessionNotContested();
      await prepared(tx, settle, [bookingId, at, result === 'held']);
      await this.outbox.publish(tx, contestDecided, { ...toldOf(booking), result, words });
      if ('personId' in by) await recordAudit(tx, { personId: by.personId, action: 'delivery.contest_decided', happenedAt: at, details: { bookingId, entitlementId: booking.entitlementId, result, words } });
      await followSessions(tx, this.outbox, booking.entitlementId, at);
    });
  }
}
