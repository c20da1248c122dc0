import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { SeatsNotGivenUp } from '../ordering.errors.js';
import type { LockedOrder } from '../lock-order.js';
import type { GivenShare } from '../refunds/give-back.js';

/** An upgrade is paid for the plan, not for the seats. */
const runs = statement('ordering.seats_paid_until_now', `
  SELECT FROM ordering.orders o JOIN ordering.subscriptions s ON s.id = o.subscription_id WHERE o.id = $1 AND o.subscription_role <> 'upgrade' AND s.state <> 'ended'
    AND NOT EXISTS (SELECT FROM ordering.orders newer WHERE newer.subscription_id = o.subscription_id AND newer.subscription_role = 'renewal' AND newer.paid_at > o.paid_at)`);

/**
 * Whether pieces that are given back of a locked order are seats that end: it has paid for the period of a subscription that still runs. What
 * is given back whole is another matter: it ends the subscription, or takes what was added.
 * @param givesUp whether they are to be charged no more from the next period on @throws SeatsNotGivenUp where none of it are such seats
 */
export async function endsSeats(tx: Tx, { id, subscription, lines }: LockedOrder, shares: readonly GivenShare[], givesUp: boolean): Promise<boolean> {
  const isWhole = ({ lineId, amountMinor }: GivenShare) => lines.some((line) => line.id === lineId && line.refundedMinor + amountMinor === line.totalMinor);
  if (subscription && shares.every(isWhole)) return false;
  const ends = Boolean(subscription) && shares.some((share) => share.quantity > 0 && !isWhole(share)) && (await prepared(tx, runs, [id])).length > 0;
  if (givesUp && !ends) throw new SeatsNotGivenUp({}, 'givesUpSeats');
  return ends;
}

/** Whether seats would end that are given back of an order: asked before that is done. */
@Injectable()
export class SeatPeriods {
  constructor(private readonly database: Database) {}

  async runs(orderId: string): Promise<boolean> {
    return (await this.database.read(runs, [orderId])).length > 0;
  }
}
