import { Injectable } from '@nestjs/common';
import type { Principal } from '@silkport/identity';
import { OrderAccess, OrderReads, type OrderView } from '@silkport/ordering';

/** Orders by their number, for whoever holds them. */
@Injectable()
export class HeldOrders {
  constructor(private readonly orders: OrderReads, private readonly access: OrderAccess) {}

  /** @param key from the link to the order @throws OrderUnknown where there is none, or it is held by somebody else */
  async require(number: string, key: string | undefined, principal: Principal | undefined): Promise<OrderView> {
    const order = /^[A-Z0-9-]{1,40}$/.test(number) ? await this.orders.byNumber(number) : undefined;
    this.access.require(order, { key, confirmedEmail: principal?.emailConfirmed ? principal.email : undefined });
    return order as OrderView;
  }

  keyOf(order: OrderView): string {
    return this.access.keyOf(order.id);
  }
}
