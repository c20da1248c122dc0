import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { chargeFewerSeats } from './charge-fewer-seats.js';
import { endAtOnce } from './end-at-once.js';
import { lockSubscription, termsWithin } from './subscription-row.js';

export interface RevokedSeat {
  readonly subscriptionId: string;
  /** An id of the revocation: told again, it counts once. */
  readonly revocationId: string;
  /** How many of the subscription's seats run without it. */
  readonly seatsLeft: number;
}

const isMade = statement('ordering.revocation_followed', 'SELECT FROM ordering.subscription_changes WHERE id = $1');
const currencyOf = statement('ordering.currency_of_subscription', 'SELECT currency FROM ordering.orders WHERE id = $1');

/**
 * A seat that was revoked by hand is charged no more from the next period on; with the last one the subscription ends. What was paid stays
 * paid: whether some of it is given back, a refund says.
 */
@Injectable()
export class StopChargingSeat {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** Where the next period is to have no more seats than run still, it stays as it is. While another change is being made it is refused, and has to be tried again later. */
  async run({ subscriptionId, revocationId, seatsLeft }: RevokedSeat): Promise<void> {
    await this.database.transaction(async (tx) => {
      const subscription = await lockSubscription(tx, subscriptionId);
      if (!subscription || subscription.state === 'ended' || (await prepared(tx, isMade, [revocationId])).length) return;
      const at = this.clock.now();
      const terms = await termsWithin(tx, subscription.nextTermsId ?? subscription.termsId);
      if (seatsLeft < 1) await endAtOnce(tx, this.outbox, subscription, 'revocation', at);
      else if (seatsLeft < terms.seats) await chargeFewerSeats(tx, this.outbox, terms, { seats: terms.seats - 1, currency: await currency(tx, subscription.orderId), actor: 'revocation', changeId: revocationId, at });
    });
  }
}

async function currency(tx: Tx, orderId: string): Promise<string> {
  const [order] = await prepared<{ currency: string }>(tx, currencyOf, [orderId]);
  if (!order) throw new Error(`There is no order ${orderId}`);
  return order.currency;
}
