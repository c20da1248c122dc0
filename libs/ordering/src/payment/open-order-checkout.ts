import { Injectable } from '@nestjs/common';
import { OpenCheckout, type CheckoutRequest, type RecurringTerms } from '@silkport/payments';
import { money } from '@silkport/values';
import type { OrderView } from '../order-reads.js';
import { SubscriptionReads } from '../subscriptions/subscription-reads.js';
import { paymentPageLines, titleOf } from './payment-page-lines.js';

/** Asks for the payment page of an order: for its amount, or for what it begins to be charged by the period. */
@Injectable()
export class OpenOrderCheckout {
  constructor(private readonly openCheckout: OpenCheckout, private readonly subscriptions: SubscriptionReads) {}

  /** @throws as `OpenCheckout` does */
  async run(order: OrderView, page: Pick<CheckoutRequest, 'isNew' | 'successUrl' | 'cancelUrl'>): Promise<string | undefined> {
    const { id: reference, total: amount, email, locale, expiresAt, subscription } = order;
    const lines = paymentPageLines(order);
    const recurring = subscription ? await this.recurringOf(order, subscription.id) : undefined;
    const checkout = await this.openCheckout.run({ reference, amount, email, locale, expiresAt, lines, ...page, ...(recurring ? { subscription: recurring } : {}) });
    return checkout.url ?? undefined;
  }

  private async recurringOf({ lines, locale }: OrderView, subscriptionId: string): Promise<RecurringTerms> {
    const subscription = await this.subscriptions.byId(subscriptionId);
    const [line] = lines;
    if (!subscription || !line) throw new Error(`There is no subscription ${subscriptionId}`);
    const { id: termsId, seats, line: { totalMinor, subscription: { plan } } } = subscription.terms;
    return { subscriptionId, termsId, title: seats > 1 ? `${seats} × ${titleOf(line, locale)}` : titleOf(line, locale), amount: money(totalMinor, subscription.currency), ...plan };
  }
}
