import { Injectable, Logger } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { PaymentProviderAway } from '../payments.errors.js';
import { FollowSubscription } from './follow-subscription.js';

const quarter = 15 * 60_000;

/** Those whose period is over without a word of the next, and once a day all that owe something or rest. */
const due = statement('payments.due_subscriptions', `
  SELECT stripe_subscription_id AS "stripeSubscriptionId" FROM payments.subscriptions
  WHERE status IS DISTINCT FROM 'ended' AND (period_end < $1 OR status IS NULL OR status NOT IN ('active', 'trialing') AND read_at < $1::timestamptz - interval '1 day')
    AND (read_at IS NULL OR read_at < $2) AND (tried_at IS NULL OR tried_at < $2) ORDER BY greatest(read_at, tried_at) NULLS FIRST LIMIT 200`);
const noteTry = statement('payments.note_try_of_sweep', 'UPDATE payments.subscriptions SET tried_at = $2 WHERE stripe_subscription_id = $1');

/** Asks how subscriptions stand that should have been renewed: a webhook that was lost must not give a period away, nor lose the order of one that was paid. */
@Injectable()
export class FollowDueSubscriptions {
  private readonly logger = new Logger('payments');

  constructor(private readonly database: Database, private readonly follow: FollowSubscription, private readonly clock: Clock) {}

  @Every('*/10 * * * *', 'payments/follow-due-subscriptions')
  async run(): Promise<void> {
    const now = this.clock.now();
    for (const subscription of await this.database.read<{ stripeSubscriptionId: string }>(due, [now, new Date(now.getTime() - quarter)])) {
      try {
        await this.follow.run(subscription);
      } catch (error) {
        if (error instanceof PaymentProviderAway) return;
        this.logger.error(`The subscription ${subscription.stripeSubscriptionId} cannot be followed: ${error instanceof Error ? error.message : String(error)}`);
      }
      // Those that can be followed must not wait for ever behind one that cannot.
      await this.database.read(noteTry, [subscription.stripeSubscriptionId, now]);
    }
  }
}
