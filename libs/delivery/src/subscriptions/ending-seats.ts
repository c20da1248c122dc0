import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { seatsOfPeriod, seatsToEndFirst } from './seats-to-end.js';

export interface EndingSeat {
  readonly entitlementId: string;
  /** The line that it was granted with, and its number in it. */
  readonly orderLineId: string;
  readonly seat: number;
  /** Whether somebody was given it. */
  readonly isGiven: boolean;
}

const first = statement('delivery.seats_to_end_first', `
  SELECT e.id AS "entitlementId", e.order_line_id AS "orderLineId", e.seat, h.email IS NOT NULL AS "isGiven" FROM delivery.subscription_lines period, ${seatsOfPeriod} AND period.order_line_id = $1 ORDER BY ${seatsToEndFirst} LIMIT $2`);

/** Which seats of a subscription's period would end if so many were given back, before that is done. */
@Injectable()
export class EndingSeats {
  constructor(private readonly database: Database) {}

  /** In the order in which they end. The caller has made sure that the line is the reader's, and that its period runs. */
  async of(orderLineId: string, pieces: number): Promise<EndingSeat[]> {
    return this.database.read<EndingSeat>(first, [orderLineId, pieces]);
  }
}
