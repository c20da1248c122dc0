import { Injectable } from '@nestjs/common';
import { Database, Every, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { contestDays } from './booking-reads.js';
import { followSessions } from './end-bookings.js';

const atOnce = 100;
const isDue = `b.state IN ('attended', 'no_show') AND b.settled_at IS NULL AND b.contested_at IS NULL AND b.marked_at <= $1::timestamptz - interval '${contestDays} days'`;
/** While a bank disputes the payment nothing counts by itself; it does once that is over. */
const due = statement('delivery.sessions_to_settle', `
  SELECT e.id FROM delivery.bookings b JOIN delivery.entitlements e ON e.id = b.entitlement_id WHERE ${isDue} AND e.state IN ('active', 'expired')
  ORDER BY b.marked_at, b.id LIMIT ${atOnce} FOR UPDATE OF e SKIP LOCKED`);
const settle = statement('delivery.settle_sessions', `UPDATE delivery.bookings b SET settled_at = $1 WHERE b.entitlement_id = ANY ($2::uuid[]) AND ${isDue}`);

/** What a merchant said of a session counts once its buyer can no longer contest it. When the last session that was bought counts, the line is delivered. */
@Injectable()
export class SettleSessions {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Every('* * * * *', 'delivery/settle-sessions')
  async run(): Promise<void> {
    while (await this.settleSome());
  }

  private settleSome(): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const ids = [...new Set((await prepared<{ id: string }>(tx, due, [at])).map(({ id }) => id))];
      if (ids.length) await prepared(tx, settle, [at, ids]);
      for (const id of ids) await followSessions(tx, this.outbox, id, at);
      return ids.length > 0;
    });
  }
}
