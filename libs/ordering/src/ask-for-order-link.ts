import { Injectable } from '@nestjs/common';
import { normaliseEmail } from '@silkport/identity';
import { Database, hashBody, Idempotency, Outbox, statement } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { orderLinkAsked } from './ordering.events.js';

/** A mail for each order and span of time, however often it is asked for: nobody's inbox is filled by somebody else. */
const spanMilliseconds = 10 * 60 * 1000;

const find = statement('ordering.order_of_email', 'SELECT id FROM ordering.orders WHERE number = $1 AND email = $2');

/** Has the link of an order sent again to the address that it was placed with; who asks is not told whether there is such an order. */
@Injectable()
export class AskForOrderLink {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** @param number as it was typed, in any case */
  async run({ number, email }: { readonly number: string; readonly email: string }): Promise<void> {
    const [order] = await this.database.read<{ id: string }>(find, [number.trim().toUpperCase(), normaliseEmail(email)]);
    if (!order) return;
    const span = Math.floor(this.clock.now().getTime() / spanMilliseconds);
    await this.database.transaction(async (tx) => {
      const earlier = await this.idempotency.claim(tx, { scope: 'order link', key: `${order.id} ${span}`, bodyHash: hashBody(order) }, newId());
      if (!earlier) await this.outbox.publish(tx, orderLinkAsked, { orderId: order.id });
    });
  }
}
