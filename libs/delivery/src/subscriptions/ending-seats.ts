import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { seatsToEndFirst } from '../seats/seats-to-end-first.js';
import { seatsOfPeriod } from './seats-to-end.js';

export interface EndingSeat {
  readonly entitlementId: string;
  /** The line that it was granted with, and its number in it. */
  readonly orderLineId: string;
  readonly seat: number;
  /** Whether somebody was given it. */
  readonly isGiven: boolean;
}

/** What was revoked by hand has ended before its money goes back. */
const first = statement('delivery.seats_to_end_first', `
  SELECT e.id AS "entitlementId", e.order_line_id AS "orderLineId", e.seat, h.email IS NOT NULL AS "isGiven" FROM delivery.subscription_lines period, ${seatsOfPeriod} AND period.order_line_id = $1 ORDER BY ${seatsToEndFirst}
  LIMIT greatest($2::int - (SELECT greatest(l.ended_seats - coalesce(a.ending_seats, 0), 0) FROM delivery.subscription_lines l LEFT JOIN delivery.line_access a USING (order_line_id) WHERE l.order_line_id = $1), 0)`);

/** Which seats of a subscription's period would end if so many were given back, before that is done. */
@Injectable()
export class EndingSeats {
  constructor(private readonly database: Database) {}

  /** In the order in which they end. The caller has made sure that the line is the reader's, and that its period runs. */
  async of(orderLineId: string, pieces: number): Promise<EndingSeat[]> {
    return this.database.read<EndingSeat>(first, [orderLineId, pieces]);
  }
}
