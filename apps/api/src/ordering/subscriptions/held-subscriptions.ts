import { Injectable } from '@nestjs/common';
import type { Principal } from '@silkport/identity';
import { SubscriptionReads, SubscriptionUnknown, type OrderView, type SubscriptionView } from '@silkport/ordering';
import { HeldOrders } from '../held-orders.js';

/** Subscriptions by the number of any of their orders, for whoever holds that. */
@Injectable()
export class HeldSubscriptions {
  constructor(private readonly held: HeldOrders, private readonly subscriptions: SubscriptionReads) {}

  /** @throws OrderUnknown, SubscriptionUnknown */
  async require(number: string, key: string | undefined, principal: Principal | undefined): Promise<{ readonly order: OrderView; readonly subscription: SubscriptionView }> {
    const order = await this.held.require(number, key, principal);
    const subscription = order.subscription ? await this.subscriptions.byId(order.subscription.id) : undefined;
    if (!subscription) throw new SubscriptionUnknown();
    return { order, subscription };
  }
}
