import { Injectable } from '@nestjs/common';
import { Database, job, Outbox, Runs, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { readMark } from './billing-mark.js';
import { keepStanding, linkSubscription } from './keep-standing.js';
import { paidInvoiceOf } from './paid-invoice.js';
import { standingOf } from './standing-of.js';
import { StripeSubscriptions } from './stripe-subscriptions.js';
import { takeOrHold } from './take-or-hold.js';

export const followSubscription = job<{ stripeSubscriptionId: string }>('payments/follow-subscription');

const rested = statement('payments.rested_subscription', `SELECT id FROM payments.subscriptions WHERE stripe_subscription_id = $1 AND status = 'paused'`);

/**
 * Asks how a subscription stands now and which invoices of it are paid, and applies all that is new together. Its notifications may come
 * twice, late and in any order: they only say that there is something to ask for.
 */
@Injectable()
export class FollowSubscription {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly subscriptions: StripeSubscriptions, private readonly clock: Clock) {}

  /** @throws PaymentProviderAway */
  @Runs(followSubscription)
  async run({ stripeSubscriptionId }: { stripeSubscriptionId: string }): Promise<void> {
    const readAt = this.clock.now();
    const [hasRested] = await this.database.read(rested, [stripeSubscriptionId]);
    const read = await this.subscriptions.read(stripeSubscriptionId);
    const mark = readMark(read?.subscription.metadata);
    if (!read || !mark || read.subscription.status === 'incomplete') return;
    const invoices = read.paid.map(paidInvoiceOf).toReversed();
    const standing = standingOf(read.subscription, mark, hasRested !== undefined);
    await this.database.transaction(async (tx) => {
      await linkSubscription(tx, mark, stripeSubscriptionId);
      if (!(await keepStanding(tx, this.outbox, mark, stripeSubscriptionId, standing, readAt))) return;
      await takeOrHold(tx, this.outbox, mark, invoices, readAt);
    });
  }

  /** For a payment that nobody has told us of. @throws PaymentProviderAway */
  async ofIntent(paymentIntentId: string): Promise<void> {
    const stripeSubscriptionId = await this.subscriptions.ofIntent(paymentIntentId);
    if (stripeSubscriptionId) await this.run({ stripeSubscriptionId });
  }
}
