import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { Clock } from '@silkport/values';
import { askStripe } from '../stripe-answers.js';
import { fromStripeAmount, toStripeAmount } from '../stripe-amount.js';
import { StripeGateway } from '../stripe-gateway.js';
import type { BillingWish, ChangePrice, TermsWish } from './billing-wish.js';
import { StripeSchedules } from './stripe-schedules.js';

type Item = NonNullable<Stripe.SubscriptionUpdateParams['items']>[number];

/** What is asked of the provider's subscriptions. Never called inside a transaction. */
@Injectable()
export class StripeBilling {
  constructor(private readonly gateway: StripeGateway, private readonly schedules: StripeSchedules, private readonly clock: Clock) {}

  /** @param idempotencyKey asked again with the same, it is done once @throws PaymentProviderAway; Stripe's refusals as they are */
  async change(id: string, wish: BillingWish, idempotencyKey: string): Promise<void> {
    const { subscriptions } = this.gateway.stripe;
    const update = (params: Stripe.SubscriptionUpdateParams) => askStripe(() => subscriptions.update(id, params, { idempotencyKey }));
    switch (wish.kind) {
      case 'terms':
        await this.changeTerms(await this.read(id), wish.terms, idempotencyKey);
        return;
      case 'pause':
        await update({ pause_collection: { behavior: 'void', ...(wish.resumesAt ? { resumes_at: seconds(wish.resumesAt) } : {}) } });
        return;
      case 'resume':
        await update({ pause_collection: '' });
        return;
      case 'cancel':
      case 'keep':
        await this.schedules.release(await this.read(id), idempotencyKey);
        await update({ cancel_at_period_end: wish.kind === 'cancel' });
        return;
      case 'end':
        await askStripe(() => subscriptions.cancel(id, {}, { idempotencyKey }));
        return;
      case 'retry':
        await this.collect(id, idempotencyKey);
    }
  }

  /** What other terms that hold at once would cost: for the rest of the period; another interval moves the anchor, and a whole one begins. @throws PaymentProviderAway */
  async priceOf(id: string, terms: TermsWish): Promise<ChangePrice> {
    const proratedAt = new Date(Math.floor(this.clock.now().getTime() / 1000) * 1000);
    const subscription = await this.read(id);
    const details = { items: [itemOf(subscription, terms)], proration_behavior: 'always_invoice' as const, proration_date: seconds(proratedAt) };
    const { total, currency, lines } = await askStripe(() => this.gateway.stripe.invoices.createPreview({ subscription: id, subscription_details: details }));
    const credited = lines.data.reduce((sum, { amount }) => (amount < 0 ? sum - amount : sum), 0);
    return {
      due: fromStripeAmount({ amount: total, currency }), credited: fromStripeAmount({ amount: credited, currency }), proratedAt,
      paidUntil: new Date(Math.max(...lines.data.filter(({ amount }) => amount >= 0).map(({ period }) => period.end), itemIn(subscription).current_period_start) * 1000),
    };
  }

  /** Nothing changes where the card is refused. */
  private async changeTerms(subscription: Stripe.Subscription, terms: TermsWish, idempotencyKey: string): Promise<void> {
    const { termsId, holdsAtOnce, proratedAt, trialEndsAt } = terms;
    const item = itemOf(subscription, terms);
    if (!holdsAtOnce && !trialEndsAt && isAnotherInterval(subscription, terms)) return this.schedules.plan(subscription, terms, { quantity: item.quantity!, price_data: item.price_data! }, idempotencyKey);
    await this.schedules.release(subscription, idempotencyKey);
    // Asked again after it was done, it would be another question than the first time.
    if (subscription.metadata.terms === termsId) return;
    const base = { items: [item], metadata: { terms: termsId } };
    const params: Stripe.SubscriptionUpdateParams = trialEndsAt
      // The end that it has: where the trial is over meanwhile, it is refused, and nothing is given for nothing.
      ? { ...base, proration_behavior: 'none', trial_end: seconds(trialEndsAt) }
      : holdsAtOnce
        ? { ...base, proration_behavior: 'always_invoice', payment_behavior: 'error_if_incomplete', ...(proratedAt ? { proration_date: seconds(proratedAt) } : {}) }
        : { ...base, proration_behavior: 'none' };
    await askStripe(() => this.gateway.stripe.subscriptions.update(subscription.id, params, { idempotencyKey }));
  }

  private read(id: string): Promise<Stripe.Subscription> {
    return askStripe(() => this.gateway.stripe.subscriptions.retrieve(id, { expand: ['schedule'] }));
  }

  private async collect(id: string, idempotencyKey: string): Promise<void> {
    const { latest_invoice: latest } = await askStripe(() => this.gateway.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] }));
    if (latest && typeof latest !== 'string' && latest.status === 'open') await askStripe(() => this.gateway.stripe.invoices.pay(latest.id, {}, { idempotencyKey }));
  }
}

function itemOf(subscription: Stripe.Subscription, { amount: wanted, interval, intervalCount }: TermsWish): Item {
  const item = itemIn(subscription);
  const { amount, currency } = toStripeAmount(wanted);
  const product = typeof item.price.product === 'string' ? item.price.product : item.price.product.id;
  return { id: item.id, quantity: 1, price_data: { currency, unit_amount: amount, product, recurring: { interval, interval_count: intervalCount } } };
}

function itemIn({ id, items: { data: [item] } }: Stripe.Subscription): Stripe.SubscriptionItem {
  if (!item) throw new Error(`The subscription ${id} has no item`);
  return item;
}

function isAnotherInterval(subscription: Stripe.Subscription, { interval, intervalCount }: TermsWish): boolean {
  const { recurring } = itemIn(subscription).price;
  return recurring?.interval !== interval || recurring.interval_count !== intervalCount;
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
