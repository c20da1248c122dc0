import { Injectable } from '@nestjs/common';
import { StopChargingSeat } from '@silkport/ordering';
import { Database, Runs, statement } from '@silkport/platform';
import { seatRevoked, type SeatRevoked } from './revoke-seat.js';

const running = statement('delivery.count_running_seats', `
  SELECT count(*)::int AS seats FROM delivery.entitlements e JOIN delivery.subscription_lines l USING (order_line_id) WHERE l.subscription_id = $1 AND e.state NOT IN ('revoked', 'expired')`);

/** Has a seat charged no more that was revoked by hand. Of several that were revoked at once each is heard of on its own, in whatever order. */
@Injectable()
export class StopChargingRevoked {
  constructor(private readonly database: Database, private readonly stop: StopChargingSeat) {}

  /** It is refused, and tried again, while another change of the subscription is being made. */
  @Runs(seatRevoked)
  async run({ entitlementId, subscriptionId, seatsLeft }: SeatRevoked): Promise<void> {
    const [now] = await this.database.read<{ seats: number }>(running, [subscriptionId]);
    await this.stop.run({ subscriptionId, revocationId: entitlementId, seatsLeft: Math.min(seatsLeft, now?.seats ?? 0) });
  }
}
