import { Injectable } from '@nestjs/common';
import { disputeChanged, type DisputeChanged } from '@silkport/payments';
import { Handles, Outbox, type Tx } from '@silkport/platform';
import { followDispute } from './follow-dispute.js';
import { keepHeldDispute } from './held-dispute.js';
import { lockOrder } from '../lock-order.js';

/** Follows what a buyer's bank says of an order's payment; of a held order it is kept until an admin has decided. */
@Injectable()
export class OnDisputeChanged {
  constructor(private readonly outbox: Outbox) {}

  @Handles(disputeChanged, 'ordering/follow-dispute')
  async follow(tx: Tx, change: DisputeChanged): Promise<void> {
    const order = await lockOrder(tx, change.reference);
    // The order of a subscription's period is made a moment after it was paid: asked again later, as where the payment has not been heard of yet.
    if (!order) throw new Error(`A dispute came for no order: ${change.reference}`);
    if (order.status === 'awaiting_payment') throw new Error(`The order ${order.id} is disputed before its payment was heard of`);
    if (order.status === 'held') return keepHeldDispute(tx, order.id, change);
    await followDispute(tx, this.outbox, order, change);
  }
}
