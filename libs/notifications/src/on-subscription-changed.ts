import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { OrderReads, subscriptionChanged, SubscriptionReads, subscriptionTrialEnding, type SubscriptionChanged, type SubscriptionNews, type SubscriptionTrialEnding } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { subscriptionLetter, type SubscriptionMatter } from './subscription-letter.js';

/** What people are told of; the rest comes with the letter of an order. */
const matters: Readonly<Partial<Record<SubscriptionNews, SubscriptionMatter>>> = {
  payment_failed: 'payment_failed', withheld: 'withheld', paused: 'paused', resumed: 'resumed', ends: 'ends', continues: 'continues', ended: 'ended', terms_changed: 'terms_changed',
};

/** Writes to the buyer of a subscription what has become of it, in the language of its first order. */
@Injectable()
export class OnSubscriptionChanged {
  constructor(
    private readonly orders: OrderReads, private readonly subscriptions: SubscriptionReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage,
  ) {}

  @Handles(subscriptionChanged, 'notifications/tell-of-subscription')
  async tell(tx: Tx, { subscriptionId, news, endsAt, endedAt, periodEnd }: SubscriptionChanged, { eventId }: EventContext): Promise<void> {
    const told = news.flatMap((name) => matters[name] ?? []);
    const day = endedAt ?? endsAt ?? periodEnd;
    await this.post(tx, eventId, subscriptionId, told, day === null ? null : new Date(day));
  }

  @Handles(subscriptionTrialEnding, 'notifications/tell-of-trial')
  async remind(tx: Tx, { subscriptionId, endsAt }: SubscriptionTrialEnding, { eventId }: EventContext): Promise<void> {
    await this.post(tx, eventId, subscriptionId, ['trial_ending'], new Date(endsAt));
  }

  private async post(tx: Tx, eventId: string, subscriptionId: string, told: readonly SubscriptionMatter[], at: Date | null): Promise<void> {
    if (!told.length) return;
    const subscription = await this.subscriptions.byId(subscriptionId);
    const order = subscription && (await this.orders.byId(subscription.orderId));
    if (!order) throw new Error(`The subscription ${subscriptionId} cannot be read`);
    const url = this.links.of(order, '/subscription');
    await this.postMessage.run(tx, ...told.map((matter) => ({
      eventId, kind: `subscription-${matter}` as const, recipient: order.email, letter: subscriptionLetter(this.phrases, matter, order, subscription, at, url),
    })));
  }
}
