import { Injectable } from '@nestjs/common';
import { ProductReads, type VariantView } from '@silkport/catalog';
import { SubscriptionReads, SubscriptionUnknown, type SubscriptionView } from '@silkport/ordering';
import type { FastifyRequest } from 'fastify';
import { HeldOrders, type HeldOrder } from '../held-orders.js';

/** A subscription that its reader holds, by any of its orders. */
export interface HeldSubscription {
  readonly held: HeldOrder;
  readonly subscription: SubscriptionView;
}

/** Subscriptions for whoever holds them, and the plans that they can be changed to. */
@Injectable()
export class SubscriptionPlans {
  constructor(private readonly orders: HeldOrders, private readonly subscriptions: SubscriptionReads, private readonly products: ProductReads) {}

  /** @throws OrderUnknown, SubscriptionUnknown */
  async require(number: string, request: FastifyRequest): Promise<HeldSubscription> {
    const held = await this.orders.require(number, request);
    const subscription = held.order.subscription ? await this.subscriptions.byId(held.order.subscription.id) : undefined;
    if (!subscription) throw new SubscriptionUnknown();
    return { held, subscription };
  }

  /** Other plans of the product that are charged by the same period. */
  async others({ terms: { line, variantId }, currency }: SubscriptionView): Promise<readonly VariantView[]> {
    const { interval, intervalCount } = line.subscription.plan;
    const product = await this.products.bySlug(line.productSlug, currency);
    return (product?.variants ?? []).filter(({ id, billing }) => id !== variantId && billing?.interval === interval && billing.intervalCount === intervalCount);
  }
}
