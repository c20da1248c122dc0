import { Injectable } from '@nestjs/common';
import { Database, Outbox } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { FollowSubscription } from '../subscriptions/follow-subscription.js';
import { subscriptionOfSession } from '../subscriptions/subscription-of-session.js';
import type { CheckoutStatus } from './checkout.entity.js';
import { findCheckout } from './find-checkout.js';
import { factsOf } from './session-facts.js';
import { settleBySession } from './settle-by-session.js';
import type { Session } from '../stripe-gateway.js';

/** Applies what the provider answered about a page of ours, whether it asked for one payment or began a subscription. */
@Injectable()
export class SettleAnswered {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly follow: FollowSubscription, private readonly clock: Clock) {}

  /** @throws ChargeMismatch, PaymentProviderAway */
  async run(session: Session): Promise<CheckoutStatus> {
    const begun = subscriptionOfSession(session);
    const facts = factsOf(session, this.clock.now());
    if (!begun) return settleBySession(this.database, this.outbox, facts);
    await this.follow.run(begun);
    return (await findCheckout(this.database, facts.reference))?.status ?? 'open';
  }
}
