import { Injectable } from '@nestjs/common';
import { orderRefunded, type OrderRefunded } from '@silkport/ordering';
import { Handles, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { accessChanged, type AccessChanged } from '../delivery.events.js';
import { bookingsToCome, cancelBookings, followSessions } from './end-bookings.js';

const ofLines = statement('delivery.bookable_of_lines', `
  SELECT e.id, coalesce(a.revoked_pieces, 0)::int AS "revokedPieces" FROM delivery.entitlements e LEFT JOIN delivery.line_access a USING (order_line_id)
  WHERE e.order_line_id = $1 AND e.delivery_kind = 'booking' AND e.state = 'active' FOR UPDATE OF e`);

/** Who may not use what was bought keeps no time of it: what is to come is cancelled, and free for others. */
@Injectable()
export class OnBookableAccessChanged {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Handles(accessChanged, 'delivery/free-booked-times')
  async free(tx: Tx, { entitlementId, deliveryKind, to }: AccessChanged): Promise<void> {
    if (deliveryKind !== 'booking' || to === 'active') return;
    const at = this.clock.now();
    await cancelBookings(tx, this.outbox, await bookingsToCome(tx, entitlementId, at), { by: 'access', at });
  }

  /** Some sessions were given back and others not: the entitlement stays as it is. */
  @Handles(orderRefunded, 'delivery/free-refunded-sessions')
  async trim(tx: Tx, { orderId, lines }: OrderRefunded): Promise<void> {
    for (const { lineId, pieces, isWhole } of lines) {
      if (isWhole || !pieces) continue;
      const [entitlement] = await prepared<{ id: string; revokedPieces: number }>(tx, ofLines, [lineId]);
      if (!entitlement) continue;
      // The pieces are noted by another handler of the same event, which may come later: then this one is tried again.
      if (entitlement.revokedPieces < pieces) throw new Error(`The pieces given back of order ${orderId} are not noted yet`);
      await followSessions(tx, this.outbox, entitlement.id, this.clock.now());
    }
  }
}
