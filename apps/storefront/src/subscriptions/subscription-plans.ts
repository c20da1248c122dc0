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

  /** Other plans of the product, by whatever interval they are charged. What was to hold from the next period on leads back to what runs. */
  async others({ terms, nextTerms, currency }: SubscriptionView): Promise<readonly VariantView[]> {
    const { line, variantId } = nextTerms ?? terms;
    const product = await this.products.bySlug(line.productSlug, currency);
    return (product?.variants ?? []).filter(({ id, billing }) => id !== variantId && billing);
  }
}
