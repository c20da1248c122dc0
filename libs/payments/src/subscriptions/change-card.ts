import { Injectable } from '@nestjs/common';
import { Database, job, Runs, statement } from '@silkport/platform';
import { SubscriptionNotBilled } from '../payments.errors.js';
import { readMark } from './billing-mark.js';
import { FollowSubscription } from './follow-subscription.js';
import { StripeCards, type CardPage } from './stripe-cards.js';

export const keepCard = job<{ sessionId: string }>('payments/keep-card');

const billed = statement('payments.billed_subscription', `SELECT id AS subscription, reference, stripe_subscription_id AS "stripeId", standing->>'termsId' AS terms FROM payments.subscriptions WHERE id = $1`);

interface Billed { subscription: string; reference: string; stripeId: string; terms: string | null }

/** Lets a buyer give another card on the provider's own page, and charges that from then on. Card numbers never come here. */
@Injectable()
export class ChangeCard {
  constructor(private readonly database: Database, private readonly cards: StripeCards, private readonly follow: FollowSubscription) {}

  /** @returns where the card is given; asked for again it is another page @throws SubscriptionNotBilled, PaymentProviderAway */
  async open(subscriptionId: string, page: CardPage): Promise<string> {
    const [row] = await this.database.read<Billed>(billed, [subscriptionId]);
    if (!row?.terms) throw new SubscriptionNotBilled();
    return this.cards.open(row.stripeId, { subscription: row.subscription, reference: row.reference, terms: row.terms }, page);
  }

  /** @throws PaymentProviderAway */
  @Runs(keepCard)
  async keep({ sessionId }: { sessionId: string }): Promise<void> {
    const { session, paymentMethodId } = await this.cards.givenOn(sessionId);
    const mark = readMark(session.metadata);
    const [row] = mark ? await this.database.read<Billed>(billed, [mark.subscription]) : [];
    if (!row || session.mode !== 'setup' || !paymentMethodId) return;
    await this.cards.use(row.stripeId, paymentMethodId);
    await this.follow.run({ stripeSubscriptionId: row.stripeId });
  }
}
