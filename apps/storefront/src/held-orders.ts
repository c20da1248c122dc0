import { Injectable } from '@nestjs/common';
import { OrderAccess, OrderReads, OrderUnknown, type OrderView } from '@silkport/ordering';
import type { FastifyRequest } from 'fastify';

/** An order that its reader may see, and the key that its links carry on: empty where the reader is signed in and has no key. */
export interface HeldOrder { readonly order: OrderView; readonly key: string }

/** Orders for whoever holds them: by the signed link in the mail, or by the confirmed e-mail that they were ordered with. */
@Injectable()
export class HeldOrders {
  constructor(private readonly orders: OrderReads, private readonly access: OrderAccess) {}

  /** @throws OrderUnknown for a number that does not exist and for a wrong key alike */
  async require(number: string, { query, principal }: Pick<FastifyRequest, 'query' | 'principal'>): Promise<HeldOrder> {
    const { key } = query as { key?: unknown };
    const given = typeof key === 'string' ? key : undefined;
    const order = /^[\w-]{1,40}$/.test(number) ? await this.orders.byNumber(number.toUpperCase()) : undefined;
    this.access.require(order, { key: given, confirmedEmail: principal?.emailConfirmed ? principal.email : undefined });
    if (!order) throw new OrderUnknown();
    return { order, key: given ?? '' };
  }
}

/** The address of an order's page, or of something to do with it, for its holder. */
export function orderPath({ order, key }: HeldOrder, action = '', note = ''): string {
  const query = [key ? `key=${encodeURIComponent(key)}` : '', note].filter(Boolean).join('&');
  return `/orders/${order.number}${action}${query ? `?${query}` : ''}`;
}
