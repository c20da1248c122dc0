import { Injectable } from '@nestjs/common';
import { Handles, prepared, statement, type Tx } from '@silkport/platform';
import { lockOrder } from '../lock-order.js';
import { sessionsHeld, type SessionsHeld } from '../ordering.events.js';

const keep = statement('ordering.keep_performed', 'UPDATE ordering.order_lines SET performed_minor = $3 WHERE order_id = $1 AND id = $2');

/** What of a line its held sessions are worth, of what is paid for it by now: it is owed also by who withdraws from the rest. */
@Injectable()
export class OnSessionsHeld {
  @Handles(sessionsHeld, 'ordering/keep-performed')
  async keepPerformed(tx: Tx, { orderId, lineId, held, bought }: SessionsHeld): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const line = order?.lines.find(({ id }) => id === lineId);
    if (!line) throw new Error(`Sessions were held for a line that is not of the order: ${lineId}`);
    // Cut down: the doubt is not the buyer's.
    const performedMinor = ((line.totalMinor - line.refundedMinor) * BigInt(Math.min(held, bought))) / BigInt(bought);
    await prepared(tx, keep, [orderId, lineId, performedMinor.toString()]);
  }
}
