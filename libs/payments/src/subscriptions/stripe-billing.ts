import { Injectable } from '@nestjs/common';
import { Stripe } from 'stripe';
import { Clock, money } from '@silkport/values';
import { askStripe } from '../stripe-answers.js';
import { fromStripeAmount, toStripeAmount } from '../stripe-amount.js';
import { StripeGateway } from '../stripe-gateway.js';
import type { BillingWish, ChangePrice, TermsWish } from './billing-wish.js';

type Item = NonNullable<Stripe.SubscriptionUpdateParams['items']>[number];

/** What is asked of the provider's subscriptions. Never called inside a transaction. */
@Injectable()
export class StripeBilling {
  constructor(private readonly gateway: StripeGateway, private readonly clock: Clock) {}

  /** @param idempotencyKey asked again with the same, it is done once @throws PaymentProviderAway; Stripe's refusals as they are */
  async change(id: string, wish: BillingWish, idempotencyKey: string): Promise<void> {
    const { subscriptions } = this.gateway.stripe;
    const update = (params: Stripe.SubscriptionUpdateParams) => askStripe(() => subscriptions.update(id, params, { idempotencyKey }));
    switch (wish.kind) {
      case 'terms':
        await update(await this.termsParams(id, wish.terms));
        return;
      case 'pause':
        await update({ pause_collection: { behavior: 'void', ...(wish.resumesAt ? { resumes_at: seconds(wish.resumesAt) } : {}) } });
        return;
      case 'resume':
        await update({ pause_collection: '' });
        return;
      case 'cancel':
      case 'keep':
        await update({ cancel_at_period_end: wish.kind === 'cancel' });
        return;
      case 'end':
        await askStripe(() => subscriptions.cancel(id, {}, { idempotencyKey }));
        return;
      case 'retry':
        await this.collect(id, idempotencyKey);
    }
  }

  /** What other terms that hold at once would cost for the rest of the period. @throws PaymentProviderAway */
  async priceOf(id: string, terms: TermsWish): Promise<ChangePrice> {
    const proratedAt = new Date(Math.floor(this.clock.now().getTime() / 1000) * 1000);
    const details = { items: [await this.itemOf(id, terms)], proration_behavior: 'always_invoice' as const, proration_date: seconds(proratedAt) };
    const { total, currency } = await askStripe(() => this.gateway.stripe.invoices.createPreview({ subscription: id, subscription_details: details }));
    const { amountMinor, currency: code } = fromStripeAmount({ amount: total, currency });
    return { due: money(amountMinor, code), proratedAt };
  }

  /** Nothing changes where the card is refused. */
  private async termsParams(id: string, terms: TermsWish): Promise<Stripe.SubscriptionUpdateParams> {
    const { termsId, holdsAtOnce, proratedAt } = terms;
    const base = { items: [await this.itemOf(id, terms)], metadata: { terms: termsId } };
    if (!holdsAtOnce) return { ...base, proration_behavior: 'none' };
    return { ...base, proration_behavior: 'always_invoice', payment_behavior: 'error_if_incomplete', ...(proratedAt ? { proration_date: seconds(proratedAt) } : {}) };
  }

  private async itemOf(id: string, { amount: wanted, interval, intervalCount }: TermsWish): Promise<Item> {
    const { items: { data: [item] } } = await askStripe(() => this.gateway.stripe.subscriptions.retrieve(id));
    if (!item) throw new Error(`The subscription ${id} has no item`);
    const { amount, currency } = toStripeAmount(wanted);
    const product = typeof item.price.product === 'string' ? item.price.product : item.price.product.id;
    return { id: item.id, quantity: 1, price_data: { currency, unit_amount: amount, product, recurring: { interval, interval_count: intervalCount } } };
  }

  private async collect(id: string, idempotencyKey: string): Promise<void> {
    const { latest_invoice: latest } = await askStripe(() => this.gateway.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] }));
    if (latest && typeof latest !== 'string' && latest.status === 'open') await askStripe(() => this.gateway.stripe.invoices.pay(latest.id, {}, { idempotencyKey }));
  }
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
