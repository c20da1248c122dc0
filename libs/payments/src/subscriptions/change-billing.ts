import { Injectable, Logger } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Stripe } from 'stripe';
import { SubscriptionNotBilled } from '../payments.errors.js';
import type { BillingWish, ChangePrice, TermsWish } from './billing-wish.js';
import { FollowSubscription } from './follow-subscription.js';
import { StripeBilling } from './stripe-billing.js';

const stripeIdOf = statement('payments.stripe_subscription_of', 'SELECT stripe_subscription_id AS id FROM payments.subscriptions WHERE id = $1');

/** Changes how a subscription is charged, once for each `changeId` however often it is asked. `billingChanged` tells what came of it. Call it outside any transaction. */
@Injectable()
export class ChangeBilling {
  private readonly logger = new Logger('payments');

  constructor(private readonly database: Database, private readonly billing: StripeBilling, private readonly follow: FollowSubscription) {}

  /**
   * @param changeId ours, a UUID
   * @returns `refused` where the card was, or the provider does not allow it: nothing is changed then @throws PaymentProviderAway
   */
  async run(subscriptionId: string, changeId: string, wish: BillingWish): Promise<'done' | 'refused'> {
    const stripeSubscriptionId = await this.stripeId(subscriptionId);
    // What was never begun at the provider has nothing to end.
    if (!stripeSubscriptionId) return wish.kind === 'end' ? 'done' : 'refused';
    const result = await this.ask(stripeSubscriptionId, changeId, wish);
    await this.follow.run({ stripeSubscriptionId });
    return result;
  }

  /** What other terms would cost now, if they held at once. @throws SubscriptionNotBilled, PaymentProviderAway */
  async priceOf(subscriptionId: string, terms: TermsWish): Promise<ChangePrice> {
    const id = await this.stripeId(subscriptionId);
    if (!id) throw new SubscriptionNotBilled();
    return this.billing.priceOf(id, terms);
  }

  private async ask(id: string, changeId: string, wish: BillingWish): Promise<'done' | 'refused'> {
    const { StripeCardError, StripeInvalidRequestError } = Stripe.errors;
    try {
      await this.billing.change(id, wish, `subscription-change:${changeId}`);
      return 'done';
    } catch (error) {
      if (!(error instanceof StripeCardError) && !(error instanceof StripeInvalidRequestError)) throw error;
      this.logger.warn(`The subscription ${id} was not changed (${wish.kind}): ${error.message}`);
      return wish.kind === 'end' ? 'done' : 'refused';
    }
  }

  private async stripeId(subscriptionId: string): Promise<string | undefined> {
    const [row] = await this.database.read<{ id: string }>(stripeIdOf, [subscriptionId]);
    return row?.id;
  }
}
