import { Injectable } from '@nestjs/common';
import { Database, Every, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { bookingColumns, toldOf, type BookingView } from './booking-reads.js';
import { sessionNear } from './booking.events.js';

const atOnce = 200;
const due = (name: string, column: string, hours: number) => statement(name, `
  WITH due AS (
    SELECT b.id FROM delivery.bookings b JOIN delivery.entitlements e ON e.id = b.entitlement_id
    WHERE b.state = 'booked' AND b.starts_at > $1 AND b.starts_at <= $1::timestamptz + interval '${hours} hours' AND b.${column} IS NULL AND e.state = 'active'
    ORDER BY b.starts_at, b.id LIMIT ${atOnce} FOR UPDATE OF b SKIP LOCKED)
  UPDATE delivery.bookings b SET ${column} = $1 FROM delivery.session_plans p WHERE b.id IN (SELECT id FROM due) AND p.product_id = b.product_id RETURNING ${bookingColumns}, NULL AS "meetingLink"`);
const reminders = [[24, due('delivery.day_reminders', 'day_reminded_at', 24)], [1, due('delivery.hour_reminders', 'hour_reminded_at', 1)]] as const;

/** Reminds of sessions a day and an hour before them, each once. What was booked later than that is not reminded of. */
@Injectable()
export class RemindOfSessions {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Every('* * * * *', 'delivery/remind-of-sessions')
  async run(): Promise<void> {
    for (const [hours, statementOf] of reminders) while (await this.remindSome(hours, statementOf) === atOnce);
  }

  private remindSome(hours: 24 | 1, of: (typeof reminders)[number][1]): Promise<number> {
    return this.database.transaction(async (tx) => {
      const near = await prepared<BookingView>(tx, of, [this.clock.now()]);
      for (const booking of near) await this.outbox.publish(tx, sessionNear, { ...toldOf(booking), hours });
      return near.length;
    });
  }
}
